import { and, asc, count, eq, inArray, or } from 'drizzle-orm';
import type { competenceKinds } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { contains } from './catalogue.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface CompetenceFilter {
  readonly kind?: (typeof competenceKinds)[number];
  readonly text?: string;
}

/** The catalogue of competences, and what each programme teaches. */
export function createCompetenceRepository(db: Database) {
  const { competences, programmeCompetences: taught, programmes } = db.schema;
  const where = (f: CompetenceFilter) =>
    and(
      f.kind === undefined ? undefined : eq(competences.kind, f.kind),
      f.text === undefined ? undefined : or(contains(competences.name, f.text), contains(competences.code, f.text)),
    );
  return {
    async page(filter: CompetenceFilter, page: PageRequest) {
      const sort = [{ column: competences.code, descending: false }];
      const rows = await db.query
        .select()
        .from(competences)
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.code]);
    },
    async count(filter: CompetenceFilter) {
      const [row] = await db.query.select({ n: count() }).from(competences).where(where(filter));
      return row?.n ?? 0;
    },
    /** False when the code is taken. */
    add(row: typeof competences.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const stored = yield* run(tx.insert(competences).values(row).onConflictDoNothing().returning());
        if (stored.length > 0) yield* auditStep(db, tx, audit);
        return stored.length > 0;
      });
    },
    /** Those of the codes that the catalogue holds. */
    async known(codes: readonly string[]): Promise<Set<string>> {
      if (codes.length === 0) return new Set();
      const rows = await db.query
        .select({ code: competences.code })
        .from(competences)
        .where(inArray(competences.code, [...codes]));
      return new Set(rows.map((row) => row.code));
    },
    async findProgramme(id: string) {
      const [row] = await db.query.select().from(programmes).where(eq(programmes.id, id));
      return row;
    },
    /** What a programme teaches, by code. */
    async taughtBy(programmeId: string) {
      return db.query.select().from(taught).where(eq(taught.programmeId, programmeId)).orderBy(asc(taught.competenceCode));
    },
    /** The new list takes the place of the old one, which the audit entry keeps. False where that is not the list of this version any more. */
    replaceTaught(programmeId: string, version: number, rows: readonly (typeof taught.$inferInsert)[], audit: AuditRecord): Promise<boolean> {
      return db.transaction(function* (tx) {
        const as = and(eq(programmes.id, programmeId), eq(programmes.version, version));
        const counted = yield* run(
          tx
            .update(programmes)
            .set({ version: version + 1 })
            .where(as)
            .returning({ id: programmes.id }),
        );
        if (counted.length === 0) return false;
        yield* run(tx.delete(taught).where(eq(taught.programmeId, programmeId)));
        if (rows.length > 0) yield* run(tx.insert(taught).values([...rows]));
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
  };
}
