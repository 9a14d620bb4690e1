import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { newId } from '../server/runtime.ts';

const together = 500;
async function inPieces<T>(rows: readonly T[], insert: (some: T[]) => PromiseLike<unknown>): Promise<void> {
  for (let i = 0; i < rows.length; i += together) await insert(rows.slice(i, i + together));
}

/** Programmes up to so many, each a copy of what another school reports of the same major. */
export async function addProgrammes({ query, schema }: Database, wanted: number): Promise<number> {
  const { programmes, enrolmentReports, enrolmentGrades } = schema;
  const known = await query.select().from(programmes);
  const reports = Map.groupBy(await query.select().from(enrolmentReports), ({ programmeId }) => programmeId);
  const grades = Map.groupBy(await query.select().from(enrolmentGrades), ({ reportId }) => reportId);
  const taken = new Set(known.map(({ schoolId, majorCode }) => `${schoolId}|${majorCode}`));
  const schools = [...new Set(known.map(({ schoolId }) => schoolId))];
  const open = known.filter(({ closedYear }) => closedYear === null);
  const fresh = schools
    .flatMap((schoolId) => open.map((model) => ({ model, row: { ...model, id: newId(), schoolId } })))
    .filter(({ row: { schoolId, majorCode } }) => !taken.has(`${schoolId}|${majorCode}`) && taken.add(`${schoolId}|${majorCode}`))
    .slice(0, Math.max(0, wanted - known.length));
  const copied = fresh.flatMap(({ model, row }) =>
    (reports.get(model.id) ?? []).map((report) => ({ from: report.id, report: { ...report, id: newId(), programmeId: row.id, schoolId: row.schoolId } })),
  );
  await inPieces(fresh.map(({ row }) => row), (some) => query.insert(programmes).values(some)); // prettier-ignore
  await inPieces(copied.map(({ report }) => report), (some) => query.insert(enrolmentReports).values(some)); // prettier-ignore
  const added = copied.flatMap(({ from, report }) => (grades.get(from) ?? []).map((grade) => ({ ...grade, reportId: report.id })));
  await inPieces(added, (some) => query.insert(enrolmentGrades).values(some));
  return known.length + fresh.length;
}

/** Five years of dockets, each with the evidence of a real one and a measure, most of them decided, and the ledger they wrote. */
export async function addDecisions({ query, schema }: Database, docketId: string, dockets: number): Promise<void> {
  const [model] = await query.select().from(schema.dockets).where(eq(schema.dockets.id, docketId));
  if (!model) throw new Error(`docket ${docketId} needs to be there, got nothing`);
  const offered = (await query.select().from(schema.programmes)).filter(({ closedYear }) => closedYear === null);
  const levels = new Map((await query.select().from(schema.majors)).map(({ code, level }) => [code, level]));
  const states = ['resolved', 'resolved', 'reviewed', 'rejected', 'assessed'] as const;
  const rows = Array.from({ length: dockets }, (_, i) => {
    const programme = offered[i % offered.length]!;
    const [year, state] = [2021 + (i % 5), states[i % states.length]!];
    const decided = state !== 'assessed';
    const day = `${year}-0${1 + (i % 9)}-15`;
    const docket = {
      ...{ ...model, id: newId(), year, number: 1000 + i, majorCode: programme.majorCode, level: levels.get(programme.majorCode)!, state },
      ...{ outcome: !decided ? null : state === 'rejected' ? ('reject' as const) : ('approve' as const), decidedOn: decided ? day : null },
      ...{ resolutionNumber: decided ? `${year}-1-${i}` : null, reviewOn: state === 'resolved' ? `${year + 3}-09-01` : null },
    };
    return { docket, programme, day };
  });
  await inPieces(rows.map(({ docket }) => docket), (some) => query.insert(schema.dockets).values(some)); // prettier-ignore
  const measure = { change: 'reduce' as const, seatsBefore: 80, seatsAfter: 40 };
  const measures = rows.map(({ docket, programme }) => ({ id: newId(), docketId: docket.id, schoolId: programme.schoolId, programmeId: programme.id, fromYear: docket.year + 1, ...measure })); // prettier-ignore
  await inPieces(measures, (some) => query.insert(schema.docketMeasures).values(some));
  const lines = rows.map(({ docket, programme, day }) => ({
    ...{ id: newId(), regionCode: docket.regionCode, year: docket.year, schoolId: programme.schoolId, programmeId: programme.id, majorCode: docket.majorCode },
    ...{
      level: docket.level,
      ...measure,
      basis: docket.resolutionNumber ?? '补登',
      docketId: docket.id,
      resolutionNumber: docket.resolutionNumber,
      decidedOn: day,
    },
    ...{ simulated: true, source: 'resolution', createdBy: 'bench', createdAt: docket.createdAt },
  }));
  await inPieces(lines, (some) => query.insert(schema.adjustments).values(some));
}

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
