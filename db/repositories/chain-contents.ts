import { asc, eq } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** Everything that stands in industry chains, or in one of them. */
export function createChainContents(db: Database) {
  const { chains, chainSegments: segments, chainOccupations: placed, chainMajors: key, chainUnmatchedMajors: others, occupations, majors } = db.schema;
  return {
    async read(chainId?: string) {
      return {
        chains: await db.query
          .select()
          .from(chains)
          .where(chainId === undefined ? undefined : eq(chains.id, chainId))
          .orderBy(asc(chains.number), asc(chains.id)),
        segments: await db.query
          .select()
          .from(segments)
          .where(chainId === undefined ? undefined : eq(segments.chainId, chainId))
          .orderBy(asc(segments.id)),
        occupations: await db.query
          .select({ chainId: placed.chainId, segmentId: placed.segmentId, origin: placed.origin, code: occupations.code, name: occupations.name })
          .from(placed)
          .innerJoin(occupations, eq(occupations.code, placed.occupationCode))
          .where(chainId === undefined ? undefined : eq(placed.chainId, chainId))
          .orderBy(asc(occupations.code)),
        majors: await db.query
          .select({ chainId: key.chainId, origin: key.origin, source: key.source, code: majors.code, name: majors.name })
          .from(key)
          .innerJoin(majors, eq(majors.code, key.majorCode))
          .where(chainId === undefined ? undefined : eq(key.chainId, chainId))
          .orderBy(asc(majors.code)),
        others: await db.query
          .select()
          .from(others)
          .where(chainId === undefined ? undefined : eq(others.chainId, chainId))
          .orderBy(asc(others.name)),
      };
    },
  };
}
