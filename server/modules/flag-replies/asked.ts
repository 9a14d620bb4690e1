import type { Principal } from '../../../db/repositories/access.ts';
import { createFlagReplyRepository, type ReplyRow } from '../../../db/repositories/flag-replies.ts';
import { createFlagYearRepository } from '../../../db/repositories/flag-years.ts';
import type { AskedProgramme, ReplyCount } from '../../../schemas/flag-replies.ts';
import type { ServerContext } from '../../context.ts';
import { answers, createFlagStanding, type StandingFlag } from '../../flag-standing.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { createReplyAccess, readsDrafts } from './access.ts';

type Years = ReturnType<typeof createFlagYearRepository>;
type AskedRow = Awaited<ReturnType<Years['pageAsked']>>['items'][number];
export interface AskedQuestion {
  readonly runId?: string;
  readonly majorCode?: string;
  readonly schoolId?: string;
}

/** Whom the flags of a run ask for a reply, and how far each has come. */
export function createAskedService(context: ServerContext) {
  const { db, clock } = context;
  const years = createFlagYearRepository(db);
  const replies = createFlagReplyRepository(db);
  const standing = createFlagStanding(context);
  const access = createReplyAccess(context);

  /** Asking flags of the run with the replies that answer them, the newest of a programme last. */
  async function stateOf(principal: Principal, { runId, majorCode, schoolId: named }: AskedQuestion) {
    const schoolId = access.schoolOf(principal, named);
    const run = await standing.runOf(runId);
    const flags = run ? await standing.flagsOf(run, majorCode === undefined ? undefined : [majorCode]) : new Map<string, StandingFlag>();
    const majorCodes = [...flags.keys()];
    const since = Math.min(...[...flags.values()].map((flag) => flag.since));
    const given = run
      ? await replies.ofMajors(run.regionCode, majorCodes, since, { ...(schoolId === undefined ? {} : { schoolId }), drafts: readsDrafts(principal) })
      : [];
    const answering = given.filter((reply) => {
      const flag = flags.get(reply.majorCode);
      return flag !== undefined && answers(reply, flag);
    });
    return {
      flags,
      byProgramme: new Map(answering.map((reply) => [reply.programmeId, reply])),
      filter: { majorCodes, ...(schoolId === undefined ? {} : { schoolId }) },
    };
  }
  const flagOf = (flags: ReadonlyMap<string, StandingFlag>, code: string): StandingFlag => {
    const flag = flags.get(code);
    if (!flag) throw new Error(`a programme asked needs a flag on its major, got none for ${code}`);
    return flag;
  };
  function presentAsked({ programme, organisationName, majorName }: AskedRow, flag: StandingFlag, reply: ReplyRow | undefined): AskedProgramme {
    const waiting = reply === undefined || reply.state === 'draft' || reply.state === 'returned';
    return {
      ...{ majorCode: flag.majorCode, majorName, level: flag.level, flagClass: flag.class, since: flag.since, dueAt: flag.dueAt.toISOString() },
      ...{ organisationId: programme.schoolId, organisationName, programmeId: programme.id, standing: reply?.state ?? 'none', replyId: reply?.id ?? null },
      overdue: waiting && clock() > flag.dueAt,
    };
  }

  return {
    async asked(principal: Principal, question: AskedQuestion, query: PageQuery) {
      const { flags, byProgramme, filter } = await stateOf(principal, question);
      const page = await years.pageAsked(filter, toPageRequest(query, ['text', 'text']));
      return toList(
        page,
        query,
        (row) => presentAsked(row, flagOf(flags, row.programme.majorCode), byProgramme.get(row.programme.id)),
        () => years.countAsked(filter),
      );
    },
    async askedRows(principal: Principal, question: AskedQuestion): Promise<AsyncIterable<AskedProgramme>> {
      const { flags, byProgramme, filter } = await stateOf(principal, question);
      return walk(
        (page) => years.pageAsked(filter, page),
        (row) => presentAsked(row, flagOf(flags, row.programme.majorCode), byProgramme.get(row.programme.id)),
      );
    },
    /** One item a major, in the order of codes; there are no more majors than a catalogue of a city has flags, so a page is cut from all of them. */
    async counts(principal: Principal, question: AskedQuestion, query: PageQuery) {
      const { flags, byProgramme, filter } = await stateOf(principal, question);
      const asked = await years.askedByMajor(filter);
      const states = new Map<string, ReplyRow['state'][]>();
      for (const { majorCode, state } of byProgramme.values()) states.set(majorCode, [...(states.get(majorCode) ?? []), state]);
      const items = asked.map(({ majorCode, majorName, n }): ReplyCount => {
        const { level, class: flagClass, since, dueAt } = flagOf(flags, majorCode);
        const of = (state: ReplyRow['state']) => (states.get(majorCode) ?? []).filter((one) => one === state).length;
        const [sent, noted, returned] = [of('sent'), of('noted'), of('returned')];
        return {
          majorCode,
          majorName,
          level,
          flagClass,
          since,
          dueAt: dueAt.toISOString(),
          asked: n,
          open: n - sent - noted - returned,
          sent,
          noted,
          returned,
        };
      });
      const { limit, cursor } = toPageRequest(query, ['text']);
      const after = cursor === undefined ? items : items.filter(({ majorCode }) => majorCode > String(cursor[0]));
      const page = after.slice(0, limit);
      const last = page.at(-1);
      const next = after.length > limit && last ? [last.majorCode] : null;
      return toList({ items: page, next }, query, (item) => item, () => Promise.resolve(items.length)); // prettier-ignore
    },
  };
}
