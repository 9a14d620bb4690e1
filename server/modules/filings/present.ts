import type { createFilingRepository } from '../../../db/repositories/filings.ts';
import type { Filing, FilingEvent } from '../../../schemas/filings.ts';

type Filings = ReturnType<typeof createFilingRepository>;
export type Shown = NonNullable<Awaited<ReturnType<Filings['find']>>>;
export type EventRow = Awaited<ReturnType<Filings['pageEvents']>>['items'][number];

export function presentFiling(
  { row, organisationName }: Shown,
  counted: { readonly lines: number; readonly faults: number } = { lines: 0, faults: 0 },
): Filing {
  const { id, organisationId, kind, year, state, version, reason, simulated, source, createdAt, changedAt, submittedAt } = row;
  return {
    ...{ id, organisationId, organisationName, kind, year, state, version, lines: counted.lines, faults: counted.faults, reason, simulated, source },
    ...{ createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString(), submittedAt: submittedAt?.toISOString() ?? null },
  };
}
/** What planners do with a filing. */
const decisions: ReadonlySet<string> = new Set(['accept', 'return', 'lock', 'unlock']);
export function presentEvent({ id, at, actor, action, state, reason }: EventRow, names: ReadonlyMap<string, string>, planning: boolean): FilingEvent {
  const actorName = planning || !decisions.has(action) ? (names.get(actor) ?? null) : null;
  return { id, at: at.toISOString(), actor, actorName, action, state, reason };
}
