import type { Listing, Pair } from './listing.ts';
import { fits, parts, weights, type Part } from './parameters.ts';
import { meantBy, speaksOf, type LinkIndex } from './reach.ts';

/** One part of a score. */
export interface ScorePart {
  readonly part: Part;
  /** How well the two agree in it, 0–1; null: one of them leaves it open. */
  readonly fit: number | null;
  /** Share of the whole, 0–1; the shares of all parts add to 1. */
  readonly weight: number;
}
export interface Score {
  /** 0–1. */
  readonly score: number;
  readonly parts: readonly ScorePart[];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const classOf = (major: string) => major.slice(0, 4);

/** Share of the need's majors that the offer has, one of the same class counting in part. */
function majorsFit({ majors: wanted }: Listing, { majors: offered }: Listing): number | null {
  if (wanted.length === 0 || offered.length === 0) return null;
  const [codes, classes] = [new Set(offered), new Set(offered.map(classOf))];
  return mean([...new Set(wanted)].sort().map((code) => (codes.has(code) ? 1 : classes.has(classOf(code)) ? fits.sameClass : 0)));
}
/** What the offer has for the occupations the need means, of what the need says of them. */
function occupationsFit(need: Listing, offer: Listing, links: LinkIndex): number | null {
  const meant = meantBy(need, links);
  if (meant.length === 0 || (offer.occupations.length === 0 && meantBy(offer, links).length === 0)) return null;
  const said = meant.map((code) => speaksOf(need, code, links));
  const met = meant.map((code, i) => Math.min(said[i] ?? 0, speaksOf(offer, code, links)));
  return mean(met) / mean(said);
}
function regionFit({ region: a }: Listing, { region: b }: Listing): number | null {
  if (a === null || b === null) return null;
  if (a === b) return 1;
  // a code that ends in zeros is a whole city or province, and what lies in it agrees with it
  const within = (wide: string, narrow: string) => narrow.startsWith(wide.replace(/(00)+$/, ''));
  if (within(a, b) || within(b, a)) return 1;
  return a.slice(0, 4) === b.slice(0, 4) ? fits.sameCity : a.slice(0, 2) === b.slice(0, 2) ? fits.sameProvince : 0;
}
/** Share of the need's days that the offer covers. */
const timeFit = (need: Listing, offer: Listing): number =>
  Math.max(0, Math.min(need.to, offer.to) - Math.max(need.from, offer.from) + 1) / (need.to - need.from + 1);
/** Share of the need that the offer has room for. */
const capacityFit = ({ capacity: wanted }: Listing, { capacity: room }: Listing): number | null =>
  wanted === null || room === null ? null : Math.min(1, room / wanted);

/**
 * How well an offer answers a need: Σ weight × fit over chain, majors, occupations (by name, else through the links of majors), region, time and capacity. A part that
 * one side leaves open counts as {@link fits.open}, so that saying more may raise or lower a score, and saying nothing does neither.
 *
 * @param need with days from ≤ to and capacity > 0
 * @param offer likewise; capacity ≥ 0 is what is left of it
 * @param links majors of occupations, from `indexLinks`
 * @returns score and parts; the same for any order of codes and links
 */
export function scoreOf(pair: Pair, need: Listing, offer: Listing, links: LinkIndex): Score {
  const found: Readonly<Record<Part, number | null>> = {
    chain: need.chain === null || offer.chain === null ? null : need.chain === offer.chain ? 1 : 0,
    majors: majorsFit(need, offer),
    occupations: occupationsFit(need, offer, links),
    region: regionFit(need, offer),
    time: timeFit(need, offer),
    capacity: capacityFit(need, offer),
  };
  const total = parts.reduce((sum, part) => sum + weights[pair][part], 0);
  const said = parts.map((part): ScorePart => ({ part, fit: found[part], weight: weights[pair][part] / total }));
  const points = parts.reduce((sum, part) => sum + weights[pair][part] * (found[part] ?? fits.open), 0);
  return { score: Math.min(1, points / total), parts: said };
}

/** Nothing to talk about: no day in common, or none of chain, majors and occupations agrees. */
export function isPossible({ parts: said }: Score): boolean {
  const fitOf = (part: Part) => said.find((one) => one.part === part)?.fit ?? null;
  if (fitOf('time') === 0) return false;
  const subjects = [fitOf('chain'), fitOf('majors'), fitOf('occupations')];
  return subjects.every((fit) => fit === null) || subjects.some((fit) => fit !== null && fit > 0);
}

/** Best first; of equal scores the lower id. */
export const byScore = <T extends { readonly id: string; readonly score: number }>(a: T, b: T): number =>
  b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
