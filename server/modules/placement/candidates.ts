import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import type { Principal } from '../../../db/repositories/access.ts';
import { createCandidateRepository, hasCode, type CandidateFilter } from '../../../db/repositories/placement-candidates.ts';
import { createPlacementChangeRepository } from '../../../db/repositories/placement-changes.ts';
import { createPlacementPostRepository } from '../../../db/repositories/placement-posts.ts';
import type { Candidate, CandidatesInput, CodesInput, IssuedCode, MissedPost } from '../../../schemas/placement.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { hashSecret } from '../../plugins/access.ts';
import { createRecorder } from '../../recording.ts';
import { createReporting } from '../../reporting.ts';
import { newCode, plainCode } from './codes.ts';
import { createPlacementFinder, runs, wrongState } from './common.ts';

type Page = Awaited<ReturnType<ReturnType<typeof createCandidateRepository>['page']>>;
/** Codes that one answer holds at most; the next call goes on. */
const codesAtOnce = 2000;
const hashOf = (code: string) => hashSecret(plainCode(code));

export function createCandidateService(context: ServerContext) {
  const { db, clock, newId } = context;
  const candidates = createCandidateRepository(db);
  const organisations = createOrganisationRepository(db);
  const changes = createPlacementChangeRepository(db);
  const posts = createPlacementPostRepository(db);
  const catalogue = createCatalogueCheck(context);
  const reporting = createReporting(context);
  const record = createRecorder(context);
  const find = createPlacementFinder(context);

  /** A school sees its own students only. */
  function scope(principal: Principal, roundId: string): CandidateFilter {
    if (runs(principal)) return { roundId };
    if (principal.organisationId === null) throw new ApiError('forbidden', { zh: '此密钥不属于任何单位', en: 'This key belongs to no organisation' });
    return { roundId, schoolId: principal.organisationId };
  }
  async function present({ items, next }: Page): Promise<{ items: Candidate[]; next: Page['next'] }> {
    const names = await organisations.names(items.flatMap(({ postOrganisationId }) => postOrganisationId ?? []));
    const wanted = new Set(items.flatMap(({ outcome }) => outcome?.missed.map(({ postId }) => postId) ?? []));
    const wished = new Map((await posts.findMany([...wanted])).map((post) => [post.row.id, post]));
    const missedOf = ({ postId, reason, place, last }: MissedPost) => {
      const post = wished.get(postId);
      return post
        ? [
            {
              postId,
              title: post.row.title,
              organisationName: post.organisationName,
              capacity: post.row.capacity,
              reason,
              place: place ?? null,
              last: last ?? null,
            },
          ]
        : [];
    };
    return {
      items: items.map(({ row, schoolName, majorName, level, wishes, outcome, postTitle, postOrganisationId }) => ({
        ...{ id: row.id, schoolId: row.schoolId, schoolName, number: row.number, majorCode: row.majorCode, majorName, level, wishes },
        ...{ wishedAt: row.wishedAt?.toISOString() ?? null, postId: outcome?.postId ?? null, postTitle },
        postOrganisation: postOrganisationId === null ? null : (names.get(postOrganisationId) ?? null),
        ...{ choice: outcome?.choice ?? null, byHand: outcome?.byHand ?? false, missed: outcome?.missed.flatMap(missedOf) ?? [], hasCode: hasCode(row) },
      })),
      next,
    };
  }

  return {
    /** Adds students of a school and makes the code of each, which is told this once. */
    async add(principal: Principal, roundId: string, input: CandidatesInput, requestId: string): Promise<IssuedCode[]> {
      const { id: schoolId } = await reporting.reporter(principal, input.organisationId, 'school');
      const round = await find.round(roundId);
      const numbers = input.candidates.map(({ number }) => number);
      const taken = await candidates.numbersTaken(roundId, schoolId, numbers);
      for (const [index, number] of numbers.entries())
        if (taken.has(number) || numbers.indexOf(number) !== index) throw invalidField(`/candidates/${index}/number`, '编号已存在', 'the number is taken');
      const checked = new Set<string>();
      for (const [index, { majorCode }] of input.candidates.entries()) {
        if (!checked.has(majorCode)) await catalogue.major(majorCode, { pointer: `/candidates/${index}/majorCode` });
        checked.add(majorCode);
      }
      const now = clock();
      const made = input.candidates.map(({ number, majorCode }) => ({ id: newId(), number, majorCode, code: newCode() }));
      const rows = made.map(({ id, number, majorCode, code }) => ({ id, roundId, schoolId, number, majorCode, codeHash: hashOf(code), createdAt: now }));
      const audit = record({ actor: principal.actor, requestId }, now, 'candidates_added', ['placement_round', roundId], { schoolId, candidates: rows.length });
      if (!(await candidates.add(roundId, rows, audit))) throw wrongState(round.status, '不能再添加学生', 'no candidates can be added any more');
      return made.map(({ id, number, code }) => ({ id, number, code }));
    },
    async list(principal: Principal, roundId: string, query: PageQuery) {
      await find.round(roundId);
      const filter = scope(principal, roundId);
      const page = await present(await candidates.page(filter, toPageRequest(query, ['text'])));
      return toList(page, query, (row) => row, () => candidates.count(filter)); // prettier-ignore
    },
    async *rows(principal: Principal, roundId: string): AsyncGenerator<Candidate> {
      await find.round(roundId);
      const filter = scope(principal, roundId);
      yield* walk(async (page) => present(await candidates.page(filter, page)), (row) => row); // prettier-ignore
    },
    /** A new code for one that was lost; the old one and its sessions end. */
    async renew(principal: Principal, id: string, requestId: string): Promise<IssuedCode> {
      const { row } = await find.candidate(principal, id);
      const code = newCode();
      await candidates.renew(row, hashOf(code), record({ actor: principal.actor, requestId }, clock(), 'code_renewed', ['placement_candidate', id]));
      return { id, number: row.number, code };
    },
    /** Codes for all students of a school that have none, told this once: a list to print and cut. */
    async issue(principal: Principal, roundId: string, input: CodesInput, requestId: string): Promise<IssuedCode[]> {
      const { id: schoolId } = await reporting.reporter(principal, input.organisationId, 'school');
      const round = await find.round(roundId);
      const rows = await candidates.withoutCode(roundId, schoolId, codesAtOnce);
      if (rows.length === 0) return [];
      const made = rows.map((row) => ({ row, code: newCode() }));
      const audit = record({ actor: principal.actor, requestId }, clock(), 'codes_issued', ['placement_round', roundId], { schoolId, codes: rows.length });
      const done = await candidates.issue(roundId, made.map(({ row, code }) => ({ ...row, codeHash: hashOf(code) })), audit); // prettier-ignore
      if (!done) throw wrongState(round.status, '不能再发学生码', 'no codes can be handed out any more');
      return made.map(({ row: { id, number }, code }) => ({ id, number, code }));
    },
    async remove(principal: Principal, id: string, requestId: string): Promise<void> {
      const { row, round } = await find.candidate(principal, id);
      const audit = record({ actor: principal.actor, requestId }, clock(), 'delete', ['placement_candidate', id], undefined, { schoolId: row.schoolId });
      if (!(await candidates.remove(row, audit))) throw wrongState(round.status, '学生不能再移出', 'candidates cannot be taken out any more');
    },
    async appeals(principal: Principal, roundId: string, query: PageQuery) {
      await find.round(roundId);
      const filter = scope(principal, roundId);
      const page = await changes.pageAppeals(filter, toPageRequest(query, ['text']));
      return toList(page, query, presentAppeal, () => changes.countAppeals(filter));
    },
  };
}

type AppealRow = Awaited<ReturnType<ReturnType<typeof createPlacementChangeRepository>['appealsOf']>>[number];
export function presentAppeal({ row, number, schoolName }: AppealRow) {
  const { id, roundId, candidateId, text, status, answer, createdAt, decidedAt } = row;
  return {
    id,
    roundId,
    candidateId,
    schoolName,
    number,
    text,
    status,
    answer,
    createdAt: createdAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}
