import type { Principal } from '../../../db/repositories/access.ts';
import { createProfileAnswerRepository } from '../../../db/repositories/profile-answers.ts';
import type { ChainProfile, ProfileCompetence } from '../../../schemas/profile.ts';
import type { ServerContext } from '../../context.ts';
import { competenceRows } from './competences.ts';
import { readEducation } from './education.ts';
import { employmentRows, overviewOfStocks, readStocks } from './employment.ts';
import { ladderRows, readExperience } from './ladder.ts';
import { createScopes, keyOf, type ProfileQuestion } from './scope.ts';

/** A chain as an employer: who works there, with what education, on which rungs, with what they need to know. */
export function createProfileService(context: ServerContext) {
  const scopes = createScopes(context);
  const answers = createProfileAnswerRepository(context.db);
  return {
    async overview(principal: Principal, question: ProfileQuestion): Promise<ChainProfile> {
      const scope = await scopes.open(principal, question);
      const { chain, run, segment, year } = scope;
      const key = segment === undefined ? keyOf.chain : keyOf.segment(segment);
      const read = await readStocks(scopes, scope);
      const education = await readEducation(answers, scope, read.unseen);
      const experience = await readExperience(answers, scope, segment === undefined ? 'chain' : 'segment');
      return {
        ...{ chain: { id: chain.id, name: chain.name, regionCode: chain.regionCode }, year, segment: segment ?? null },
        ...{ runId: run?.id ?? null, runYear: run?.asOfYear ?? null, answerYears: { from: scope.answers.from, to: scope.answers.to } },
        ...(await overviewOfStocks(scopes, scope, read)),
        education: education.of(key),
        experience: experience.of(key, education.closed.get(key) ?? null),
        lambdaGross: scope.parameters.lambdaGross,
        competences: (await competenceRows(answers, scope)).counts,
        simulated: [...read.simulated.values()].some(Boolean) || education.simulated,
      };
    },
    async employment(principal: Principal, question: ProfileQuestion) {
      const scope = await scopes.open(principal, question);
      const posted = await answers.posted({ ...scope.answers, from: scope.year }, 'occupation');
      return employmentRows(scopes, scope, await readStocks(scopes, scope), posted);
    },
    async education(principal: Principal, question: ProfileQuestion) {
      const scope = await scopes.open(principal, question);
      const { unseen } = await readStocks(scopes, scope);
      return (await readEducation(answers, scope, unseen)).rows(await scopes.stocks.occupationNames());
    },
    async ladder(principal: Principal, question: ProfileQuestion) {
      const scope = await scopes.open(principal, question);
      const { unseen } = await readStocks(scopes, scope);
      const { hidden, closed } = await readEducation(answers, scope, unseen);
      const employees = new Set([...unseen, ...hidden.keys()]);
      return ladderRows(answers, scope, await scopes.stocks.occupationNames(), { employees, postings: new Set(closed.keys()) });
    },
    async competences(principal: Principal, question: ProfileQuestion, state?: ProfileCompetence['state']) {
      const { rows } = await competenceRows(answers, await scopes.open(principal, question));
      return state === undefined ? rows : rows.filter((row) => row.state === state);
    },
  };
}
