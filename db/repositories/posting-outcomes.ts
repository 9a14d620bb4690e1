import { and, eq, exists, gt, inArray, ne, not, notExists, sql } from 'drizzle-orm';
import type { postingStatuses } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { auditStep, type AuditRecord } from './audit.ts';

/** Condition that an outcome is the newest of its posting. */
export function isNewestOutcome(db: Database) {
  const { postingOutcomes } = db.schema;
  const newer = alias(postingOutcomes, 'newer_outcome');
  const same = and(eq(newer.postingId, postingOutcomes.postingId), gt(newer.id, postingOutcomes.id));
  return notExists(
    db.query
      .select({ one: sql`1` })
      .from(newer)
      .where(same),
  );
}

/** Condition that a posting is the newest of its enterprise, occupation and day: what was told again counts once. */
export function isNewestPosting(db: Database) {
  const { postings } = db.schema;
  const newer = alias(postings, 'newer_posting');
  const same = and(
    eq(newer.organisationId, postings.organisationId),
    eq(newer.occupationCode, postings.occupationCode),
    eq(newer.openedOn, postings.openedOn),
    gt(newer.id, postings.id),
  );
  return notExists(
    db.query
      .select({ one: sql`1` })
      .from(newer)
      .where(same),
  );
}

/** Condition on `postings`: open without an outcome, filled or closed as the newest outcome says. */
export function hasStatus(db: Database, status: (typeof postingStatuses)[number]) {
  const { postings, postingOutcomes } = db.schema;
  const wanted = status === 'filled' ? eq(postingOutcomes.outcome, 'filled') : status === 'closed' ? ne(postingOutcomes.outcome, 'filled') : undefined;
  const told = exists(
    db.query
      .select({ one: sql`1` })
      .from(postingOutcomes)
      .where(and(eq(postingOutcomes.postingId, postings.id), wanted, isNewestOutcome(db))),
  );
  return status === 'open' ? not(told) : told;
}

/** What became of postings. Outcomes are only added; the newest id counts. */
export function createPostingOutcomeRepository(db: Database) {
  const { postings, postingOutcomes, organisations, occupations } = db.schema;
  return {
    add(row: typeof postingOutcomes.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [stored] = yield* run(tx.insert(postingOutcomes).values(row).returning());
        if (!stored) throw new Error('insert of an outcome returned no row');
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    async findPosting(id: string) {
      const [row] = await db.query
        .select({ row: postings, organisationName: organisations.name, occupationName: occupations.name })
        .from(postings)
        .innerJoin(organisations, eq(organisations.id, postings.organisationId))
        .innerJoin(occupations, eq(occupations.code, postings.occupationCode))
        .where(eq(postings.id, id));
      return row;
    },
    /** The outcome that counts, of each posting that has one. */
    async newestOf(postingIds: readonly string[]) {
      if (postingIds.length === 0) return new Map<string, typeof postingOutcomes.$inferSelect>();
      const rows = await db.query
        .select()
        .from(postingOutcomes)
        .where(and(inArray(postingOutcomes.postingId, [...postingIds]), isNewestOutcome(db)));
      return new Map(rows.map((row) => [row.postingId, row]));
    },
  };
}
