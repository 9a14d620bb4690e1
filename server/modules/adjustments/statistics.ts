import type { createAdjustmentRepository } from '../../../db/repositories/adjustments.ts';
import type { AdjustmentPlan, AdjustmentPlanRow, AdjustmentStatistics } from '../../../schemas/adjustments.ts';
import { levels, plannedActions } from '../../../schemas/vocabulary.ts';

type Repository = ReturnType<typeof createAdjustmentRepository>;
type Counts = Awaited<ReturnType<Repository['counts']>>;
type Lives = Awaited<ReturnType<Repository['lives']>>;
type Targets = Awaited<ReturnType<Repository['targets']>>;
export interface Span {
  readonly from: number;
  readonly to: number;
}
const yearsOf = ({ from, to }: Span) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const total = (rows: readonly { readonly lines: number }[]) => rows.reduce((sum, { lines }) => sum + lines, 0);
const anySimulated = (rows: Counts) => rows.some(({ simulated }) => simulated === 1);

/** Programmes that took students in a year or the year before: what was closed with the year could still be adjusted in it. */
export const openIn = (lives: Lives, year: number): number =>
  lives.reduce((sum, { openedYear, closedYear, n }) => ((openedYear ?? year) <= year && (closedYear ?? year) >= year ? sum + n : sum), 0);

/** Every year of the span, those without a line too. */
export function statisticsOf(span: Span, counts: Counts, adjusted: Awaited<ReturnType<Repository['adjusted']>>, lives: Lives): AdjustmentStatistics {
  const changed = new Map(adjusted.map(({ year, n }) => [year, n]));
  const years = yearsOf(span).map((year) => {
    const own = counts.filter((row) => row.year === year);
    const [n, open] = [changed.get(year) ?? 0, openIn(lives, year)];
    const told = own.map(({ change, level, lines }) => ({ change, level, lines }));
    return { year, lines: total(own), adjusted: n, open, share: open === 0 ? null : n / open, counts: told, simulated: anySimulated(own) };
  });
  return { ...span, years };
}

/** Changes a plan counts: opened, and 停招缓招. */
const counted: Readonly<Record<(typeof plannedActions)[number], ReadonlySet<string>>> = {
  added: new Set(['new']),
  cut: new Set(['suspend', 'reduce', 'close']),
};

/** A year's plan within a five-year plan is part of it: only the outer one counts. */
const outermost = (rows: Targets): Targets =>
  rows.filter((row) => !rows.some((other) => other !== row && other.fromYear <= row.fromYear && other.toYear >= row.toYear));

/** What a plan asks for beside what the ledger holds, by level; levels that neither names are left out. */
export function planOf(span: Span, counts: Counts, targets: Targets): AdjustmentPlan {
  const rows = levels.flatMap((level) =>
    plannedActions.flatMap((action): AdjustmentPlanRow[] => {
      const own = counts.filter((row) => row.level === level && counted[action].has(row.change));
      const asked = outermost(targets.filter((row) => row.level === level && row.action === action));
      if (own.length === 0 && asked.length === 0) return [];
      const planned = asked.length === 0 ? null : asked.reduce((sum, { majors }) => sum + majors, 0);
      const done = total(own);
      const years = yearsOf(span).map((year) => ({ year, lines: total(own.filter((row) => row.year === year)) }));
      const source = asked.length === 0 ? null : [...new Set(asked.map((row) => row.source))].join('；');
      return [{ level, action, planned, done, missing: planned === null ? null : Math.max(0, planned - done), years, source, simulated: anySimulated(own) }];
    }),
  );
  return { ...span, rows };
}
