import { and, asc, count, eq, inArray, max, sql, sum } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** Names that can be searched for: what is public of catalogues and organisations. */
export function createSearchRepository(db: Database) {
  const { codeSystems, majors, occupations, chains, organisations } = db.schema;
  const q = db.query;
  const searched = and(inArray(organisations.kind, ['school', 'enterprise']), eq(organisations.status, 'verified'));
  return {
    /** Changes with every edition of a catalogue and every organisation that is added, verified or corrected: what an index of the names is kept under. */
    async edition(): Promise<string> {
      const editions = await q.select({ n: count(), newest: max(codeSystems.arrival) }).from(codeSystems);
      const named = await q.select({ n: count(), letters: sql`sum(length(${chains.name}))`.mapWith(Number) }).from(chains);
      const changes = await q
        .select({ n: count(), changes: sum(organisations.version).mapWith(Number) })
        .from(organisations)
        .where(searched);
      return JSON.stringify([editions, named, changes]);
    },
    async names() {
      const { code, name, level } = majors;
      return {
        majors: await q.select({ code, name, level }).from(majors).where(eq(majors.retired, false)).orderBy(asc(code)),
        occupations: await q
          .select({ code: occupations.code, name: occupations.name })
          .from(occupations)
          .where(eq(occupations.retired, false))
          .orderBy(asc(occupations.code)),
        chains: await q.select({ id: chains.id, name: chains.name }).from(chains).orderBy(asc(chains.id)),
        organisations: await q
          .select({ id: organisations.id, kind: organisations.kind, name: organisations.name, level: organisations.level, simulated: organisations.simulated })
          .from(organisations)
          .where(searched)
          .orderBy(asc(organisations.id)),
      };
    },
  };
}
