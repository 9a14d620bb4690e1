import { rounded, type Table, type TableColumn } from '../../../documents/table.ts';
import type { Guard } from '../../../schemas/seats.ts';

export interface GuardLine {
  readonly guard: Guard;
  readonly sums: Guard['years'][number];
  readonly span: 'year' | 'total';
  /** Null: the line of all schools together. */
  readonly school: Guard['years'][number]['schools'][number] | null;
}

const columns: TableColumn<GuardLine>[] = [
  { title: 'run', zh: '预测批次', value: ({ guard }) => guard.runId },
  { title: 'major', zh: '专业代码', value: ({ guard }) => guard.majorCode },
  { title: 'major_name', zh: '专业', value: ({ guard }) => guard.majorName },
  { title: 'level', zh: '层次', value: ({ guard }) => guard.level },
  { title: 'span', zh: '口径', value: ({ span }) => span },
  { title: 'graduation_year', zh: '毕业年份', value: ({ sums }) => sums.year, format: 'year' },
  { title: 'last_year', zh: '末年', value: ({ sums }) => sums.lastYear, format: 'year' },
  { title: 'school', zh: '院校', value: ({ school }) => school?.schoolName ?? null },
  { title: 'approved_seats', zh: '已批学额（个）', value: ({ school }) => school?.approved ?? null, format: 'whole' },
  { title: 'requested_seats', zh: '申请学额（个）', value: ({ school }) => school?.requested ?? null, format: 'whole' },
  { title: 'recommended_seats', zh: '建议学额（个）', value: ({ school }) => school?.recommended ?? null, format: 'whole' },
  { title: 'gap_persons', zh: '缺口（人）', value: ({ sums, school }) => (school ? null : rounded(sums.gap)), format: 'two' },
  { title: 'gap_lo80', zh: '缺口80%下限', value: ({ sums, school }) => (school ? null : rounded(sums.lo80)), format: 'two' },
  { title: 'gap_hi80', zh: '缺口80%上限', value: ({ sums, school }) => (school ? null : rounded(sums.hi80)), format: 'two' },
  { title: 'gap_after_approved', zh: '已批后缺口（人）', value: ({ sums, school }) => (school ? null : rounded(sums.afterApproved)), format: 'two' },
  { title: 'gap_after_everyone', zh: '全部落实后缺口（人）', value: ({ sums, school }) => (school ? null : rounded(sums.afterEveryone)), format: 'two' },
  {
    title: 'gap_after_recommended',
    zh: '按建议落实后缺口（人）',
    value: ({ sums, school }) => (school ? null : rounded(sums.afterRecommended)),
    format: 'two',
  },
  { title: 'overshoot', zh: '申请超出缺口', value: ({ sums, school }) => (school ? null : sums.overshoot) },
  { title: 'suppressed', zh: '保密', value: ({ guard }) => guard.suppressed },
  { title: 'simulated', zh: '模拟数据', value: ({ guard }) => guard.simulated },
];

/** One line a span, then one a school. */
export async function* guardLines(guards: AsyncIterable<Guard>): AsyncGenerator<GuardLine> {
  for await (const guard of guards) {
    const spans = [...guard.years.map((sums) => ({ sums, span: 'year' as const })), ...(guard.window ? [{ sums: guard.window, span: 'total' as const }] : [])];
    for (const { sums, span } of spans) {
      yield { guard, sums, span, school: null };
      for (const school of sums.schools) yield { guard, sums, span, school };
    }
  }
}

export const guardTable: Table<GuardLine> = { name: 'guard', zh: '学额与缺口', en: 'Guard', columns, simulated: ({ guard }) => guard.simulated };
