import type { Principal } from '../../../db/repositories/access.ts';
import { createCandidateRepository } from '../../../db/repositories/placement-candidates.ts';
import { createPlacementPostRepository } from '../../../db/repositories/placement-posts.ts';
import type { RoundStatus } from '../../../db/repositories/placement-rounds.ts';
import type { Applicant, PlacementPost, PlacementPostInput, RankingInput } from '../../../schemas/placement.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import type { ServerContext } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { createReporting } from '../../reporting.ts';
import { createPlacementFinder, runs, wrongState } from './common.ts';

type Repository = ReturnType<typeof createPlacementPostRepository>;
type Row = NonNullable<Awaited<ReturnType<Repository['find']>>>;
type ApplicantRow = Awaited<ReturnType<ReturnType<typeof createCandidateRepository>['applicants']>>['items'][number];

export function createPostService(context: ServerContext) {
  const { db, clock, newId } = context;
  const posts = createPlacementPostRepository(db);
  const candidates = createCandidateRepository(db);
  const catalogue = createCatalogueCheck(context);
  const reporting = createReporting(context);
  const record = createRecorder(context);
  const find = createPlacementFinder(context);

  /** Posts as the reader is told them: applications and outcome to their enterprise and to who runs the round. */
  async function present(principal: Principal, rows: readonly Row[], status: RoundStatus): Promise<PlacementPost[]> {
    const ids = rows.map(({ row }) => row.id);
    const [majors, numbers] = [await posts.majorsOf(ids), await posts.numbers(ids)];
    return rows.map(({ row: { id, roundId, organisationId, title, capacity, minimum, level, unranked, version }, organisationName }) => {
      const own = runs(principal) || organisationId === principal.organisationId;
      const over = own && status === 'published';
      return {
        ...{ id, roundId, organisationId, organisationName, title, capacity, minimum, level, unranked, version },
        majors: (majors.get(id) ?? []).map(({ code, name }) => ({ code, name })),
        applied: own ? (numbers.applied.get(id) ?? 0) : null,
        filled: over ? (numbers.filled.get(id) ?? 0) : null,
        closed: over ? numbers.closed.has(id) : null,
        wishedBy: over ? (numbers.closed.get(id) ?? null) : null,
      };
    });
  }
  const one = async (principal: Principal, id: string) => {
    const { round, ...found } = await find.post(principal, id);
    const [post] = await present(principal, [found], round.status);
    if (!post) throw new Error(`post ${id} needs to be told`);
    return post;
  };
  function checkMinimum(kind: string, { capacity, minimum = 0 }: PlacementPostInput) {
    if (minimum > capacity) throw invalidField('/minimum', `最低开班人数不能超过名额 ${capacity}`, `must be at most the ${capacity} places`);
    if (minimum > 0 && kind !== 'order_class') throw invalidField('/minimum', '只有订单班可设最低开班人数', 'only order classes have a minimum');
  }

  return {
    async add(principal: Principal, roundId: string, input: PlacementPostInput, requestId: string): Promise<PlacementPost> {
      const { id: organisationId } = await reporting.reporter(principal, input.organisationId, 'enterprise');
      const round = await find.round(roundId);
      checkMinimum(round.kind, input);
      const { majorCodes = [], capacity, minimum = 0, level = null } = input;
      for (const [index, code] of majorCodes.entries()) await catalogue.major(code, { pointer: `/majorCodes/${index}` });
      const [id, now] = [newId(), clock()];
      const values = { roundId, organisationId, capacity, minimum, level };
      const audit = record({ actor: principal.actor, requestId }, now, 'create', ['placement_post', id], { ...values, majorCodes });
      const stored = await posts.add({ id, ...values, title: input.title.trim(), unranked: 'after', createdAt: now }, majorCodes, audit);
      if (!stored) throw wrongState(round.status, '岗位须在筹备阶段提出', 'posts are offered before it opens');
      return one(principal, id);
    },
    async remove(principal: Principal, id: string, requestId: string): Promise<void> {
      const { row, round } = await find.post(principal, id);
      const { capacity, minimum, organisationId } = row;
      const audit = record({ actor: principal.actor, requestId }, clock(), 'delete', ['placement_post', id], undefined, { organisationId, capacity, minimum });
      if (!(await posts.remove(id, row.roundId, audit))) throw wrongState(round.status, '岗位不能再撤回', 'posts cannot be taken back any more');
    },
    async list(principal: Principal, roundId: string, query: PageQuery) {
      const { status } = await find.round(roundId);
      const page = await posts.page({ roundId }, toPageRequest(query, ['text', 'text', 'text']));
      const items = await present(principal, page.items, status);
      return toList({ items, next: page.next }, query, (row) => row, () => posts.count({ roundId })); // prettier-ignore
    },
    async *rows(principal: Principal, roundId: string): AsyncGenerator<PlacementPost> {
      const { status } = await find.round(roundId);
      const some: Row[] = [];
      for await (const row of walk((page) => posts.page({ roundId }, page), (found) => found)) some.push(row); // prettier-ignore
      yield* await present(principal, some, status);
    },
    async applicants(principal: Principal, id: string, applied: boolean, query: PageQuery) {
      const { row, round } = await find.post(principal, id);
      const page = await candidates.applicants(row, applied, toPageRequest(query, ['text']));
      return toList(page, query, (found) => presentApplicant(found, id, round.status), () => candidates.countApplicants(row, applied)); // prettier-ignore
    },
    async *applicantRows(principal: Principal, id: string, applied: boolean): AsyncGenerator<Applicant> {
      const { row, round } = await find.post(principal, id);
      yield* walk((page) => candidates.applicants(row, applied, page), (found) => presentApplicant(found, id, round.status)); // prettier-ignore
    },
    /** Replaces the ranking of a post. */
    async rank(principal: Principal, id: string, { unranked, places }: RankingInput, seen: Seen, requestId: string): Promise<PlacementPost> {
      const { row, round } = await find.post(principal, id);
      checkVersion(seen, row.version);
      const ids = places.map(({ candidateId }) => candidateId);
      const eligible = await candidates.eligibleOf(row, ids);
      places.forEach(({ candidateId }, index) => {
        const pointer = `/places/${index}/candidateId`;
        if (ids.indexOf(candidateId) !== index) throw invalidField(pointer, '同一学生只能出现一次', 'the same candidate stands here twice');
        if (!eligible.has(candidateId)) throw invalidField(pointer, '本岗位不面向此学生', 'the post is not for this candidate');
      });
      const audit = record({ actor: principal.actor, requestId }, clock(), 'ranked', ['placement_post', id], { unranked, ranked: places.length });
      const done = await posts.rank({ id, roundId: row.roundId, version: row.version }, unranked, places, audit);
      if (done === 'closed') throw wrongState(round.status, '只有开放期间可以排序', 'candidates are ranked while it is open');
      if (done === 'stale') throw stale();
      return one(principal, id);
    },
  };
}

function presentApplicant(
  { row, schoolName, majorName, level, place, ranked, chosenPost, choice, missed }: ApplicantRow,
  postId: string,
  status: RoundStatus,
): Applicant {
  const { id, schoolId, number, majorCode } = row;
  const over = status === 'published';
  const why = over ? missed?.find((one) => one.postId === postId) : undefined;
  const outcome = !over ? null : chosenPost === postId ? 'placed' : choice === null ? null : (why?.reason ?? 'elsewhere');
  return {
    ...{ id, schoolId, schoolName, number, majorCode, majorName, level, applied: choice !== null, place, refused: ranked && place === null },
    ...{ placed: over ? chosenPost === postId : null, outcome, drawn: why?.place ?? null },
  };
}
