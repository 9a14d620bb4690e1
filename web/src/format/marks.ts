/** Signs that repeat a word for the eye; never shown without it. */
export const flagMarks = { new: '✚', expand: '▲', maintain: '●', watch: '◆', reduce: '▼', suspend: '■' } as const;
export const bandMarks = {
  severe_shortage: '▲▲',
  shortage: '▲',
  balanced: '●',
  surplus: '▼',
  severe_surplus: '▼▼',
  uncertain: '◆',
  insufficient: '○',
} as const;
export const severityMarks = { urgent: '▲', warning: '◆', notice: '○' } as const;
export const alertKinds = ['severe_band', 'sign_change', 'plans_overshoot', 'reporters_lost'] as const;
/** Kinds of flags that ask for a decision, and those that do not. */
export const decisions = ['new', 'expand', 'reduce', 'suspend'] as const;
export const flagOrder = ['new', 'expand', 'reduce', 'suspend', 'watch', 'maintain'] as const;
export const levels = ['secondary', 'associate', 'vocational_bachelor', 'bachelor'] as const;
