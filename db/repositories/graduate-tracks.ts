import { and, asc, count, eq, gt, max, notExists, sql } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface TrackFilter {
  readonly organisationId?: string;
  readonly year?: number;
  readonly months?: number;
  readonly majorCode?: string;
  /** Only the newest report of each programme, year and months. */
  readonly inForce: boolean;
}

/** How graduates fare some months later. Reports are only added; of the same programme, year and months the newest id counts. */
export function createGraduateTrackRepository(db: Database) {
  const { graduateTracks: tracks, organisations, programmes, majors } = db.schema;
  const q = db.query;
  const newer = alias(tracks, 'newer');
  const same = and(eq(newer.programmeId, tracks.programmeId), eq(newer.year, tracks.year), eq(newer.months, tracks.months));
  const newest = notExists(
    q
      .select({ one: sql`1` })
      .from(newer)
      .where(and(same, gt(newer.id, tracks.id))),
  );
  const where = (f: TrackFilter) =>
    and(
      f.organisationId === undefined ? undefined : eq(tracks.schoolId, f.organisationId),
      f.year === undefined ? undefined : eq(tracks.year, f.year),
      f.months === undefined ? undefined : eq(tracks.months, f.months),
      f.majorCode === undefined ? undefined : eq(programmes.majorCode, f.majorCode),
      f.inForce ? newest : undefined,
    );
  return {
    add(row: typeof tracks.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [stored] = yield* run(tx.insert(tracks).values(row).returning());
        if (!stored) throw new Error('insert of a graduate track returned no row');
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    /** Newest year first, within it newest report first. */
    async page(filter: TrackFilter, page: PageRequest) {
      const sort = [
        { column: tracks.year, descending: true },
        { column: tracks.id, descending: true },
      ];
      const rows = await q
        .select({
          row: tracks,
          newest: sql`case when ${newest} then 1 else 0 end`.mapWith(Number),
          ...{ organisationName: organisations.name, majorCode: majors.code, majorName: majors.name, level: majors.level },
        })
        .from(tracks)
        .innerJoin(programmes, eq(programmes.id, tracks.programmeId))
        .innerJoin(organisations, eq(organisations.id, tracks.schoolId))
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.year, row.id]);
    },
    async count(filter: TrackFilter) {
      const [row] = await q.select({ n: count() }).from(tracks).innerJoin(programmes, eq(programmes.id, tracks.programmeId)).where(where(filter));
      return row?.n ?? 0;
    },
    async newestYear() {
      const [row] = await q.select({ year: max(tracks.year) }).from(tracks);
      return row?.year ?? undefined;
    },
    /** The reports that count of a graduation year, by months and programme. */
    async ofYear(year: number) {
      return q
        .select({ row: tracks, organisationName: organisations.name, majorCode: majors.code, majorName: majors.name, level: majors.level })
        .from(tracks)
        .innerJoin(programmes, eq(programmes.id, tracks.programmeId))
        .innerJoin(organisations, eq(organisations.id, tracks.schoolId))
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(and(eq(tracks.year, year), newest))
        .orderBy(asc(tracks.months), asc(tracks.programmeId));
    },
  };
}
