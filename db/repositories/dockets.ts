import { and, asc, count, eq, exists, getTableColumns, gte, inArray, isNull, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import type { askingClasses, docketOrigins, levels, resolutionOutcomes } from '../../schemas/vocabulary.ts';
import type { Database } from '../database.ts';
import type { DocketRow } from './docket-steps.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface DocketFilter {
  readonly state?: DocketRow['state'];
  readonly year?: number;
  readonly majorCode?: string;
  readonly level?: (typeof levels)[number];
  readonly outcome?: (typeof resolutionOutcomes)[number];
  readonly origin?: (typeof docketOrigins)[number];
  /** Dockets that name the school in a measure, or are about a major it offers. */
  readonly schoolId?: string;
  /** Resolved, and to be looked at from this day on or before: YYYY-MM-DD. */
  readonly reviewBy?: string;
  /** What planners have not shown anybody yet is left out. */
  readonly shownOnly: boolean;
}
export const docketSorts = ['number', 'majorCode', 'reviewOn'] as const;
export interface DocketSort {
  readonly by: (typeof docketSorts)[number];
  readonly descending: boolean;
}
/** A docket in a list: without its evidence, which is most of it. */
export type DocketHead = Omit<DocketRow, 'evidence'>;
/** After every day there is: dockets without a day stand last. */
const noDay = '9999-12-31';

export function createDocketRepository(db: Database) {
  const { dockets, docketMeasures, majors, organisations, programmes, flagReplies, enrolmentReports, runSurvival } = db.schema;
  const q = db.query;
  const { evidence: _evidence, ...head } = getTableColumns(dockets);
  const heads = () => q.select({ row: head, majorName: majors.name }).from(dockets).innerJoin(majors, eq(majors.code, dockets.majorCode));

  /** A measure names the school, or it has an open programme of the major. */
  const concerns = (schoolId: string) =>
    or(
      exists(
        q
          .select({ id: docketMeasures.id })
          .from(docketMeasures)
          .where(and(eq(docketMeasures.docketId, dockets.id), eq(docketMeasures.schoolId, schoolId))),
      ),
      inArray(
        dockets.majorCode,
        q
          .select({ code: programmes.majorCode })
          .from(programmes)
          .where(and(eq(programmes.schoolId, schoolId), isNull(programmes.closedYear))),
      ),
    );
  const where = (f: DocketFilter) =>
    and(
      f.state === undefined ? undefined : eq(dockets.state, f.state),
      f.year === undefined ? undefined : eq(dockets.year, f.year),
      f.majorCode === undefined ? undefined : eq(dockets.majorCode, f.majorCode),
      f.level === undefined ? undefined : eq(dockets.level, f.level),
      f.outcome === undefined ? undefined : eq(dockets.outcome, f.outcome),
      f.origin === undefined ? undefined : eq(dockets.origin, f.origin),
      f.schoolId === undefined ? undefined : concerns(f.schoolId),
      f.reviewBy === undefined ? undefined : and(eq(dockets.state, 'resolved'), lte(dockets.reviewOn, f.reviewBy)),
      f.shownOnly ? ne(dockets.state, 'opened') : undefined,
    );
  function sortOf({ by, descending }: DocketSort) {
    const last = { column: dockets.id, descending };
    if (by === 'majorCode') return [{ column: dockets.majorCode, descending }, last];
    if (by === 'reviewOn') return [{ column: sql`coalesce(${dockets.reviewOn}, ${noDay})`, descending }, last];
    return [{ column: dockets.year, descending }, { column: dockets.number, descending }, last];
  }
  const placeOf = (by: DocketSort['by'], { id, majorCode, reviewOn, year, number }: DocketHead) =>
    by === 'majorCode' ? [majorCode, id] : by === 'reviewOn' ? [reviewOn ?? noDay, id] : [year, number, id];

  return {
    async find(id: string) {
      const [row] = await q
        .select({ row: dockets, majorName: majors.name })
        .from(dockets)
        .innerJoin(majors, eq(majors.code, dockets.majorCode))
        .where(eq(dockets.id, id));
      return row;
    },
    /** Whether a docket concerns a school. */
    async concerns(id: string, schoolId: string): Promise<boolean> {
      const rows = await q
        .select({ id: dockets.id })
        .from(dockets)
        .where(and(eq(dockets.id, id), concerns(schoolId)));
      return rows.length > 0;
    },
    async page(filter: DocketFilter, sort: DocketSort, page: PageRequest) {
      const order = sortOf(sort);
      const rows = await heads()
        .where(and(where(filter), afterCursor(order, page.cursor)))
        .orderBy(...orderBy(order))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => placeOf(sort.by, row));
    },
    async count(filter: DocketFilter) {
      const [row] = await q.select({ n: count() }).from(dockets).where(where(filter));
      return row?.n ?? 0;
    },
    /** Resolved dockets whose day of review is one of these, both ends included. */
    async reviewsBetween(from: string, to: string) {
      const rows = await q
        .select({ id: dockets.id, year: dockets.year, number: dockets.number, reviewOn: dockets.reviewOn, majorName: majors.name })
        .from(dockets)
        .innerJoin(majors, eq(majors.code, dockets.majorCode))
        .where(and(eq(dockets.state, 'resolved'), gte(dockets.reviewOn, from), lte(dockets.reviewOn, to)))
        .orderBy(asc(dockets.reviewOn), asc(dockets.id));
      return rows.flatMap(({ reviewOn, ...row }) => (reviewOn === null ? [] : [{ ...row, reviewOn }]));
    },
    /** Measures of these dockets with the names of their schools, in the order of schools. */
    async measures(ids: readonly string[], schoolId?: string) {
      if (ids.length === 0) return [];
      const mine: SQL | undefined = schoolId === undefined ? undefined : eq(docketMeasures.schoolId, schoolId);
      return q
        .select({ row: docketMeasures, schoolName: organisations.name })
        .from(docketMeasures)
        .innerJoin(organisations, eq(organisations.id, docketMeasures.schoolId))
        .where(and(inArray(docketMeasures.docketId, [...ids]), mine))
        .orderBy(asc(docketMeasures.docketId), asc(docketMeasures.schoolId), asc(docketMeasures.change));
    },
    /** Schools as measures name them, with their programme of the major. */
    async schools(ids: readonly string[], majorCode: string) {
      if (ids.length === 0) return [];
      return q
        .select({ school: organisations, programme: programmes })
        .from(organisations)
        .leftJoin(programmes, and(eq(programmes.schoolId, organisations.id), eq(programmes.majorCode, majorCode)))
        .where(and(inArray(organisations.id, [...ids]), eq(organisations.kind, 'school')));
    },
    /** Reported intakes of the major at these schools; of several reports of a year the newest counts. By school and year. */
    async intakes(majorCode: string, schoolIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
      if (schoolIds.length === 0) return new Map();
      const rows = await q
        .select({ schoolId: enrolmentReports.schoolId, year: enrolmentReports.year, intake: enrolmentReports.intake })
        .from(enrolmentReports)
        .innerJoin(programmes, eq(programmes.id, enrolmentReports.programmeId))
        .where(and(eq(programmes.majorCode, majorCode), inArray(enrolmentReports.schoolId, [...schoolIds])))
        .orderBy(asc(enrolmentReports.schoolId), asc(enrolmentReports.year), asc(enrolmentReports.id));
      const bySchool = Map.groupBy(rows, ({ schoolId }) => schoolId);
      return new Map([...bySchool].map(([id, own]) => [id, new Map(own.map(({ year, intake }) => [year, intake]))]));
    },
    /** Schools with an open programme of the major, in natural order. */
    async offering(majorCode: string) {
      const rows = await q
        .select({ schoolId: programmes.schoolId })
        .from(programmes)
        .innerJoin(organisations, eq(organisations.id, programmes.schoolId))
        .where(and(eq(programmes.majorCode, majorCode), isNull(programmes.closedYear), isNull(organisations.closedYear)))
        .orderBy(asc(programmes.schoolId));
      return rows.map(({ schoolId }) => schoolId);
    },
    /** Shares of seats that graduate, of a level in a run. */
    async survival(runId: string, level: DocketRow['level']) {
      return q
        .select()
        .from(runSurvival)
        .where(and(eq(runSurvival.runId, runId), eq(runSurvival.level, level)))
        .orderBy(asc(runSurvival.majorCode), asc(runSurvival.programmeId));
    },
    /** What schools sent in reply to a flag of this class since a year, oldest first; a school's own, or all. */
    async replies(
      flag: { readonly regionCode: string; readonly majorCode: string; readonly class: (typeof askingClasses)[number]; readonly since: number },
      schoolId?: string,
    ) {
      return q
        .select({ row: flagReplies, schoolName: organisations.name })
        .from(flagReplies)
        .innerJoin(organisations, eq(organisations.id, flagReplies.schoolId))
        .where(
          and(
            eq(flagReplies.regionCode, flag.regionCode),
            eq(flagReplies.majorCode, flag.majorCode),
            eq(flagReplies.flagClass, flag.class),
            gte(flagReplies.asOfYear, flag.since),
            ne(flagReplies.state, 'draft'),
            schoolId === undefined ? undefined : eq(flagReplies.schoolId, schoolId),
          ),
        )
        .orderBy(asc(flagReplies.id));
    },
  };
}
