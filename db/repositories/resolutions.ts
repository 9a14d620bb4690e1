import { and, asc, count, desc, eq, gte, inArray, isNotNull, like, lt, lte, notInArray, or } from 'drizzle-orm';
import { resolutionWorkflow } from '../../schemas/workflows/resolution.ts';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import type { ResolutionRow } from './meeting-decisions.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';
import { moveStep, type Step } from './state-moves.ts';

type ReportRow = Database['schema']['resolutionReports']['$inferSelect'];
export interface ResolutionFilter {
  readonly regionCode: string;
  readonly state?: ResolutionRow['state'];
  readonly meetingId?: string;
  readonly docketId?: string;
  /** Part of the title, the text, the number or a unit's name. */
  readonly q?: string;
  /** Not done by this day, YYYY-MM-DD. */
  readonly overdueOn?: string;
  /** Due from this day on, and by that one. */
  readonly dueFrom?: string;
  readonly dueTo?: string;
  /** Those that name this organisation and were distributed. */
  readonly toldTo?: string;
}
export const ended = ['closed', 'refused'] as const satisfies readonly ResolutionRow['state'][];

/** Resolutions and how far they are carried out. */
export function createResolutionRepository(db: Database) {
  const { resolutions, resolutionUnits, resolutionReports, conferenceMeetings, organisations } = db.schema;
  const where = (f: ResolutionFilter) => {
    const part = f.q === undefined ? undefined : `%${f.q.replaceAll(/[%_\\]/g, '')}%`;
    const units = db.query.select({ id: resolutionUnits.resolutionId }).from(resolutionUnits);
    const sent = db.query.select({ id: conferenceMeetings.id }).from(conferenceMeetings).where(eq(conferenceMeetings.state, 'distributed'));
    return and(
      eq(resolutions.regionCode, f.regionCode),
      f.state === undefined ? undefined : eq(resolutions.state, f.state),
      f.meetingId === undefined ? undefined : eq(resolutions.meetingId, f.meetingId),
      f.docketId === undefined ? undefined : eq(resolutions.docketId, f.docketId),
      part === undefined
        ? undefined
        : or(
            ...[resolutions.title, resolutions.text, resolutions.number].map((column) => like(column, part)),
            inArray(resolutions.id, units.where(like(resolutionUnits.unit, part))),
          ),
      f.overdueOn === undefined ? undefined : and(lt(resolutions.dueOn, f.overdueOn), notInArray(resolutions.state, [...ended])),
      f.dueFrom === undefined ? undefined : gte(resolutions.dueOn, f.dueFrom),
      f.dueTo === undefined ? undefined : and(isNotNull(resolutions.dueOn), lte(resolutions.dueOn, f.dueTo)),
      f.toldTo === undefined
        ? undefined
        : and(
            inArray(
              resolutions.id,
              db.query.select({ id: resolutionUnits.resolutionId }).from(resolutionUnits).where(eq(resolutionUnits.organisationId, f.toldTo)),
            ),
            inArray(resolutions.meetingId, sent),
          ),
    );
  };
  return {
    async find(id: string): Promise<ResolutionRow | undefined> {
      const [row] = await db.query.select().from(resolutions).where(eq(resolutions.id, id));
      return row;
    },
    /** Whether an organisation may read it: named in it, and the minutes distributed. */
    async tells(filter: ResolutionFilter, id: string): Promise<boolean> {
      const [row] = await db.query
        .select({ id: resolutions.id })
        .from(resolutions)
        .where(and(where(filter), eq(resolutions.id, id)));
      return row !== undefined;
    },
    /** Newest first: ids are time-ordered. */
    async page(filter: ResolutionFilter, page: PageRequest) {
      const sort = [{ column: resolutions.id, descending: true }];
      const rows = await db.query
        .select()
        .from(resolutions)
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ id }) => [id]);
    },
    async count(filter: ResolutionFilter) {
      const [row] = await db.query.select({ n: count() }).from(resolutions).where(where(filter));
      return row?.n ?? 0;
    },
    /** Units and numbers of reports of these resolutions. */
    async beside(ids: readonly string[]) {
      if (ids.length === 0) return { units: [], reports: new Map<string, number>() };
      const units = await db.query
        .select()
        .from(resolutionUnits)
        .where(inArray(resolutionUnits.resolutionId, [...ids]))
        .orderBy(desc(resolutionUnits.leads), asc(resolutionUnits.unit));
      const counted = await db.query
        .select({ id: resolutionReports.resolutionId, n: count() })
        .from(resolutionReports)
        .where(inArray(resolutionReports.resolutionId, [...ids]))
        .groupBy(resolutionReports.resolutionId);
      return { units, reports: new Map(counted.map(({ id, n }) => [id, n])) };
    },
    /** A follow-up report, and the move it makes where it says that it is done. Undefined when the resolution was moved meanwhile. */
    report(report: ReportRow, step: Step | undefined, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        if (step && !(yield* moveStep(db, tx, resolutions, { ...step, workflow: resolutionWorkflow.name }))) return undefined;
        yield* run(tx.insert(resolutionReports).values(report));
        yield* auditStep(db, tx, audit);
        return report;
      });
    },
    /** Newest first. */
    async pageReports(resolutionId: string, page: PageRequest) {
      const sort = [{ column: resolutionReports.id, descending: true }];
      const rows = await db.query
        .select({ row: resolutionReports, unit: organisations.name })
        .from(resolutionReports)
        .leftJoin(organisations, eq(organisations.id, resolutionReports.organisationId))
        .where(and(eq(resolutionReports.resolutionId, resolutionId), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async countReports(resolutionId: string) {
      const [row] = await db.query.select({ n: count() }).from(resolutionReports).where(eq(resolutionReports.resolutionId, resolutionId));
      return row?.n ?? 0;
    },
  };
}
