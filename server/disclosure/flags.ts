import type { Flag } from '../../schemas/results.ts';
import { without } from './readers.ts';

/** Kinds of flags as they are called in the sentences of a run. */
const classNames: Record<Flag['class'], { readonly zh: string; readonly en: string }> = {
  new: { zh: '建议新设', en: 'open new' },
  expand: { zh: '建议扩大', en: 'expand' },
  maintain: { zh: '保持', en: 'maintain' },
  watch: { zh: '关注', en: 'watch' },
  reduce: { zh: '建议缩减', en: 'reduce' },
  suspend: { zh: '建议暂停招生', en: 'suspend' },
};
const why = {
  zh: '需求数字保密：背后填报企业过少，或可由此推算出此类数字',
  en: 'demand figures are withheld: too few enterprises are behind them, or they would give such figures away',
};
/** Occupations shown with a flag are the largest twelve: of more, one that is not shown may be withheld. */
const mayBeMore = 12;

type Evidence = Flag['evidence'];
const ends = () => without('gapLow', 'gapHigh', 'probabilityLow', 'probabilityHigh');

function sentence({ class: name, firstYear, lastYear }: Flag): Flag['reasons'] {
  const { zh, en } = classNames[name];
  return [{ code: 'withheld', zh: `${zh}：${firstYear}–${lastYear} 年${why.zh}`, en: `${en}: ${firstYear}–${lastYear}, ${why.en}` }];
}

/**
 * A flag whose demand is withheld: its class, band, grade and supply stand (a class and a band are ranges, and what a school has to act on), numbers that the demand or the gap could be
 * read from do not, in sentences, conditions and what decides as little as in fields.
 */
export function withheldFlag(flag: Flag): Flag {
  const { evidence } = flag;
  return {
    ...{ ...flag, ...without('probability', 'ratio', 'gap', 'lo80', 'hi80', 'urgency'), reasons: sentence(flag) },
    evidence: {
      ...{ ...evidence, demand: null, potentialDemand: null, reporterShare: null, bounds: ends(), decisive: [], gradeReasons: [why] },
      ...(evidence.both ? { both: null } : {}),
      conditions: evidence.conditions.map((condition) => ({ ...condition, value: null })),
      pipeline: { ...evidence.pipeline, ratio: null, probability: null },
      components: without('stock', 'growth', 'replacement', 'projects', 'openings', 'entryDemand'),
      occupations: evidence.occupations.map((occupation) => ({ ...occupation, demand: null })),
    },
  };
}

/** A flag that is told, of which an occupation is not: the ends of the weight ranges and potential demand are other sums of the same occupations, so they would solve for it, as
 * would the weight at which the flag turns. */
export function partlyWithheldFlag(flag: Flag): Flag {
  const { evidence } = flag;
  const hidden = evidence.occupations.some(({ suppressed }) => (suppressed ?? null) !== null);
  if (!hidden && evidence.occupations.length < mayBeMore) return flag;
  return {
    ...{ ...flag, reasons: evidence.potentialDemand === null ? flag.reasons.filter(({ code }) => code !== 'weight' && code !== 'robustness') : sentence(flag) },
    evidence: {
      ...{ ...evidence, bounds: ends(), potentialDemand: null },
      ...(evidence.decisive ? { decisive: evidence.decisive.filter(({ name }) => name !== 'weight') } : {}),
      occupations: evidence.occupations.map((occupation) => ((occupation.suppressed ?? null) === null ? occupation : { ...occupation, demand: null })),
    },
  };
}

/** Who few enterprises hired is told to those who plan. */
export function withoutFewEnterprises(evidence: Evidence, needed: number): Evidence {
  return evidence.entry ? { ...evidence, entry: evidence.entry.filter(({ enterprises }) => enterprises >= needed) } : evidence;
}

/** Destinations of few graduates are told to nobody but their school and those who plan. */
export function withoutFewGraduates(evidence: Evidence, needed: number): Evidence {
  const { persons = 0, tracked } = evidence.supplyParts?.rates ?? {};
  const few = (n: number) => n > 0 && n < needed;
  return few(persons) || few(tracked?.persons ?? 0) || few(tracked?.jobs ?? 0) ? { ...evidence, supplyParts: null, destinationsWithheld: true } : evidence;
}
