import type { CheckRow } from '../../../db/repositories/run-checks.ts';
import type { RunCheck } from '../../../schemas/run-checks.ts';

/** A check as it is told: its result under the name of its kind. */
export function presentCheck({ attempts: _attempts, leaseUntil: _lease, result, createdAt, finishedAt, ...row }: CheckRow): RunCheck {
  return {
    ...row,
    ...{ replay: result && 'equal' in result ? result : null, effect: result && 'used' in result ? result : null },
    ...{ createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null },
  };
}
