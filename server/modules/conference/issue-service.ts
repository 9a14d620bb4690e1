import type { Principal } from '../../../db/repositories/access.ts';
import { createIssueRepository, type IssueFilter, type IssueRow } from '../../../db/repositories/conference-issues.ts';
import { createConferenceMemberRepository } from '../../../db/repositories/conference-members.ts';
import { createMeetingPartRepository } from '../../../db/repositories/meeting-parts.ts';
import { createStateMoveRepository } from '../../../db/repositories/state-moves.ts';
import type { Issue, IssueInput, IssueMove } from '../../../schemas/conference-work.ts';
import { issueWorkflow } from '../../../schemas/workflows/issue.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import { createRegion, current, doerOf, ownOrganisation, seesAll, taken, type Doing } from './shared.ts';

export const presentIssue = (row: IssueRow): Issue => {
  const { id, unit, title, text, docketId, state, reason, version, simulated } = row;
  return { id, unit, title, text, docketId, state, reason, version, simulated, createdAt: row.createdAt.toISOString() };
};

/** Issues: any member unit may propose one, the office of the conference takes it up or refuses it with a reason. */
export function createIssueService(context: ServerContext) {
  const { db, clock, newId } = context;
  const issues = createIssueRepository(db);
  const members = createConferenceMemberRepository(db);
  const parts = createMeetingPartRepository(db);
  const moves = createStateMoveRepository(db);
  const region = createRegion(context);
  const record = createRecorder(context);

  async function visible(principal: Principal, id: string): Promise<IssueRow> {
    const row = await issues.find(id);
    if (!row || (!seesAll(principal) && row.organisationId !== ownOrganisation(principal))) throw notFound({ zh: '此议题', en: 'This issue' });
    return row;
  }
  /** The member unit that proposes: the caller's own, or for the office and planners the one they name. */
  async function unitOf({ principal }: Doing, named: string | undefined, regionCode: string, today: string) {
    const organisationId = seesAll(principal) ? principal.organisationId : ownOrganisation(principal);
    const own = organisationId === null ? undefined : await members.unitOf(regionCode, organisationId, today);
    if (own !== undefined) return { unit: own, organisationId };
    if (!seesAll(principal))
      throw new ApiError('forbidden', { zh: '贵单位不是联席会议成员单位，不能提出议题', en: 'The organisation is no member of the joint conference' });
    const found = (await members.units(regionCode, today)).find(({ unit }) => unit === named?.trim());
    if (!found) throw invalidField('/unit', '须为现任成员单位', 'must be a unit that has a seat today');
    return found;
  }

  return {
    async get(principal: Principal, id: string): Promise<Issue> {
      return presentIssue(await visible(principal, id));
    },
    async list(principal: Principal, asked: Pick<IssueFilter, 'state'>, query: PageQuery) {
      const filter = { ...asked, regionCode: await region(), ...(seesAll(principal) ? {} : { organisationId: ownOrganisation(principal) }) };
      const page = await issues.page(filter, toPageRequest(query, ['text']));
      return toList(page, query, presentIssue, () => issues.count(filter));
    },
    async add({ title, text, docketId, unit }: IssueInput, by: Doing): Promise<Issue> {
      const [id, now, regionCode] = [newId(), clock(), await region()];
      const from = await unitOf(by, unit, regionCode, dayOf(now));
      if (docketId !== undefined && (!seesAll(by.principal) || !(await parts.docket(docketId))))
        throw invalidField('/docketId', '没有此议题档案', 'names no docket');
      const row: IssueRow = {
        ...{ id, regionCode, ...from, title: title.trim(), text: text.trim(), docketId: docketId ?? null, state: issueWorkflow.initial, version: 1 },
        ...{ reason: null, simulated: false, createdBy: by.principal.actor, createdAt: now, changedAt: now },
      };
      await issues.add(row, record(doerOf(by), now, 'create', ['issue', id], { organisationId: from.organisationId, docketId: row.docketId }));
      return presentIssue(row);
    },
    async move(id: string, { event, reason }: IssueMove, by: Doing): Promise<Issue> {
      const row = current(await visible(by.principal, id), by);
      const move = nextMove(issueWorkflow, row.state, { event, by: by.principal.role, reason });
      const [now, why] = [clock(), reason?.trim() ?? null];
      const step = {
        ...{ workflow: issueWorkflow.name, id, version: row.version, move, from: row.state, set: { changedAt: now, reason: why }, at: now },
        ...{ actor: by.principal.actor, moveId: newId(), reason: why },
      };
      const kind = event === 'accept' ? ('issue_accepted' as const) : ('issue_refused' as const);
      const tell = row.organisationId === null || event === 'withdraw' ? [] : [{ to: { organisationId: row.organisationId }, kind }];
      const audit = { ...record(doerOf(by), now, event, ['issue', id], { state: move.to }, { state: row.state }), tell };
      return presentIssue(taken(await moves.move(db.schema.conferenceIssues, step, audit)));
    },
  };
}
