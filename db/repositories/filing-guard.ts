import { and, eq, sql } from 'drizzle-orm';
import type { FilingKind } from '../../schemas/filing-fields.ts';
import { run, type Database, type Executor } from '../database.ts';
import { FixedYearError } from '../errors.ts';

/**
 * Refuses a fact of an organisation whose filing of the year is accepted or locked, inside the transaction that adds the fact. The row is touched, not
 * only read, so that on PostgreSQL a decision taken at the same moment comes before or after, never between.
 *
 * @throws FixedYearError
 */
export function* refuseFixedYear(db: Database, tx: Executor, of: { readonly organisationId: string; readonly kind: FilingKind; readonly year: number }) {
  const { filings } = db.schema;
  const [row] = yield* run(
    tx
      .update(filings)
      .set({ version: sql`${filings.version}` })
      .where(and(eq(filings.organisationId, of.organisationId), eq(filings.kind, of.kind), eq(filings.year, of.year)))
      .returning({ state: filings.state }),
  );
  if (row?.state === 'accepted' || row?.state === 'locked') throw new FixedYearError(of.year, row.state);
}
