import type { Flag, Gap } from '../../schemas/results.ts';

export const levelWords: Record<Gap['level'], string> = { secondary: '中职', associate: '高职专科', vocational_bachelor: '职业本科', bachelor: '本科' };
export const bandWords: Record<Gap['band'], string> = {
  ...{ severe_shortage: '严重短缺', shortage: '短缺', balanced: '基本平衡', surplus: '富余', severe_surplus: '严重富余' },
  ...{ uncertain: '不确定', insufficient: '数据不足' },
};
export const classWords: Record<Flag['class'], string> = {
  ...{ new: '建议新设', expand: '建议扩大', maintain: '保持', watch: '关注', reduce: '建议缩减', suspend: '建议暂停招生' },
};
export const englishClasses: Record<Flag['class'], string> = {
  ...{ new: 'to be opened', expand: 'to expand', maintain: 'to maintain', watch: 'to watch', reduce: 'to reduce', suspend: 'to suspend' },
};
/** Kinds that ask for something to be done, the order they are told in. */
export const acting: readonly Flag['class'][] = ['new', 'expand', 'reduce', 'suspend', 'watch'];
