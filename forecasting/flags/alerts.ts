import type { Sentence } from '../labour/evidence.ts';
import type { Level } from '../labour/snapshot.ts';
import { alertSentences } from './alert-sentences.ts';
import type { AlertCondition, WatchedCell } from './watched-cell.ts';

export type Severity = 'urgent' | 'warning' | 'notice';
export interface Alert extends AlertCondition {
  readonly major: string;
  readonly level: Level;
  readonly severity: Severity;
  /** What happened, and what it was before. */
  readonly sentences: readonly Sentence[];
}

/** At or below the first a surplus is sure enough, at or above the second a shortage: a gap changes its sign only from beyond one to beyond the other. */
export const signLimits = { surplus: 0.3, shortage: 0.7 } as const;

interface Rule extends AlertCondition {
  readonly severity: (cell: WatchedCell) => Severity;
  /** An alert stands as long as its condition holds; it need not be as strong as what raised it. */
  readonly holds: (cell: WatchedCell, limit: number) => boolean;
  /** Only asked where the condition holds. Undefined `before`: the earlier run did not have the cell. */
  readonly entered: (cell: WatchedCell, before: WatchedCell | undefined, limit: number) => boolean;
}
const known = ({ band }: WatchedCell) => band !== 'insufficient';
const pressing = ({ grade, lo80, hi80 }: WatchedCell): Severity => ((grade === 'A' || grade === 'B') && (lo80 >= 0 || hi80 <= 0) ? 'urgent' : 'warning');
const overshoots = ({ band, pipeline }: WatchedCell) => band === 'severe_surplus' && ['severe_shortage', 'shortage', 'balanced'].includes(pipeline.band);

const rules: readonly Rule[] = [
  ...(['severe_shortage', 'severe_surplus'] as const).map((state): Rule => ({
    ...{ kind: 'severe_band', state, severity: pressing },
    holds: ({ band }) => band === state,
    entered: (_cell, before) => before?.band !== state,
  })),
  {
    ...{ kind: 'sign_change', state: 'short', severity: () => 'warning' },
    holds: (cell) => known(cell) && cell.probability >= 0.5,
    entered: (cell, before) => before !== undefined && known(before) && before.probability <= signLimits.surplus && cell.probability >= signLimits.shortage,
  },
  {
    ...{ kind: 'sign_change', state: 'surplus', severity: () => 'warning' },
    holds: (cell) => known(cell) && cell.probability <= 0.5,
    entered: (cell, before) => before !== undefined && known(before) && before.probability >= signLimits.shortage && cell.probability <= signLimits.surplus,
  },
  {
    ...{ kind: 'plans_overshoot', state: 'severe_surplus', severity: pressing, holds: overshoots },
    entered: (_cell, before) => before === undefined || !overshoots(before),
  },
  {
    ...{ kind: 'reporters_lost', state: 'below_threshold', severity: () => 'notice' },
    holds: ({ reporterShare }, limit) => reporterShare !== null && reporterShare < limit,
    entered: (_cell, before, limit) => before !== undefined && before.reporterShare !== null && before.reporterShare >= limit,
  },
];

/**
 * The conditions that hold of a cell, whether or not they are new: alerts of others are over.
 * Source: docs/model.md, Early warning.
 *
 * @param cell of the run
 * @param gradeReporters share of employment that reporters must cover, 0–1
 * @returns the conditions that hold now, none twice
 * @example heldConditions({ band: 'severe_shortage', probability: 0.97, pipeline: { band: 'shortage' }, reporterShare: 0.9 }, 0.5) // → [{ kind: 'severe_band', state: 'severe_shortage' }, { kind: 'sign_change', state: 'short' }]
 */
export function heldConditions(cell: WatchedCell, gradeReporters: number): AlertCondition[] {
  return rules.filter((rule) => rule.holds(cell, gradeReporters)).map(({ kind, state }) => ({ kind, state }));
}

const severities: readonly Severity[] = ['urgent', 'warning', 'notice'];

/**
 * What happened between two runs of a region that someone has to know of, cell by cell: the decision window enters a severe band; the gap changes its sign,
 * P from ≤ 0.3 to ≥ 0.7 or back; the pipeline is short or balanced and the decision window a severe surplus (intakes and plans overshoot); reporters fall
 * below the share grade A needs. A cell the earlier run did not have can enter a severe band or overshoot, not change.
 * Source: docs/model.md, Early warning.
 *
 * @param cells of the run
 * @param before cells of the latest completed run with an earlier year, as of `beforeYear`
 * @param beforeYear newest reporting year of that run
 * @param gradeReporters share of employment that reporters must cover, 0–1; of the run, for both
 * @returns the most pressing first, of equals those of more persons, then by code; severe bands and overshoots are urgent where the evidence is
 * A or B and the whole 80 % interval of the gap on one side, else warnings
 * @example alertsOf([{ major: '460103', level: 'associate', firstYear: 2029, lastYear: 2031, gap: -320, lo80: -430, hi80: -210, ratio: 2.4, probability: 0.02, band: 'severe_surplus', grade: 'A', pipeline: { band: 'surplus' }, reporterShare: 0.9 }], [], 2024, 0.5).map(({ kind, severity }) => [kind, severity]) // → [['severe_band', 'urgent']]
 */
export function alertsOf(cells: readonly WatchedCell[], before: readonly WatchedCell[], beforeYear: number, gradeReporters: number): Alert[] {
  const earlier = new Map(before.map((cell) => [cell.major, cell]));
  const found = cells.flatMap((cell) => {
    const was = earlier.get(cell.major);
    return rules
      .filter((rule) => rule.holds(cell, gradeReporters) && rule.entered(cell, was, gradeReporters))
      .map(({ kind, state, severity }) => ({
        persons: Math.abs(cell.gap),
        alert: {
          ...{ major: cell.major, level: cell.level, kind, state, severity: severity(cell) },
          sentences: alertSentences({ kind, state }, cell, was, beforeYear, gradeReporters),
        },
      }));
  });
  const rank = ({ alert }: (typeof found)[number]) => severities.indexOf(alert.severity);
  found.sort((a, b) => rank(a) - rank(b) || b.persons - a.persons || (a.alert.major < b.alert.major ? -1 : a.alert.major > b.alert.major ? 1 : 0));
  return found.map(({ alert }) => alert);
}
