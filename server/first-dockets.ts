import { createDocketChangeRepository } from '../db/repositories/docket-changes.ts';
import { createDocketRepository } from '../db/repositories/dockets.ts';
import { createOrganisationRepository } from '../db/repositories/organisations.ts';
import { createResultLists } from '../db/repositories/result-lists.ts';
import { createRunRepository } from '../db/repositories/runs.ts';
import type { askingClasses } from '../schemas/vocabulary.ts';
import { moveOf } from '../schemas/workflow.ts';
import { docketWorkflow } from '../schemas/workflows/docket.ts';
import { dayOf } from '../schemas/days.ts';
import type { ServerContext } from './context.ts';
import { createDocketService } from './modules/dockets/service.ts';
import { createRecorder } from './recording.ts';

const demo = { principal: { role: 'administrator', organisationId: null, actor: 'demo' }, requestId: 'first-start', seen: 'any' } as const;
/** A share of the present intake, in whole tens. */
const tens = (seats: number, share: number) => Math.max(10, Math.round((seats * share) / 10) * 10);

/**
 * The dockets a demo city opens with, all simulated as their runs are: one on the older run that was decided and is to be looked at again, one that schools are heard on, one that waits
 * for a meeting. Once there is any docket nothing is added.
 */
export async function ensureFirstDockets(context: ServerContext): Promise<void> {
  const { db, clock, newId } = context;
  const dockets = createDocketRepository(db);
  const changes = createDocketChangeRepository(db);
  const service = createDocketService(context);
  const record = createRecorder(context);
  const newest = await createRunRepository(db).latest();
  if (!newest?.simulated || (await dockets.count({ shownOnly: false })) > 0) return;
  const older = await createRunRepository(db).latestBefore(newest.regionCode, newest.asOfYear);

  const school = await createOrganisationRepository(db).firstOfKind('school');

  /** Most urgent flags of a class with their majors. */
  async function majorsOf(runId: string, name: (typeof askingClasses)[number]): Promise<string[]> {
    const { items } = await createResultLists(db).pageFlags({ runId, class: name }, { by: 'urgency', descending: true, withheldLast: false }, { limit: 50 });
    return items.map(({ flag }) => flag.majorCode);
  }
  /** Opens a docket that changes seats at one school, that of the demo key where it offers the major, to a share of its intake. */
  async function opened(run: { readonly id: string; readonly asOfYear: number }, majorCode: string, change: 'expand' | 'reduce', share: number) {
    const offering = await dockets.offering(majorCode);
    const schoolId = offering.find((id) => id === school?.id) ?? offering[0];
    const intakes = schoolId === undefined ? undefined : (await dockets.intakes(majorCode, [schoolId])).get(schoolId);
    const before = intakes?.get(run.asOfYear);
    const seats = { seatsBefore: before ?? 0, seatsAfter: tens(before ?? 0, share) };
    const fits = change === 'expand' ? seats.seatsAfter > seats.seatsBefore : seats.seatsAfter < seats.seatsBefore;
    const measures = schoolId !== undefined && before !== undefined && fits ? [{ schoolId, change, fromYear: run.asOfYear + 1, ...seats }] : [];
    return service.open(demo, { majorCode, runId: run.id, measures });
  }
  const assess = async ({ id, measures }: Awaited<ReturnType<typeof opened>>, opinion: string) => {
    const same = measures.map(({ schoolId, change, fromYear, seatsBefore, seatsAfter }) => ({
      ...{ schoolId, change, fromYear },
      ...(seatsBefore === null ? {} : { seatsBefore }),
      ...(seatsAfter === null ? {} : { seatsAfter }),
    }));
    await service.change(id, demo, { opinion, measures: same });
    return service.move(id, demo, { event: 'assess' });
  };

  const [decidedOn] = older ? await majorsOf(older.id, 'expand') : [];
  if (older && decidedOn !== undefined) {
    const docket = await assess(await opened(older, decidedOn, 'expand', 1.3), '（模拟）缺口持续，建议增招。');
    const now = clock();
    const schedule = moveOf(docketWorkflow, docket.state, 'schedule');
    if (!schedule) throw new Error('a docket that was assessed can be put on an agenda');
    const by = { at: now, actor: demo.principal.actor };
    const step = { ...by, id: docket.id, version: docket.version, move: schedule, from: docket.state, set: { changedAt: now }, moveId: newId() };
    await changes.move(step, record({ actor: by.actor, requestId: demo.requestId }, now, 'schedule', ['docket', docket.id], { state: schedule.to }));
    const resolution = { resolutionId: newId(), resolutionNumber: `${dayOf(now).slice(0, 4)}-模拟-01`, outcome: 'approve' as const };
    await changes.resolve(
      { ...by, ...resolution, docketId: docket.id, version: docket.version + 1, decidedOn: dayOf(now), reviewOn: dayOf(now), newId },
      record({ actor: by.actor, requestId: demo.requestId }, now, 'resolve', ['docket', docket.id], { state: 'resolved', outcome: resolution.outcome }),
    );
  }
  // the school of the demo key has a docket to answer: on a major it offers, if any of its majors is flagged
  const taught = school ? await createOrganisationRepository(db).programmesOfSchool(school.id) : new Map<string, unknown>();
  const asking: { readonly code: string; readonly change: 'expand' | 'reduce' }[] = [];
  for (const name of ['reduce', 'suspend', 'expand'] as const)
    for (const code of await majorsOf(newest.id, name)) if (code !== decidedOn) asking.push({ code, change: name === 'expand' ? 'expand' : 'reduce' });
  const heard = asking.find(({ code }) => taught.has(code)) ?? asking[0];
  if (heard) await service.move((await opened(newest, heard.code, heard.change, heard.change === 'expand' ? 1.3 : 0.7)).id, demo, { event: 'ask' });
  const [waits] = (await majorsOf(newest.id, 'expand')).filter((code) => code !== decidedOn && code !== heard?.code);
  if (waits !== undefined) await assess(await opened(newest, waits, 'expand', 1.4), '（模拟）供给不足且结论稳健，建议自下一年度起增招一个班，两年后复核。');
}
