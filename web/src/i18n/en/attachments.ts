import type { attachmentWords as chinese } from '../zh/attachments.ts';

export const attachmentWords: typeof chinese = {
  attachments: {
    title: 'Files',
    none: 'No files',
    add: 'Add files',
    drop: 'or drop them here',
    note: 'PDF, Word, Excel, PowerPoint, pictures (PNG, JPG), CSV or text; each up to 20 MB, 20 at most',
    first: 'Files can be added once the draft is saved.',
    sending: '{name}: {share} sent',
    failed: '{name}: {reason}',
    dismiss: 'Dismiss',
    save: 'Download {name}',
    remove: 'Remove',
    removeOf: 'Remove {name}',
    removed: '{name} was removed.',
    restored: '{name} is back',
  },
};
