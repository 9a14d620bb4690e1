import { and, asc, count, countDistinct, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { levels, proposedChanges } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { openDocketStep, type MeasureRow, type NewDocket } from './docket-steps.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';
import { moveStep, type Step } from './state-moves.ts';

export type ChangeRow = Database['schema']['programmeChanges']['$inferSelect'];
export interface ChangeFilter {
  readonly schoolId?: string;
  readonly majorCode?: string;
  readonly level?: (typeof levels)[number];
  readonly change?: (typeof proposedChanges)[number];
  readonly state?: ChangeRow['state'];
  readonly fromYear?: number;
  /** What was never submitted is its school's alone. */
  readonly drafts: boolean;
}
/** States in which a proposal is still being written or decided. */
const open: ChangeRow['state'][] = ['draft', 'submitted', 'returned'];

/** Proposals of schools to change what they offer, and what the evidence on them is drawn from. */
export function createProgrammeChangeRepository(db: Database) {
  const { programmeChanges, dockets, docketMeasures, organisations, programmes, majors, ruleFindings } = db.schema;
  const where = (f: ChangeFilter) =>
    and(
      f.schoolId === undefined ? undefined : eq(programmeChanges.schoolId, f.schoolId),
      f.majorCode === undefined ? undefined : eq(programmeChanges.majorCode, f.majorCode),
      f.level === undefined ? undefined : eq(programmeChanges.level, f.level),
      f.change === undefined ? undefined : eq(programmeChanges.change, f.change),
      f.state === undefined ? undefined : eq(programmeChanges.state, f.state),
      f.fromYear === undefined ? undefined : eq(programmeChanges.fromYear, f.fromYear),
      f.drafts ? undefined : isNotNull(programmeChanges.submittedAt),
    );
  const shown = () =>
    db.query
      .select({ row: programmeChanges, organisationName: organisations.name, majorName: majors.name, docket: dockets })
      .from(programmeChanges)
      .innerJoin(organisations, eq(organisations.id, programmeChanges.schoolId))
      .innerJoin(majors, eq(majors.code, programmeChanges.majorCode))
      .leftJoin(dockets, eq(dockets.id, programmeChanges.docketId));

  return {
    add(row: ChangeRow, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(programmeChanges).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    /** Undefined when it has changed since, or is not the school's to change. */
    change({ id, version }: Pick<ChangeRow, 'id' | 'version'>, set: Partial<ChangeRow>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [changed] = yield* run(
          tx
            .update(programmeChanges)
            .set({ ...set, version: sql`${programmeChanges.version} + 1` })
            .where(and(eq(programmeChanges.id, id), eq(programmeChanges.version, version), inArray(programmeChanges.state, ['draft', 'returned'])))
            .returning(),
        );
        if (changed) yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    move(step: Step, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const changed = yield* moveStep(db, tx, programmeChanges, step);
        if (changed) yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    /** The proposal moves on and its docket is opened, or neither. */
    docket(step: Step, docket: NewDocket, measure: Omit<MeasureRow, 'docketId'>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const changed = yield* moveStep(db, tx, programmeChanges, step);
        if (!changed) return undefined;
        yield* openDocketStep(db, tx, docket, [measure]);
        yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    async find(id: string) {
      const [row] = await shown().where(eq(programmeChanges.id, id));
      return row;
    },
    /** Newest first. */
    async page(filter: ChangeFilter, page: PageRequest) {
      const sort = [{ column: programmeChanges.id, descending: true }];
      const rows = await shown()
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async count(filter: ChangeFilter) {
      const [row] = await db.query.select({ n: count() }).from(programmeChanges).where(where(filter));
      return row?.n ?? 0;
    },
    /** A proposal of the school on the major that is not decided yet. */
    async openOne(schoolId: string, majorCode: string) {
      const { id, state } = programmeChanges;
      const [row] = await db.query
        .select({ id })
        .from(programmeChanges)
        .where(and(eq(programmeChanges.schoolId, schoolId), eq(programmeChanges.majorCode, majorCode), inArray(state, open)))
        .limit(1);
      return row?.id;
    },
    /** Proposals on a major that were submitted or put on a docket, what was decided, and the measure as it was decided. */
    async ofMajor(majorCode: string) {
      return db.query
        .select({ row: programmeChanges, docketState: dockets.state, outcome: dockets.outcome, measure: docketMeasures, lengthYears: programmes.lengthYears })
        .from(programmeChanges)
        .leftJoin(dockets, eq(dockets.id, programmeChanges.docketId))
        .leftJoin(docketMeasures, and(eq(docketMeasures.docketId, dockets.id), eq(docketMeasures.schoolId, programmeChanges.schoolId)))
        .leftJoin(programmes, eq(programmes.id, programmeChanges.programmeId))
        .where(and(eq(programmeChanges.majorCode, majorCode), inArray(programmeChanges.state, ['submitted', 'docketed'])))
        .orderBy(asc(programmeChanges.id), asc(docketMeasures.id));
    },
    /** Schools with an open programme of the level. */
    async schoolsOfLevel(level: ChangeRow['level']) {
      const [row] = await db.query
        .select({ n: countDistinct(programmes.schoolId) })
        .from(programmes)
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .innerJoin(organisations, eq(organisations.id, programmes.schoolId))
        .where(and(eq(majors.level, level), isNull(programmes.closedYear), isNull(organisations.closedYear)));
      return row?.n ?? 0;
    },
    /** What the rules of a run found about the major, the programme and the school, and which could say nothing of anybody; in natural order. */
    async findings(runId: string, { majorCode, programmeId, schoolId, level }: Pick<ChangeRow, 'majorCode' | 'programmeId' | 'schoolId' | 'level'>) {
      const of = (kind: 'major' | 'programme' | 'school', id: string) => and(eq(ruleFindings.subjectKind, kind), eq(ruleFindings.subjectId, id));
      return db.query
        .select()
        .from(ruleFindings)
        .where(
          and(
            eq(ruleFindings.runId, runId),
            or(
              of('major', majorCode),
              programmeId === null ? undefined : of('programme', programmeId),
              of('school', `${schoolId}|${level}`),
              and(eq(ruleFindings.subjectKind, 'city'), eq(ruleFindings.outcome, 'missing')),
            ),
          ),
        )
        .orderBy(asc(ruleFindings.ruleId), asc(ruleFindings.key));
    },
  };
}
