import { and, count, desc, eq, sql } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';

/** Occupations as they are compared with titles, and what organisations chose for titles of their own. */
export function createTitleRepository(db: Database) {
  const { occupations, titleChoices } = db.schema;
  const standing = eq(occupations.retired, false);
  return {
    /** Changes with the editions of the catalogue and the names they hold: what an index of the names is kept under. */
    async edition(): Promise<string> {
      const rows = await db.query
        .select({ edition: occupations.systemId, names: count(), letters: sql`sum(length(${occupations.name}))`.mapWith(Number) })
        .from(occupations)
        .where(standing)
        .groupBy(occupations.systemId)
        .orderBy(occupations.systemId);
      return JSON.stringify(rows);
    },
    async occupations() {
      return db.query.select({ code: occupations.code, name: occupations.name }).from(occupations).where(standing).orderBy(occupations.code);
    },
    /** What the organisation chose last for this title; undefined if it never did, or what it chose has left the catalogue. */
    async choiceOf(organisationId: string, title: string) {
      const [row] = await db.query
        .select({ code: occupations.code, name: occupations.name, retired: occupations.retired })
        .from(titleChoices)
        .innerJoin(occupations, eq(occupations.code, titleChoices.occupationCode))
        .where(and(eq(titleChoices.organisationId, organisationId), eq(titleChoices.title, title)))
        .orderBy(desc(titleChoices.id))
        .limit(1);
      return row === undefined || row.retired ? undefined : { code: row.code, name: row.name };
    },
    addChoice(row: typeof titleChoices.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(titleChoices).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
  };
}
