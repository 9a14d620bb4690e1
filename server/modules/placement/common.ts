import type { Principal } from '../../../db/repositories/access.ts';
import { createCandidateRepository } from '../../../db/repositories/placement-candidates.ts';
import { createPlacementPostRepository } from '../../../db/repositories/placement-posts.ts';
import { createRoundRepository, type RoundRow, type RoundStatus } from '../../../db/repositories/placement-rounds.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';

/** Who runs rounds; they see everything in them but who the students are. */
export const running = ['planner', 'secretariat', 'administrator'] as const;
export const runs = ({ role }: Principal) => role !== 'enterprise' && role !== 'school';

const statusWords: Record<RoundStatus, { zh: string; en: string }> = {
  draft: { zh: '筹备中', en: 'being prepared' },
  open: { zh: '开放中', en: 'open' },
  closing: { zh: '正在匹配', en: 'being closed' },
  published: { zh: '已公布', en: 'published' },
};
/** What cannot be done in the state a round is in. */
export function wrongState(status: RoundStatus, zh: string, en: string): ApiError {
  const words = statusWords[status];
  return new ApiError('conflict', { zh: `本轮${words.zh}，${zh}`, en: `The round is ${words.en}: ${en}` });
}

/** Finds what an address names, for those who may see it: to everybody else it does not exist. */
export function createPlacementFinder({ db }: ServerContext) {
  const rounds = createRoundRepository(db);
  const posts = createPlacementPostRepository(db);
  const candidates = createCandidateRepository(db);
  async function round(id: string): Promise<RoundRow> {
    const row = await rounds.find(id);
    if (!row) throw notFound({ zh: '此轮次', en: 'This round' });
    return row;
  }
  return {
    round,
    /** A post of the own enterprise, or any for who runs rounds. */
    async post(principal: Principal, id: string) {
      const found = await posts.find(id);
      if (!found || (!runs(principal) && found.row.organisationId !== principal.organisationId)) throw notFound({ zh: '此岗位', en: 'This post' });
      return { ...found, round: await round(found.row.roundId) };
    },
    /** A candidate of the own school, or any for who runs rounds. */
    async candidate(principal: Principal, id: string) {
      const found = await candidates.find(id);
      if (!found || (!runs(principal) && found.row.schoolId !== principal.organisationId)) throw notFound({ zh: '此学生', en: 'This candidate' });
      return { ...found, round: await round(found.row.roundId) };
    },
  };
}
