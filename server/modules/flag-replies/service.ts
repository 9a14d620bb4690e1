import type { Principal } from '../../../db/repositories/access.ts';
import { createActorRepository } from '../../../db/repositories/actors.ts';
import { createFlagReplyRepository, type ReplyChange, type ReplyFilter, type ReplyRow } from '../../../db/repositories/flag-replies.ts';
import { createSeatRepository } from '../../../db/repositories/seats.ts';
import type { FlagReplyChange, FlagReplyDecisionInput, FlagReplyInput } from '../../../schemas/flag-replies.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, invalidFields } from '../../errors.ts';
import { answers, createFlagStanding } from '../../flag-standing.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import type { Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { createReplyAccess, open, readsDrafts } from './access.ts';
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
  async function take(found: Awaited<ReturnType<typeof access.ready>>, doing: Doing, action: string, change: Omit<ReplyChange, 'audit'>) {
    const { row } = found;
    const after = told({ ...row, ...change.set });
    const audit = record({ actor: doing.principal.actor, requestId: doing.requestId }, change.set.changedAt, action, ['flag_reply', row.id], after, {
      state: row.state,
    });
    const changed = await replies.change(row, { ...change, audit });
    if (!changed) throw await access.overtaken(row, change.from);
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
      const found = await access.ready(doing.principal, id, open, doing.seen);
      return take(found, doing, 'update', {
        from: open,
        set: { kind, text: text.trim(), doneBy: kind === 'comply' ? (doneBy ?? null) : null, changedAt: clock() },
      });
    },
    async send(id: string, doing: Doing) {
      const found = await access.ready(doing.principal, id, open, doing.seen);
      const now = clock();
      const faults = replyFaults(found.row, now.toISOString().slice(0, 10));
      if (faults.length > 0) throw invalidFields(faults);
      const asked = await flagOn(found.row);
      if (!asked || !answers(found.row, asked.flag))
        throw new ApiError('conflict', {
          zh: '最新批次对此专业的建议已经改变，此答复不再适用；如有新的建议，请另行答复',
          en: 'The newest run says something else about this major, so the reply has lost its flag; reply to the new one where there is one',
        });
      const event = { ...eventOf(found.row, doing, now), action: 'send' as const, reason: null };
      return take(found, doing, 'submit', { from: open, set: { state: 'sent', sentAt: now, changedAt: now, reason: null, decidedAt: null }, event });
    },
    async decide(id: string, doing: Doing, { decision, reason }: FlagReplyDecisionInput) {
      if (decision === 'ask_again' && reason === undefined) throw invalidField('/reason', '请对方补充时须说明原因', 'is required to ask again');
      const from = ['sent'] as const;
      const found = await access.ready(doing.principal, id, from, doing.seen);
      const [now, why] = [clock(), reason?.trim() ?? null];
      const state = decision === 'note' ? ('noted' as const) : ('returned' as const);
      const event = { ...eventOf(found.row, doing, now), action: decision, reason: why };
      return take(found, doing, decision === 'note' ? 'acknowledge' : 'return', { from, set: { state, reason: why, decidedAt: now, changedAt: now }, event });
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
