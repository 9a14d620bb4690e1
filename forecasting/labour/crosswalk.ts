import { ofOccupation } from './group-parameters.ts';
import type { CitySnapshot, CrosswalkLink } from './snapshot.ts';

/** Share of an occupation's entry demand that falls to a major, with its range and worst-case bounds. */
export interface Weight {
  readonly major: string;
  readonly occupation: string;
  readonly origin: CrosswalkLink['origin'];
  /** w(m|o); over an occupation the weights and its outside share sum to 1. */
  readonly weight: number;
  /** Smallest and largest share the ranges of all links of the occupation allow. */
  readonly shareMin: number;
  readonly shareMax: number;
  /** The share if the major had as many graduates as the mean of the occupation's other majors. */
  readonly potential: number;
}

/** Years whose graduates the weights follow, t0 the last of them. */
const graduateYears = 5;

/**
 * Graduates a year of each major: the sum over its programmes of their mean over the years reported of t0−4 … t0. A year reported with nobody counts as nobody (a new programme
 * before its first class leaves); a year that was not reported is missing and counts for nothing. Of a closed programme the years after its last class count as nobody without a report.
 * Source: docs/model.md, Demand 5: fractional weights with a floor; bounds in closed form.
 *
 * @param snapshot of the city
 * @returns persons a year by major code
 * @example [...meanGraduates({ asOfYear: 2025, programmes: [{ major: 'm', closedYear: null, years: [{ year: 2025, graduates: 50 }, { year: 2024, graduates: 0 }, { year: 2020, graduates: 99 }] }] })] // → [['m', 25]]
 */
export function meanGraduates(snapshot: Pick<CitySnapshot, 'asOfYear' | 'programmes'>): Map<string, number> {
  const t0 = snapshot.asOfYear;
  const sums = new Map<string, number>();
  for (const { major, years, closedYear, lengthYears } of snapshot.programmes) {
    const recent = years.filter(({ year }) => year > t0 - graduateYears && year <= t0);
    const over = closedYear === null ? t0 + 1 : Math.max(closedYear + lengthYears, t0 - graduateYears + 1);
    const ended = Math.max(0, t0 - over + 1) - recent.filter(({ year }) => year >= over).length;
    if (recent.length === 0) continue;
    const sum = recent.reduce((total, { graduates }) => total + graduates, 0);
    sums.set(major, (sums.get(major) ?? 0) + sum / (recent.length + ended));
  }
  return sums;
}

/** Characters of a 小类 code (three parts). */
const groupLength = 7;

/**
 * The links of each occupation that has demand: those to the occupation itself, and those to its 小类, which serve every 职业 below it unless the major
 * links to the occupation too. In code order of occupation and major.
 * Source: docs/model.md, Demand 5: fractional weights with a floor; bounds in closed form.
 *
 * @param snapshot of the city
 * @returns links by occupation code; occupations without a link are left out
 * @example effectiveLinks({ occupations: [{ code: '6-18-01-01' }], links: [{ major: 'm', occupation: '6-18-01' }] }).get('6-18-01-01').length // → 1
 */
export function effectiveLinks(snapshot: CitySnapshot): Map<string, CrosswalkLink[]> {
  const direct = Map.groupBy(snapshot.links, (link) => link.occupation);
  return new Map(
    snapshot.occupations.flatMap(({ code }) => {
      const own = direct.get(code) ?? [];
      const linked = new Set(own.map((link) => link.major));
      const inherited = code.length > groupLength ? (direct.get(code.slice(0, groupLength)) ?? []).filter((link) => !linked.has(link.major)) : [];
      const links = [...own, ...inherited].sort((a, b) => (a.major < b.major ? -1 : a.major > b.major ? 1 : 0));
      return links.length === 0 ? [] : [[code, links] as const];
    }),
  );
}

/**
 * Fractional weights: w(m|o) = (1 − outside) · s_m(g_m + φḡ) ÷ Σ_j s_j(g_j + φḡ), with s the link's strength, g graduates a year, ḡ their mean over the
 * linked majors and φ the floor; without any graduates w ∝ s. Nothing is counted twice: over an occupation the weights sum to 1 − outside.
 * Worst-case bounds are closed: each other weight moves within its own range (the link's, else its origin's) and the sum stays.
 * Source: docs/model.md, Demand 5: fractional weights with a floor; bounds in closed form.
 *
 * @param snapshot of the city
 * @returns one weight a link, shares in [0, 1]
 * @example crosswalkWeights({ asOfYear: 2025, parameters: { ...resolveParameters({}).parameters, outsideShare: 0.25 }, programmes: [], occupations: [{ code: 'o' }], links: [{ major: 'm', occupation: 'o', strength: 1, origin: 'official' }] })[0].weight // → 0.75
 */
export function crosswalkWeights(snapshot: CitySnapshot): Weight[] {
  const { floorShare, weightLowOfficial, weightHighOfficial, weightLowOther, weightHighOther } = snapshot.parameters;
  const graduates = meanGraduates(snapshot);
  return [...effectiveLinks(snapshot)].flatMap(([occupation, links]) => {
    const inside = 1 - ofOccupation(snapshot.parameters, 'outsideShare', occupation);
    const g = links.map((link) => graduates.get(link.major) ?? 0);
    const total = totalsOf(links, g);
    const shares = links.map((link, i) => shareOf(link.strength, g[i]!, total, links.length, floorShare));
    const weights = shares.map((share) => inside * share);
    const low = weights.map((w, i) => w * (links[i]!.low ?? (links[i]!.origin === 'official' ? weightLowOfficial : weightLowOther)));
    const high = weights.map((w, i) => w * (links[i]!.high ?? (links[i]!.origin === 'official' ? weightHighOfficial : weightHighOther)));
    const sumLow = low.reduce((sum, w) => sum + w, 0);
    const sumHigh = high.reduce((sum, w) => sum + w, 0);
    return links.map((link, i) => {
      // as if it had as many graduates as the mean of the others
      const mean = links.length === 1 ? 0 : (total.graduates - g[i]!) / (links.length - 1);
      const wanted = Math.max(g[i]!, mean);
      const more = wanted - g[i]!;
      const raised = { ...total, graduates: total.graduates + more, weighted: total.weighted + link.strength * more };
      return {
        ...{ major: link.major, occupation, origin: link.origin, weight: weights[i]! },
        shareMax: Math.max(weights[i]!, Math.min(high[i]!, inside - (sumLow - low[i]!))),
        shareMin: Math.min(weights[i]!, Math.max(low[i]!, inside - (sumHigh - high[i]!))),
        potential: inside * shareOf(link.strength, wanted, raised, links.length, floorShare),
      };
    });
  });
}

/** Sums over the links of an occupation: strengths s, graduates g, s·g. */
interface LinkTotals {
  readonly strengths: number;
  readonly graduates: number;
  readonly weighted: number;
}
function totalsOf(links: readonly CrosswalkLink[], graduates: readonly number[]): LinkTotals {
  const sum = (value: (link: CrosswalkLink, i: number) => number) => links.reduce((total, link, i) => total + value(link, i), 0);
  return { strengths: sum(({ strength }) => strength), graduates: sum((_, i) => graduates[i]!), weighted: sum(({ strength }, i) => strength * graduates[i]!) };
}

/** s·(g + φḡ) ÷ Σ s·(g + φḡ); without graduates s ÷ Σ s. */
function shareOf(strength: number, own: number, { strengths, graduates, weighted }: LinkTotals, links: number, floorShare: number): number {
  if (strengths <= 0) return 0;
  const floor = (floorShare * graduates) / links;
  const all = weighted + strengths * floor;
  return graduates > 0 && all > 0 ? (strength * (own + floor)) / all : strength / strengths;
}
