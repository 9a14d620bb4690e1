import type { Principal } from '../../../db/repositories/access.ts';
import { retentionDays } from '../../../db/repositories/personal-data.ts';
import { createCandidateRepository } from '../../../db/repositories/placement-candidates.ts';
import { createPlacementChangeRepository } from '../../../db/repositories/placement-changes.ts';
import { createOutcomeRepository } from '../../../db/repositories/placement-outcomes.ts';
import { keyEntries, standingFor } from '../../../matching/placement/entries.ts';
import { checkRound } from '../../../matching/placement/round.ts';
import type { Appeal, AppealDecisionInput, MissedPost, PlacementChange, PlacementChangeInput } from '../../../schemas/placement.ts';
import type { PlacedRound, ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { presentAppeal } from './candidates.ts';
import { createPlacementFinder, wrongState } from './common.ts';

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof createPlacementChangeRepository>['findChange']>>>;

const dayMs = 86_400_000;
const checkHere = ({ input, placed, closed }: PlacedRound) => Promise.resolve(checkRound(input, placed, closed));

/** What is changed by hand after publication, with what it does to stability. */
export function createChangeService(context: ServerContext) {
  const { db, clock, newId, checkPlacement = checkHere } = context;
  const changes = createPlacementChangeRepository(db);
  const outcomes = createOutcomeRepository(db);
  const candidates = createCandidateRepository(db);
  const record = createRecorder(context);
  const find = createPlacementFinder(context);

  return {
    async change(principal: Principal, roundId: string, { candidateId, postId, reason }: PlacementChangeInput, requestId: string): Promise<PlacementChange> {
      const round = await find.round(roundId);
      if (round.status !== 'published' || round.verification === null) throw wrongState(round.status, '公布后才能调整', 'changes follow its publication');
      if (round.publishedAt !== null && +clock() - +round.publishedAt > retentionDays.placement * dayMs)
        throw wrongState(round.status, '志愿与排序已按期删除，不能再调整', 'wishes and rankings were deleted in time, so nothing can be changed any more');
      const entries = await outcomes.entries(roundId);
      if (!entries.candidates.some(({ id }) => id === candidateId)) throw invalidField('/candidateId', '本轮没有此学生', 'is no candidate of this round');
      if (postId !== null && !entries.posts.some(({ id }) => id === postId)) throw invalidField('/postId', '本轮没有此岗位', 'is no post of this round');
      const { input, candidateKeyOf, postKeyOf } = keyEntries(round, entries);
      const now = new Map((await outcomes.outcomesOf(roundId)).map((row) => [row.candidateId, row.postId]));
      const from = now.get(candidateId) ?? null;
      if (from === postId) throw invalidField('/postId', '学生已在此岗位', 'is where the candidate is already');
      now.set(candidateId, postId);
      const placed = new Map(
        [...now].flatMap(([id, post]) => (post === null ? [] : [[standingFor(candidateKeyOf, id), standingFor(postKeyOf, post)] as const])),
      );
      // a class that takes somebody by hand is held after all
      const closings = await outcomes.closedOf(roundId);
      const held = new Set(now.values());
      const closed = new Set(closings.filter((row) => !held.has(row.postId)).map((row) => standingFor(postKeyOf, row.postId)));
      const check = await checkPlacement({ input, placed, closed });
      const [id, at] = [newId(), clock()];
      const verification = { ...check, inputHash: round.verification.inputHash };
      const { stable, blockingPairs, overfull, belowMinimum } = check;
      const row = {
        id,
        roundId,
        candidateId,
        fromPostId: from,
        toPostId: postId,
        reason: reason.trim(),
        verification,
        changedBy: principal.actor,
        createdAt: at,
      };
      const after = { candidateId, postId, stable, blockingPairs, overfull, belowMinimum };
      // of both posts and of the school: whoever the outcome was told to
      const person = entries.candidates.find((one) => one.id === candidateId);
      const offering = [from, postId].flatMap((one) => entries.posts.filter((post) => post.id === one).map((post) => post.organisationId));
      const concerned = [...new Set([...offering, ...(person ? [person.schoolId] : [])])];
      const audit = {
        ...record({ actor: principal.actor, requestId }, at, 'changed', ['placement_round', roundId], after, { postId: from }),
        tell: concerned.map((organisationId) => ({ to: { organisationId }, kind: 'placement_changed' as const })),
      };
      const wishes = entries.choices.filter((wish) => wish.candidateId === candidateId).map((wish) => wish.postId);
      const told = { entries: round.entries, ...standing(wishes, postId, (await outcomes.outcomeOf(candidateId))?.missed ?? []) };
      if (!(await changes.change(row, told, audit)))
        throw new ApiError('conflict', {
          zh: '本轮结果刚被他人调整，请重新查看',
          en: 'The outcome of this round was changed by somebody else just now; look again',
        });
      const stored = await changes.findChange(id);
      if (!stored) throw new Error(`change ${id} needs to stand after it was stored`);
      return present(stored);
    },
    async list(roundId: string, query: PageQuery) {
      await find.round(roundId);
      const page = await changes.pageChanges(roundId, toPageRequest(query, ['text']));
      return toList(page, query, present, () => changes.countChanges(roundId));
    },
    async decide({ actor }: Principal, id: string, { status, answer }: AppealDecisionInput, requestId: string): Promise<Appeal> {
      const now = clock();
      const asked = await changes.findAppeal(id);
      const school = asked && (await candidates.find(asked.row.candidateId))?.row.schoolId;
      const audit = {
        ...record({ actor, requestId }, now, status, ['placement_appeal', id], { status }, { status: 'open' }),
        ...(school === undefined ? {} : { tell: [{ to: { organisationId: school }, kind: 'placement_appeal_answered' as const }] }),
      };
      const done = await changes.decide(id, { status, answer: answer.trim(), decidedAt: now, decidedBy: actor }, audit);
      const found = await changes.findAppeal(id);
      if (!found) throw notFound({ zh: '此申诉', en: 'This appeal' });
      if (!done) throw new ApiError('conflict', { zh: '此申诉已有答复', en: 'This appeal was answered already' });
      return presentAppeal(found);
    },
  };
}

/** Which of the wishes a post is, and why those before it were missed: as it was said at publication, else by hand. */
function standing(wishes: readonly string[], postId: string | null, said: readonly MissedPost[]) {
  const at = postId === null ? -1 : wishes.indexOf(postId);
  const reasons = new Map(said.map((one) => [one.postId, one]));
  const before = at < 0 ? wishes : wishes.slice(0, at);
  return { choice: at < 0 ? null : at + 1, missed: before.map((id): MissedPost => reasons.get(id) ?? { postId: id, reason: 'by-hand' }) };
}

function present({ row, number, schoolName }: Row): PlacementChange {
  const { id, roundId, candidateId, fromPostId, toPostId, reason, verification, changedBy, createdAt } = row;
  return { id, roundId, candidateId, schoolName, number, fromPostId, toPostId, reason, verification, changedBy, createdAt: createdAt.toISOString() };
}
