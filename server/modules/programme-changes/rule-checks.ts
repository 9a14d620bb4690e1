import type { createProgrammeChangeRepository } from '../../../db/repositories/programme-changes.ts';
import { thresholdsOf } from '../../../forecasting/flags/rules/evaluate.ts';
import { rulePacks } from '../../../forecasting/flags/rules/packs.ts';
import type { Rule } from '../../../forecasting/flags/rules/rule.ts';
import type { ChangeEvidence } from '../../../schemas/programme-changes.ts';

type Finding = Awaited<ReturnType<ReturnType<typeof createProgrammeChangeRepository>['findings']>>[number];
type Check = ChangeEvidence['rules'][number];
type Level = NonNullable<Finding['level']>;
interface CheckQuestion {
  readonly change: string;
  readonly level: Level;
  readonly peers: Pick<ChangeEvidence['peers'], 'offering' | 'ofSchools' | 'share'>;
  /** Newest thresholds by rule, where somebody changed them. */
  readonly copies: ReadonlyMap<string, { readonly thresholds: Readonly<Record<string, number>> }>;
}
/** The rule about how many schools may hold a major: asked of today's programmes, whatever the run found. */
const spreadRule = 'fujian-spread-secondary';
const adding = new Set(['new', 'expand', 'resume']);
const cutting = new Set(['reduce', 'suspend']);
const text = ({ zh, en }: { readonly zh: string; readonly en: string }) => ({ zh, en });
const percent = (share: number) => `${Math.round(share * 100)}%`;

/** A rule that is hit and points the other way. */
export const pointsAgainst = (change: string, direction: string): boolean =>
  (adding.has(change) && (direction === 'down' || direction === 'block')) || (cutting.has(change) && direction === 'up');

const concerns = ({ levels = [] }: Rule, level: Level) => levels.length === 0 || levels.includes(level);

/** Whether so many schools hold the major already that no more should; unknown where no school of the level is known. */
function spreadCheck(pack: Rule, { peers: { offering, ofSchools, share }, copies }: CheckQuestion): Check {
  const limit = thresholdsOf(pack, copies.get(pack.id)?.thresholds).thresholds['schools'] ?? null;
  const known = share !== null && limit !== null;
  const hit = known && share > limit;
  const sentence = known
    ? {
        zh: `本层次 ${ofSchools} 所在办学校中已有 ${offering} 所开设（${percent(share)}），界线 ${percent(limit)}：${hit ? '超过' : '未超过'}`,
        en: `${offering} of ${ofSchools} schools of the level hold it (${percent(share)}), the limit is ${percent(limit)}: ${hit ? 'exceeded' : 'not exceeded'}`,
      }
    : { zh: '没有在办学校的数据，未知', en: 'unknown: no open school of the level is known' };
  return {
    ...{ rule: pack.id, title: text(pack.title), outcome: known ? (hit ? 'hit' : 'not_hit') : 'missing', against: hit, sentence, source: pack.source.zh },
  };
}

/** What the published rules say about a proposal: nothing is hidden, and what cannot be decided is said to be unknown. */
export function ruleChecks(findings: readonly Finding[], question: CheckQuestion): Check[] {
  const checks = findings.flatMap((finding): Check[] => {
    const pack = rulePacks.find(({ id }) => id === finding.ruleId);
    if (!pack || !concerns(pack, question.level)) return [];
    if (finding.subjectKind === 'city' && !['programme', 'major', 'school'].includes(pack.subject)) return [];
    if (question.change === 'new' && finding.ruleId === spreadRule) return [];
    const { outcome, direction, reason } = finding;
    const against = outcome === 'hit' && pointsAgainst(question.change, direction);
    return [{ rule: pack.id, title: text(pack.title), outcome, against, sentence: text(reason), source: pack.source.zh }];
  });
  const spread = rulePacks.find(({ id }) => id === spreadRule);
  const live = question.change === 'new' && spread && concerns(spread, question.level) ? [spreadCheck(spread, question)] : [];
  return [...live, ...checks].sort((a, b) => Number(b.against) - Number(a.against) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}
