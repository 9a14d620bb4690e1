import { and, eq, exists, sql } from 'drizzle-orm';
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

const filedBy = { declarations: 'demand', enrolment: 'enrolment' } as const;
/**
 * The same for all rows of an import at once: one statement, however many organisations and years its rows speak of. Kinds of sheet that no filing is made of pass.
 *
 * @throws FixedYearError naming the first year that is fixed
 */
export function* refuseFixedYears(db: Database, tx: Executor, { id, kind }: { readonly id: string; readonly kind: string }) {
  const filed = filedBy[kind as keyof typeof filedBy] as FilingKind | undefined;
  if (filed === undefined) return;
  const { filings, importRows } = db.schema;
  const year = db.dialect === 'sqlite' ? sql`json_extract(${importRows.report}, '$.year')` : sql`(${importRows.report} ->> 'year')::integer`;
  const told = tx
    .select({ row: importRows.row })
    .from(importRows)
    .where(and(eq(importRows.importId, id), eq(importRows.valid, true), eq(importRows.organisationId, filings.organisationId), sql`${year} = ${filings.year}`));
  const touched = yield* run(
    tx
      .update(filings)
      .set({ version: sql`${filings.version}` })
      .where(and(eq(filings.kind, filed), exists(told)))
      .returning({ year: filings.year, state: filings.state }),
  );
  for (const { year: of, state } of touched.sort((a, b) => a.year - b.year))
    if (state === 'accepted' || state === 'locked') throw new FixedYearError(of, state);
}
