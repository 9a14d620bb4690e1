import { and, asc, count, desc, eq, inArray, isNotNull, isNull, max, notExists, or, sql, type SQLWrapper } from 'drizzle-orm';
import type { linkOrigins, linkStates } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { contains } from './catalogue.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface LinkFilter {
  readonly majorCode?: string;
  readonly occupationCode?: string;
  readonly origin?: (typeof linkOrigins)[number];
  readonly state?: (typeof linkStates)[number];
  readonly text?: string;
}
export interface LinkKey {
  readonly majorCode: string;
  readonly occupationCode: string;
}

/** Loaded links with the edits laid over them: the newest edit of a link that nobody took back says what holds. */
export function createCrosswalkRepository(db: Database) {
  const { crosswalkLinks: loaded, crosswalkEdits: edits, majors, occupations } = db.schema;
  const q = db.query;
  const edit = alias(edits, 'edit');
  const undo = alias(edits, 'undo');
  const standing = q
    .select({ id: max(edits.id) })
    .from(edits)
    .where(
      and(
        isNull(edits.undoes),
        notExists(
          q
            .select({ one: sql`1` })
            .from(undo)
            .where(eq(undo.undoes, edits.id)),
        ),
      ),
    )
    .groupBy(edits.majorCode, edits.occupationCode);
  const pairs = q
    .select({ majorCode: loaded.majorCode, occupationCode: loaded.occupationCode })
    .from(loaded)
    .where(isNull(loaded.retiredIn))
    .union(q.select({ majorCode: edits.majorCode, occupationCode: edits.occupationCode }).from(edits))
    .as('pairs');
  const strength = sql<number | null>`case when ${edit.id} is null then ${loaded.strength} else ${edit.strength} end`;
  // an edited strength is the word of a user, whoever made the link
  const origin = sql<(typeof linkOrigins)[number]>`case when ${edit.id} is null then ${loaded.origin} else 'user' end`;
  const closed = and(isNotNull(edit.id), isNull(edit.strength));
  const states = { in_force: sql`${strength} is not null`, edited: isNotNull(edit.id), closed };

  // a link that a newer edition lacks holds no longer, unless somebody set it
  const ofLoaded = and(eq(loaded.majorCode, pairs.majorCode), eq(loaded.occupationCode, pairs.occupationCode), isNull(loaded.retiredIn));
  const ofEdit = and(eq(edit.majorCode, pairs.majorCode), eq(edit.occupationCode, pairs.occupationCode), inArray(edit.id, standing));
  const where = (f: LinkFilter) =>
    and(
      states[f.state ?? 'in_force'],
      f.majorCode === undefined ? undefined : eq(pairs.majorCode, f.majorCode),
      f.occupationCode === undefined ? undefined : eq(pairs.occupationCode, f.occupationCode),
      f.origin === undefined ? undefined : sql`${origin} = ${f.origin}`,
      f.text === undefined
        ? undefined
        : or(...[majors.name, pairs.majorCode, occupations.name, pairs.occupationCode].map((column) => contains(sql`${column}`, f.text ?? ''))),
    );
  const joined = () =>
    q
      .select({
        ...{ majorCode: pairs.majorCode, occupationCode: pairs.occupationCode, strength, origin, loaded, edit },
        ...{ majorName: majors.name, level: majors.level, occupationName: occupations.name, retired: majors.retired },
      })
      .from(pairs)
      .innerJoin(majors, eq(majors.code, pairs.majorCode))
      .innerJoin(occupations, eq(occupations.code, pairs.occupationCode))
      .leftJoin(loaded, ofLoaded)
      .leftJoin(edit, ofEdit);

  return {
    async page(filter: LinkFilter, page: PageRequest) {
      const sort = [pairs.majorCode, pairs.occupationCode].map((column) => ({ column, descending: false }));
      const rows = await joined()
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.majorCode, row.occupationCode]);
    },
    /** Links of each major that the filter admits. */
    async counts(filter: LinkFilter): Promise<Map<string, number>> {
      const rows = await q
        .select({ code: pairs.majorCode, n: count() })
        .from(pairs)
        .innerJoin(majors, eq(majors.code, pairs.majorCode))
        .innerJoin(occupations, eq(occupations.code, pairs.occupationCode))
        .leftJoin(loaded, ofLoaded)
        .leftJoin(edit, ofEdit)
        .where(where(filter))
        .groupBy(pairs.majorCode);
      return new Map(rows.map((row) => [row.code, row.n]));
    },
    /** The link as it stands, in force or closed; undefined for a pair nobody ever linked or whose only edits were taken back. */
    async find({ majorCode, occupationCode }: LinkKey) {
      const [row] = await joined().where(
        and(eq(pairs.majorCode, majorCode), eq(pairs.occupationCode, occupationCode), or(isNotNull(edit.id), isNotNull(loaded.strength))),
      );
      return row;
    },
    /** What a run takes: links in force of majors in the catalogue, by occupation and major. */
    async inForce() {
      const rows = await joined()
        .where(and(states.in_force, eq(majors.retired, false)))
        .orderBy(asc(pairs.occupationCode), asc(pairs.majorCode));
      return rows.map((row) => ({
        ...{ major: row.majorCode, occupation: row.occupationCode, strength: row.strength ?? 0, origin: row.origin },
        ...(row.edit === null || row.edit.low === null ? {} : { low: row.edit.low }),
        ...(row.edit === null || row.edit.high === null ? {} : { high: row.edit.high }),
      }));
    },
    /** Majors that links in force give the occupations of these queries, as a query. */
    reachedFrom(...codes: readonly SQLWrapper[]) {
      return q
        .select({ code: pairs.majorCode })
        .from(pairs)
        .leftJoin(loaded, ofLoaded)
        .leftJoin(edit, ofEdit)
        .where(and(states.in_force, or(...codes.map((code) => inArray(pairs.occupationCode, code)))));
    },
    /** Majors in force for the occupations, by occupation and major. */
    async majorsOf(occupationCodes: readonly string[]) {
      if (occupationCodes.length === 0) return [];
      const rows = await joined()
        .where(and(states.in_force, inArray(pairs.occupationCode, [...occupationCodes])))
        .orderBy(asc(pairs.occupationCode), asc(pairs.majorCode));
      return rows.map(({ occupationCode, majorCode, majorName, level, origin: from }) => ({
        occupationCode,
        code: majorCode,
        name: majorName,
        level,
        origin: from,
      }));
    },
    async pageEdits(filter: Partial<LinkKey>, page: PageRequest) {
      const sort = [{ column: edits.id, descending: true }];
      const rows = await q
        .select({ row: edits, majorName: majors.name, level: majors.level, occupationName: occupations.name })
        .from(edits)
        .innerJoin(majors, eq(majors.code, edits.majorCode))
        .innerJoin(occupations, eq(occupations.code, edits.occupationCode))
        .where(and(editWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(desc(edits.id))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async countEdits(filter: Partial<LinkKey>) {
      const [row] = await q.select({ n: count() }).from(edits).where(editWhere(filter));
      return row?.n ?? 0;
    },
    /** False when the edit it takes back was taken back meanwhile. */
    add(row: typeof edits.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const stored = yield* run(tx.insert(edits).values(row).onConflictDoNothing({ target: edits.undoes }).returning());
        if (stored.length > 0) yield* auditStep(db, tx, audit);
        return stored.length > 0;
      });
    },
  };

  function editWhere(f: Partial<LinkKey>) {
    return and(
      f.majorCode === undefined ? undefined : eq(edits.majorCode, f.majorCode),
      f.occupationCode === undefined ? undefined : eq(edits.occupationCode, f.occupationCode),
    );
  }
}
