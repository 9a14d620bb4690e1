import { randomBytes } from 'node:crypto';
import { createCandidateRepository } from '../../../db/repositories/placement-candidates.ts';
import { createPlacementChangeRepository } from '../../../db/repositories/placement-changes.ts';
import { createOutcomeRepository } from '../../../db/repositories/placement-outcomes.ts';
import { createPlacementPostRepository } from '../../../db/repositories/placement-posts.ts';
import type { MissedPost, StudentPost, StudentView } from '../../../schemas/placement.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { csrfTokenOf, hashSecret } from '../../plugins/access.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { presentAppeal } from './candidates.ts';
import { plainCode } from './codes.ts';
import { createPlacementFinder, wrongState } from './common.ts';

export const studentSessionMs = 2 * 3_600_000;
/** Appeals a student may make in one round. */
const appealsAtMost = 3;
type PostRow = NonNullable<Awaited<ReturnType<ReturnType<typeof createPlacementPostRepository>['find']>>>;
const offered = ({ row: { id, title, capacity, minimum }, organisationName }: PostRow): StudentPost => ({ id, organisationName, title, capacity, minimum });

const toldMiss = (missed: MissedPost | undefined) => ({ reason: missed?.reason ?? null, place: missed?.place ?? null, last: missed?.last ?? null });

/** What a student sees and does: everything of the own candidate, nothing of anybody else. */
export function createStudentService(context: ServerContext) {
  const { db, clock, newId } = context;
  const candidates = createCandidateRepository(db);
  const posts = createPlacementPostRepository(db);
  const outcomes = createOutcomeRepository(db);
  const changes = createPlacementChangeRepository(db);
  const record = createRecorder(context);
  const find = createPlacementFinder(context);
  async function own(candidateId: string) {
    const found = await candidates.find(candidateId);
    if (!found) throw notFound({ zh: '此学生', en: 'This candidate' });
    return { ...found, round: await find.round(found.row.roundId) };
  }
  const by = (candidateId: string, requestId: string) => ({ actor: `candidate:${candidateId}`, requestId });
  async function view(candidateId: string, secret: string): Promise<StudentView> {
    const { row, round, schoolName, majorName } = await own(candidateId);
    const outcome = round.status === 'published' ? await outcomes.outcomeOf(candidateId) : undefined;
    const reasons = new Map(outcome?.missed.map((one) => [one.postId, one]));
    const wishes = (await candidates.wishes(candidateId)).map(({ post, organisationName }) => ({ row: post, organisationName }));
    const got = outcome?.postId == null ? undefined : await posts.find(outcome.postId);
    const { id, name, kind, proposing, status, maxChoices, simulated } = round;
    const missedOf = (postId: string) => toldMiss(postId === outcome?.postId ? undefined : reasons.get(postId));
    return {
      round: {
        ...{ id, name, kind, proposing, status, maxChoices, simulated },
        ...{ opensAt: round.opensAt?.toISOString() ?? null, closesAt: round.closesAt?.toISOString() ?? null },
      },
      ...{ number: row.number, schoolName, majorCode: row.majorCode, majorName, version: row.version },
      wishes: wishes.map((wish) => ({ ...offered(wish), ...missedOf(wish.row.id) })),
      outcome: outcome ? { post: got ? offered(got) : null, choice: outcome.choice, byHand: outcome.byHand } : null,
      appeals: (await changes.appealsOf(candidateId)).map(presentAppeal),
      csrfToken: csrfTokenOf(secret),
    };
  }

  return {
    view,
    /** The secret of a new session. A wrong code and one that ended are told alike. */
    async enter(code: string, requestId: string): Promise<{ secret: string; candidateId: string }> {
      const found = await candidates.findByCode(hashSecret(plainCode(code)));
      if (!found) throw new ApiError('unauthenticated', { zh: '此码不正确，或已被新码取代', en: 'The code is wrong, or a newer one took its place' });
      const secret = randomBytes(32).toString('base64url');
      const now = clock();
      const row = { secretHash: hashSecret(secret), candidateId: found.id, expiresAt: new Date(+now + studentSessionMs) };
      await candidates.openSession(row, now, record(by(found.id, requestId), now, 'sign_in', ['placement_candidate', found.id]));
      return { secret, candidateId: found.id };
    },
    leave: (candidateId: string, secret: string, requestId: string) =>
      candidates.closeSession(hashSecret(secret), record(by(candidateId, requestId), clock(), 'sign_out', ['placement_candidate', candidateId])),
    /** Posts the student may choose. */
    async posts(candidateId: string, query: PageQuery) {
      const { row, level } = await own(candidateId);
      const filter = { roundId: row.roundId, forMajor: { code: row.majorCode, level } };
      const page = await posts.page(filter, toPageRequest(query, ['text', 'text', 'text']));
      return toList(page, query, offered, () => posts.count(filter));
    },
    async wish(candidateId: string, postIds: readonly string[], seen: Seen, requestId: string): Promise<void> {
      const { row, round, level } = await own(candidateId);
      checkVersion(seen, row.version);
      if (postIds.length > round.maxChoices) throw invalidField('/postIds', `最多可选 ${round.maxChoices} 个岗位`, `must be at most ${round.maxChoices} posts`);
      const choosable = await posts.choosable(postIds, { roundId: row.roundId, forMajor: { code: row.majorCode, level } });
      const wrong = postIds.findIndex((id) => !choosable.has(id));
      if (wrong >= 0) throw invalidField(`/postIds/${wrong}`, '此岗位不在可选范围内', 'is not among the posts you may choose');
      const now = clock();
      const audit = record(by(candidateId, requestId), now, 'wished', ['placement_candidate', candidateId], { choices: postIds.length });
      const done = await candidates.wish(row, postIds, now, audit);
      if (done === 'closed') throw wrongState(round.status, '现在不能填报或修改志愿', 'wishes are taken while it is open');
      if (done === 'stale') throw stale();
    },
    async appeal(candidateId: string, text: string, requestId: string): Promise<void> {
      const { row, round } = await own(candidateId);
      if (round.status !== 'published') throw wrongState(round.status, '公布后才能申诉', 'appeals follow its publication');
      const before = await changes.appealsOf(candidateId);
      if (before.length >= appealsAtMost)
        throw new ApiError('conflict', { zh: `每轮最多申诉 ${appealsAtMost} 次`, en: `A round takes at most ${appealsAtMost} appeals of one student` });
      const [id, now] = [newId(), clock()];
      const audit = {
        ...record(by(candidateId, requestId), now, 'create', ['placement_appeal', id], { candidateId, status: 'open' }),
        tell: [
          ...(['planner', 'secretariat'] as const).map((role) => ({ to: { role }, kind: 'placement_appealed' as const })),
          { to: { organisationId: row.schoolId }, kind: 'placement_appealed' as const },
        ],
      };
      await changes.appeal({ id, roundId: row.roundId, candidateId, text: text.trim(), status: 'open', createdAt: now }, audit);
    },
  };
}
