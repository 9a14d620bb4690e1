import type { Principal } from '../../../db/repositories/access.ts';
import type { ResolutionRow } from '../../../db/repositories/meeting-decisions.ts';
import type { Telling } from '../../../db/repositories/notifications.ts';
import { refuseResolution } from '../../../db/repositories/resolution-refusals.ts';
import { createResolutionRepository, ended, type ResolutionFilter } from '../../../db/repositories/resolutions.ts';
import { createStateMoveRepository } from '../../../db/repositories/state-moves.ts';
import type { Resolution, ResolutionMove, ResolutionReport, ResolutionReportInput } from '../../../schemas/resolutions.ts';
import { resolutionWorkflow } from '../../../schemas/workflows/resolution.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import { checkVersion, stale } from '../../plugins/versions.ts';
import { createRegion, doerOf, ownOrganisation, seesAll, type Doing } from './shared.ts';

type Beside = Awaited<ReturnType<ReturnType<typeof createResolutionRepository>['beside']>>;
export interface AskedResolutions extends Omit<ResolutionFilter, 'regionCode' | 'overdueOn' | 'toldTo'> {
  readonly overdue?: boolean;
}

export function presentResolution(row: ResolutionRow, { units, reports }: Beside, today: string): Resolution {
  const { id, number, meetingId, docketId, outcome, title, text, decidedOn, dueOn, reviewOn, state, version, simulated } = row;
  const { authority, submittedOn, documentNumber, answeredOn, answerNumber } = row;
  return {
    ...{ id, number, meetingId, docketId, outcome, title, text, decidedOn, dueOn, reviewOn },
    overdue: dueOn !== null && dueOn < today && !(ended as readonly string[]).includes(state),
    units: units.filter(({ resolutionId }) => resolutionId === id).map(({ unit, organisationId, leads }) => ({ unit, organisationId, leads })),
    ...{ authority, submittedOn, documentNumber, answeredOn, answerNumber, state, reports: reports.get(id) ?? 0, version, simulated },
  };
}

/** Resolutions of the joint conference: approved where they have to be, carried out, reported on, closed. */
export function createResolutionService(context: ServerContext) {
  const { db, clock, newId } = context;
  const resolutions = createResolutionRepository(db);
  const moves = createStateMoveRepository(db);
  const region = createRegion(context);
  const record = createRecorder(context);

  async function scope(principal: Principal, { overdue, ...asked }: AskedResolutions): Promise<ResolutionFilter> {
    return {
      ...asked,
      regionCode: await region(),
      ...(overdue === true ? { overdueOn: dayOf(clock()) } : {}),
      ...(seesAll(principal) ? {} : { toldTo: ownOrganisation(principal) }),
    };
  }
  async function visible(principal: Principal, id: string): Promise<ResolutionRow> {
    const row = await resolutions.find(id);
    if (!row || !(await resolutions.tells(await scope(principal, {}), id))) throw notFound({ zh: '此议定事项', en: 'This resolution' });
    return row;
  }
  const shown = async (row: ResolutionRow) => presentResolution(row, await resolutions.beside([row.id]), dayOf(clock()));
  async function telling(row: ResolutionRow, kind: Telling['kind']): Promise<Telling[]> {
    const { units } = await resolutions.beside([row.id]);
    const to = [...new Set(units.flatMap(({ organisationId }) => organisationId ?? []))];
    return to.map((organisationId) => ({ to: { organisationId }, kind, values: { number: row.number } }));
  }
  const stepOf = (row: ResolutionRow, by: Doing, move: ReturnType<typeof nextMove>, at: Date, set: Partial<ResolutionRow>, reason?: string | null) => ({
    ...{ workflow: resolutionWorkflow.name, id: row.id, version: row.version, move, from: row.state, set: { ...set, changedAt: at }, at },
    ...{ actor: by.principal.actor, moveId: newId(), reason: reason ?? null },
  });
  /** Documents that go with a step of an approval. */
  function documents({ event, authority, on, documentNumber }: ResolutionMove): Partial<ResolutionRow> {
    const dated = event === 'submit' || event === 'approve' || event === 'refuse';
    if (dated && on === undefined) throw invalidField('/on', '须填写行文日期', 'is needed: the day of the document');
    if (event === 'submit') {
      if (authority === undefined) throw invalidField('/authority', '须填写报批机关', 'is needed to submit for approval');
      return { authority: authority.trim(), submittedOn: on ?? null, documentNumber: documentNumber?.trim() ?? null };
    }
    return dated ? { answeredOn: on ?? null, answerNumber: documentNumber?.trim() ?? null } : {};
  }

  /** What was not approved leaves nothing behind that counts: see `refuseResolution`. */
  function refuse(row: ResolutionRow, step: ReturnType<typeof stepOf>, audit: ReturnType<typeof record>) {
    const { answeredOn, answerNumber } = step.set as Partial<ResolutionRow>;
    const basis = `${row.number} 未获批准${answerNumber ? `（${answerNumber}）` : ''}：${step.reason ?? ''}`;
    const refusal = { resolution: row, step, basis, answeredOn: answeredOn ?? dayOf(step.at), newId };
    return refuseResolution(db, refusal, ({ lines, tasks }) => ({ ...audit, after: { state: step.move.to, docketId: row.docketId, lines, tasks } }));
  }

  return {
    async get(principal: Principal, id: string): Promise<Resolution> {
      return shown(await visible(principal, id));
    },
    async list(principal: Principal, asked: AskedResolutions, query: PageQuery) {
      const filter = await scope(principal, asked);
      const page = await resolutions.page(filter, toPageRequest(query, ['text']));
      const beside = await resolutions.beside(page.items.map(({ id }) => id));
      const today = dayOf(clock());
      return toList(
        page,
        query,
        (row) => presentResolution(row, beside, today),
        () => resolutions.count(filter),
      );
    },
    /** All of them, for files. */
    async *rows(principal: Principal, asked: AskedResolutions): AsyncGenerator<Resolution> {
      const filter = await scope(principal, asked);
      const today = dayOf(clock());
      for await (const batch of walk(
        async (request) => {
          const page = await resolutions.page(filter, request);
          const beside = await resolutions.beside(page.items.map(({ id }) => id));
          return { items: page.items.map((row) => presentResolution(row, beside, today)), next: page.next };
        },
        (row) => row,
      ))
        yield batch;
    },
    async move(id: string, input: ResolutionMove, by: Doing): Promise<Resolution> {
      const row = await visible(by.principal, id);
      checkVersion(by.seen, row.version);
      const reason = input.reason?.trim();
      const move = nextMove(resolutionWorkflow, row.state, { event: input.event, by: by.principal.role, reason });
      const now = clock();
      const kind = { return: 'resolution_returned', reopen: 'resolution_returned', close: 'resolution_closed' } as const;
      const told = input.event in kind ? kind[input.event as keyof typeof kind] : undefined;
      const audit = {
        ...record(doerOf(by), now, input.event, ['resolution', id], { state: move.to }, { state: row.state }),
        ...(told ? { tell: await telling(row, told) } : {}),
      };
      const step = stepOf(row, by, move, now, documents(input), reason);
      const changed = input.event === 'refuse' ? await refuse(row, step, audit) : await moves.move(db.schema.resolutions, step, audit);
      if (!changed) throw stale();
      return shown(changed);
    },
    /** A follow-up report of a unit that carries it out, or of the office of the conference. */
    async report(id: string, { text, done }: ResolutionReportInput, by: Doing): Promise<ResolutionReport> {
      const row = await visible(by.principal, id);
      checkVersion(by.seen, row.version);
      const move = done ? nextMove(resolutionWorkflow, row.state, { event: 'report', by: by.principal.role }) : undefined;
      if (!move && row.state !== 'open')
        throw new ApiError('conflict', {
          zh: `此议定事项为「${resolutionWorkflow.states[row.state].zh}」，不再接收落实情况`,
          en: `The resolution is "${resolutionWorkflow.states[row.state].en}": no reports are taken`,
        });
      const [reportId, now] = [newId(), clock()];
      const report = {
        id: reportId,
        resolutionId: id,
        organisationId: by.principal.organisationId,
        text: text.trim(),
        done,
        at: now,
        actor: by.principal.actor,
      };
      const audit = {
        ...record(doerOf(by), now, 'report', ['resolution', id], { reportId, done, state: move?.to ?? row.state }, { state: row.state }),
        ...(done ? { tell: [{ to: { role: 'secretariat' as const }, kind: 'resolution_reported' as const, values: { number: row.number } }] } : {}),
      };
      const stored = await resolutions.report(report, move && stepOf(row, by, move, now, {}), audit);
      if (!stored) throw stale();
      const { items } = await resolutions.pageReports(id, { limit: 1 });
      return { id: reportId, unit: items.find(({ row: one }) => one.id === reportId)?.unit ?? null, text: report.text, done, at: now.toISOString() };
    },
    async reports(principal: Principal, id: string, query: PageQuery) {
      await visible(principal, id);
      const page = await resolutions.pageReports(id, toPageRequest(query, ['text']));
      return toList(
        page,
        query,
        ({ row, unit }): ResolutionReport => ({ id: row.id, unit, text: row.text, done: row.done, at: row.at.toISOString() }),
        () => resolutions.countReports(id),
      );
    },
  };
}
