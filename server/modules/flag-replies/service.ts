import type { Principal } from '../../../db/repositories/access.ts';
import { createActorRepository } from '../../../db/repositories/actors.ts';
import { createFlagReplyRepository, type ReplyChange, type ReplyFilter, type ReplyRow } from '../../../db/repositories/flag-replies.ts';
import type { Telling } from '../../../db/repositories/notifications.ts';
import { createSeatRepository } from '../../../db/repositories/seats.ts';
import type { FlagReplyChange, FlagReplyDecisionInput, FlagReplyInput } from '../../../schemas/flag-replies.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, invalidFields } from '../../errors.ts';
import { answers, createFlagStanding } from '../../flag-standing.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import type { Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { createReplyAccess, readsDrafts, type ReplyEvent } from './access.ts';
import type { Asked } from '../../workflow.ts';
import { replyFaults } from './faults.ts';
import { presentReply, presentReplyEvent } from './present.ts';

interface Doing {
  readonly principal: Principal;
  readonly requestId: string;
  /** Of If-Match. */
  readonly seen: Seen;
}
const planning = ({ role }: Principal) => role !== 'school';

/** Replies of schools to flags on their programmes: written and sent by the school, noted or asked for again by planners. */
export function createReplyService(context: ServerContext) {
  const { db, clock, newId } = context;
  const replies = createFlagReplyRepository(db);
  const seats = createSeatRepository(db);
  const actors = createActorRepository(db);
  const standing = createFlagStanding(context);
  const access = createReplyAccess(context);
  const record = createRecorder(context);

  const told = ({ schoolId, majorCode, flagClass, asOfYear, kind, state }: ReplyRow) => ({ schoolId, majorCode, flagClass, asOfYear, kind, state });
  /** The flag a programme is asked about by the newest run. */
  async function flagOn(programme: { readonly majorCode: string } | undefined) {
    const run = await standing.runOf(undefined);
    const flag = run && programme && (await standing.flagsOf(run, [programme.majorCode])).get(programme.majorCode);
    return run && flag ? { run, flag } : undefined;
  }
  /** Makes the move that was found possible. */
  async function take(
    found: Awaited<ReturnType<typeof access.ready>>,
    doing: Doing,
    asked: Asked<ReplyEvent>,
    action: string,
    { set: more, event, tell = [] }: Pick<ReplyChange, 'set' | 'event'> & { readonly tell?: readonly Telling[] },
  ) {
    const { row, move } = found;
    const change = { from: move.from, set: { ...more, state: move.to }, ...(event ? { event } : {}) };
    const after = told({ ...row, ...change.set });
    const by = { actor: doing.principal.actor, requestId: doing.requestId };
    const audit = record(by, change.set.changedAt, action, ['flag_reply', row.id], after, { state: row.state });
    const changed = await replies.change(row, { ...change, audit: { ...audit, tell } });
    if (!changed) throw await access.overtaken(row, asked);
    return presentReply({ ...found, row: changed });
  }
  const eventOf = ({ id, kind, text, doneBy }: ReplyRow, { principal: { actor } }: Doing, at: Date) => ({
    id: newId(),
    replyId: id,
    at,
    actor,
    kind,
    text,
    doneBy,
  });
  const scoped = (principal: Principal, asked: Omit<ReplyFilter, 'drafts'>): ReplyFilter => {
    const schoolId = access.schoolOf(principal, asked.schoolId);
    return { ...asked, ...(schoolId === undefined ? {} : { schoolId }), drafts: readsDrafts(principal) };
  };

  return {
    async create({ principal, requestId }: Omit<Doing, 'seen'>, { programmeId, kind, text, doneBy }: FlagReplyInput) {
      const programme = await seats.findProgramme(programmeId);
      const own = principal.role !== 'school' || programme?.schoolId === principal.organisationId;
      if (!programme || !own || programme.closedYear !== null)
        throw invalidField('/programmeId', '本校没有此在办专业点', 'the school has no open programme with this id');
      const asked = await flagOn(programme);
      if (!asked)
        throw invalidField('/programmeId', '最新批次对此专业没有需要答复的建议', 'the newest run says nothing about this major that asks for a reply');
      const { run, flag } = asked;
      const given = await replies.ofMajors(run.regionCode, [flag.majorCode], flag.since, { schoolId: programme.schoolId, drafts: true });
      const taken = () =>
        new ApiError('conflict', { zh: '本校对此建议已有答复，请在其上修改', en: 'The school has a reply to this flag already: change that one' });
      if (given.some((reply) => answers(reply, flag))) throw taken();
      const now = clock();
      const row: ReplyRow = {
        ...{ id: newId(), schoolId: programme.schoolId, programmeId, regionCode: run.regionCode, majorCode: flag.majorCode, level: flag.level },
        ...{ flagClass: flag.class, asOfYear: run.asOfYear, runId: run.id, kind, text: text.trim(), doneBy: kind === 'comply' ? (doneBy ?? null) : null },
        ...{ state: 'draft', version: 1, reason: null, simulated: false, source: 'api', createdAt: now, changedAt: now, sentAt: null, decidedAt: null },
      };
      const stored = await replies.add(row, record({ actor: principal.actor, requestId }, now, 'create', ['flag_reply', row.id], told(row)));
      if (!stored) throw taken();
      return presentReply(await access.visible(principal, row.id));
    },
    async get(principal: Principal, id: string) {
      return presentReply(await access.visible(principal, id));
    },
    async change(id: string, doing: Doing, { kind, text, doneBy }: FlagReplyChange) {
      const asked = { event: 'change', by: doing.principal.role } as const;
      const found = await access.ready(doing.principal, id, asked, doing.seen);
      const set = { kind, text: text.trim(), doneBy: kind === 'comply' ? (doneBy ?? null) : null, changedAt: clock() };
      return take(found, doing, asked, 'update', { set });
    },
    async send(id: string, doing: Doing) {
      const asked = { event: 'send', by: doing.principal.role } as const;
      const found = await access.ready(doing.principal, id, asked, doing.seen);
      const now = clock();
      const faults = replyFaults(found.row, now.toISOString().slice(0, 10));
      if (faults.length > 0) throw invalidFields(faults);
      const flagged = await flagOn(found.row);
      if (!flagged || !answers(found.row, flagged.flag))
        throw new ApiError('conflict', {
          zh: '最新批次对此专业的建议已经改变，此答复不再适用；如有新的建议，请另行答复',
          en: 'The newest run says something else about this major, so the reply has lost its flag; reply to the new one where there is one',
        });
      const event = { ...eventOf(found.row, doing, now), action: 'send' as const, reason: null };
      const tell = [{ to: { role: 'planner' as const }, kind: 'reply_sent' as const, values: { major: found.row.majorCode } }];
      return take(found, doing, asked, 'submit', { set: { sentAt: now, changedAt: now, reason: null, decidedAt: null }, event, tell });
    },
    async decide(id: string, doing: Doing, { decision, reason }: FlagReplyDecisionInput) {
      const asked = { event: decision, by: doing.principal.role, reason };
      const found = await access.ready(doing.principal, id, asked, doing.seen);
      const [now, why] = [clock(), reason?.trim() ?? null];
      const event = { ...eventOf(found.row, doing, now), action: decision, reason: why };
      const kind = decision === 'note' ? 'reply_noted' : 'reply_returned';
      const tell = [{ to: { organisationId: found.row.schoolId }, kind, values: { major: found.row.majorCode } } as const];
      const set = { reason: why, decidedAt: now, changedAt: now };
      return take(found, doing, asked, decision === 'note' ? 'acknowledge' : 'return', { set, event, tell });
    },
    async list(principal: Principal, asked: Omit<ReplyFilter, 'drafts'>, query: PageQuery) {
      const filter = scoped(principal, asked);
      const page = await replies.page(filter, toPageRequest(query, ['text']));
      return toList(page, query, presentReply, () => replies.count(filter));
    },
    /** All of them, for files. */
    rows(principal: Principal, asked: Omit<ReplyFilter, 'drafts'>) {
      const filter = scoped(principal, asked);
      return walk((page) => replies.page(filter, page), presentReply);
    },
    async history(principal: Principal, id: string, query: PageQuery) {
      await access.visible(principal, id);
      const page = await replies.pageEvents(id, toPageRequest(query, ['text']));
      const names = await actors.names(page.items.map(({ actor }) => actor));
      return toList(
        page,
        query,
        (event) => presentReplyEvent(event, names, planning(principal)),
        () => replies.countEvents(id),
      );
    },
  };
}
