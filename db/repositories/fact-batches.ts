import { and, eq, type AnyColumn } from 'drizzle-orm';
import { run, type Database, type Executor } from '../database.ts';

/** Part of a batch: what one organisation reported, for one year. */
export interface BatchPart {
  readonly organisationId?: string;
  readonly year?: number;
}

/**
 * Takes the facts of a batch back, inside the transaction of the change that says why: what was reported before them counts again. Whoever calls keeps the
 * rows themselves (the lines of a filing, the staged rows of an import), so that nothing is forgotten; grades, parts and competences go with their report.
 *
 * @param part only what this organisation reported, or for this year; default all of it.
 * @returns facts taken back.
 */
export function* withdrawFacts(db: Database, tx: Executor, batchId: string, { organisationId, year }: BatchPart = {}) {
  const { declarations, postings, projects, enrolmentReports, destinationReports, intakePlans, graduateTracks, schoolYears, inflows } = db.schema;
  let withdrawn = 0;
  const of = (table: { readonly batchId: AnyColumn }, reporter: AnyColumn, inYear?: AnyColumn) =>
    and(
      eq(table.batchId, batchId),
      organisationId === undefined ? undefined : eq(reporter, organisationId),
      year === undefined || inYear === undefined ? undefined : eq(inYear, year),
    );
  for (const table of [declarations, postings])
    withdrawn += (yield* run(
      tx
        .delete(table)
        .where(of(table, table.organisationId, table.year))
        .returning({ id: table.id }),
    )).length;
  for (const table of [enrolmentReports, destinationReports, intakePlans, graduateTracks, schoolYears])
    withdrawn += (yield* run(
      tx
        .delete(table)
        .where(of(table, table.schoolId, table.year))
        .returning({ id: table.id }),
    )).length;
  withdrawn += (yield* run(tx.delete(projects).where(of(projects, projects.organisationId)).returning({ id: projects.id }))).length;
  if (organisationId === undefined) withdrawn += (yield* run(tx.delete(inflows).where(eq(inflows.batchId, batchId)).returning({ id: inflows.id }))).length;
  return withdrawn;
}
