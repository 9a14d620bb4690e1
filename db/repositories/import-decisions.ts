import { and, asc, eq, gt, inArray, isNull, notExists, or, sql } from 'drizzle-orm';
import { dayOf } from '../../schemas/days.ts';
import type { LedgerRow, SeatRow } from '../../schemas/decision-rows.ts';
import type { ImportKind } from '../../schemas/sheets/kinds.ts';
import { chunks, run, type Database, type Executor, type Steps } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { ConflictError } from '../errors.ts';
import { createInstallationRepository } from './installation.ts';
import type { ImportRow } from './imports.ts';

export type DecisionKind = Extract<ImportKind, 'seats' | 'ledger'>;
export const isDecisionKind = (kind: ImportKind): kind is DecisionKind => kind === 'seats' || kind === 'ledger';

interface Batch {
  readonly batchId: string;
  readonly idBase: string;
  readonly at: Date;
}
type Line = Database['schema']['adjustments']['$inferSelect'];
type Seat = Database['schema']['conferenceMembers']['$inferSelect'];
type SeatEntry = SeatRow & { readonly organisationId?: string };

const idOf = ({ idBase }: Batch, row: number) => `${idBase.slice(0, 24)}${row.toString(16).padStart(12, '0')}`;
/** Neither takes another line back nor was taken back. */
function standing({ query, schema }: Database) {
  const answer = alias(schema.adjustments, 'answer');
  return and(
    isNull(schema.adjustments.takesBackId),
    notExists(
      query
        .select({ one: sql`1` })
        .from(answer)
        .where(eq(answer.takesBackId, schema.adjustments.id)),
    ),
  );
}

/** Spreadsheets of the secretariat: seats of the joint conference, and what was decided before the ledger was kept here. */
export function createDecisionImports(db: Database) {
  const { conferenceMembers: members, conferenceAttendance: attendance, memberChanges, adjustments } = db.schema;
  return {
    /** What rows must not say again. */
    async read(kind: DecisionKind) {
      const region = await createInstallationRepository(db).region();
      const { unit, role, personTitle, validFrom: from, validTo: to } = members;
      const { schoolId, majorCode, year, change, resolutionNumber } = adjustments;
      return {
        seats: kind === 'seats' ? await db.query.select({ unit, role, personTitle, from, to }).from(members).where(eq(members.regionCode, region)) : [],
        lines: kind === 'ledger' ? await db.query.select({ schoolId, majorCode, year, change, resolutionNumber }).from(adjustments).where(standing(db)) : [],
      };
    },
    /** Whether a batch can still be taken back: the ledger answers its lines at any time; seats only while nobody corrected them, sat on them or asked for a change. */
    async canUndo(kind: DecisionKind, batchId: string): Promise<boolean> {
      if (kind === 'ledger') return true;
      const used = await db.query
        .select({ id: members.id })
        .from(members)
        .leftJoin(attendance, eq(attendance.memberId, members.id))
        .leftJoin(memberChanges, eq(memberChanges.memberId, members.id))
        .where(and(eq(members.batchId, batchId), or(gt(members.version, 1), sql`${attendance.memberId} is not null`, sql`${memberChanges.id} is not null`)))
        .limit(1);
      return used.length === 0;
    },
  };
}

const sameLine = ({ schoolId, majorCode, year, change, resolutionNumber }: Pick<Line, 'schoolId' | 'majorCode' | 'year' | 'change' | 'resolutionNumber'>) =>
  [schoolId, majorCode, year, change, resolutionNumber].join('|');

/** Puts the rows of a sheet in; of rows that say the same thing again the last counts. */
export function* storeDecisions(db: Database, tx: Executor, { id, kind, createdBy, confirmedBy }: ImportRow, batch: Batch): Steps<void> {
  const { importRows, conferenceMembers, adjustments, organisations, majors, installation } = db.schema;
  const { row, organisationId, programmeId, report } = importRows;
  const rows = yield* run(
    tx
      .select({ row, organisationId, programmeId, report })
      .from(importRows)
      .where(and(eq(importRows.importId, id), eq(importRows.valid, true)))
      .orderBy(asc(row)),
  );
  const by = { batchId: batch.batchId, createdBy: confirmedBy ?? createdBy, createdAt: batch.at };
  if (kind === 'seats') {
    const [set] = yield* run(tx.select({ value: installation.value }).from(installation).where(eq(installation.key, 'region')));
    const seats = new Map<string, Seat>();
    for (const one of rows) {
      const { unit, role, personTitle, personName = '', leads, invited, validFrom, validTo = null, organisationId: of = null } = one.report as unknown as SeatEntry; // prettier-ignore
      seats.set([unit, role, personTitle, validFrom].join('|'), {
        ...{ ...by, id: idOf(batch, one.row), regionCode: set?.value ?? '150600', version: 1, simulated: false },
        ...{
          unit,
          role,
          personTitle,
          personName: personName === '' ? null : personName,
          leads: leads === 'yes',
          invited: invited === 'yes',
          validFrom,
          validTo,
        },
        organisationId: of,
      });
    }
    for (const some of chunks(conferenceMembers, [...seats.values()])) yield* run(tx.insert(conferenceMembers).values(some));
    return;
  }
  const schools = new Map((yield* run(tx.select().from(organisations).where(eq(organisations.kind, 'school')))).map((school) => [school.id, school]));
  const levels = new Map((yield* run(tx.select({ code: majors.code, level: majors.level }).from(majors))).map(({ code, level }) => [code, level]));
  const lines = new Map<string, Line>();
  for (const one of rows) {
    const { year, majorCode, change, seatsBefore = null, seatsAfter = null, newName = null, basis, resolutionNumber, decidedOn } = one.report as unknown as LedgerRow; // prettier-ignore
    const [school, level] = [schools.get(one.organisationId ?? ''), levels.get(majorCode)];
    if (!school || !level) throw new ConflictError(`row ${one.row} needs a school and a major that are there, one is gone`);
    const line: Line = {
      ...{ ...by, id: idOf(batch, one.row), regionCode: school.regionCode, year, schoolId: school.id, programmeId: one.programmeId, majorCode, level },
      ...{ change, seatsBefore, seatsAfter, newName, basis, docketId: null, resolutionNumber, decidedOn, takesBackId: null },
      ...{ simulated: school.simulated, source: 'spreadsheet' },
    };
    lines.set(sameLine(line), line);
  }
  const years = [...new Set([...lines.values()].map(({ year }) => year))];
  const there = yield* run(tx.select().from(adjustments).where(and(inArray(adjustments.year, years), standing(db)))); // prettier-ignore
  if (there.some((line) => lines.has(sameLine(line)))) throw new ConflictError('the ledger needs not to hold the lines of the sheet, it does by now');
  for (const some of chunks(adjustments, [...lines.values()])) yield* run(tx.insert(adjustments).values(some));
}

/**
 * Takes a batch back: each line of the ledger that stands is answered by one that says so, seats that nobody used go.
 *
 * @param newId ids of the answers, in the order of the lines
 * @returns lines answered, or seats gone
 * @throws ConflictError where a seat was corrected, sat on, or asked to be changed: nothing is changed then
 */
export function* withdrawDecisions(
  db: Database,
  tx: Executor,
  { kind, batchId, undoneBy, createdBy }: ImportRow,
  at: Date,
  newId: () => string,
): Steps<number> {
  const { conferenceMembers: members, conferenceAttendance: attendance, memberChanges, adjustments } = db.schema;
  const batch = batchId ?? '';
  if (kind === 'ledger') {
    const lines = yield* run(tx.select().from(adjustments).where(and(eq(adjustments.batchId, batch), standing(db))).orderBy(asc(adjustments.id))); // prettier-ignore
    const answer = { basis: `撤销表格导入批次 ${batch}`, decidedOn: dayOf(at), batchId: null, source: 'spreadsheet', createdBy: undoneBy ?? createdBy, createdAt: at }; // prettier-ignore
    const answers = lines.map((line) => ({ ...line, ...answer, id: newId(), takesBackId: line.id }));
    // a line that somebody takes back at the same moment has its answer
    for (const some of chunks(adjustments, answers)) yield* run(tx.insert(adjustments).values(some).onConflictDoNothing());
    return answers.length;
  }
  const seats = yield* run(tx.select({ id: members.id, version: members.version }).from(members).where(eq(members.batchId, batch)));
  const ids = tx.select({ id: members.id }).from(members).where(eq(members.batchId, batch));
  const sat = yield* run(tx.select({ id: attendance.memberId }).from(attendance).where(inArray(attendance.memberId, ids)).limit(1));
  const asked = yield* run(tx.select({ id: memberChanges.id }).from(memberChanges).where(inArray(memberChanges.memberId, ids)).limit(1));
  if (sat.length > 0 || asked.length > 0 || seats.some(({ version }) => version > 1))
    throw new ConflictError('seats of the sheet need to be as it left them, one was used or corrected since');
  return (yield* run(tx.delete(members).where(eq(members.batchId, batch)).returning({ id: members.id }))).length;
}
