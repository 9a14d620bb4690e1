import { occupationGroupOf } from './group-parameters.ts';
import type { CitySnapshot, SnapshotEntry } from './snapshot.ts';

/** What a share multiplies: openings from stocks (λ_net), or hires wanted (λ_gross). */
export type EntryMeasure = SnapshotEntry['measure'];
export interface EntryShare {
  /** λ as the run uses it. */
  readonly value: number;
  /** The parameter it is pooled towards. */
  readonly assumed: number;
  /** Part of `value` that moves with the parameter: k·λ0 ÷ (k·λ0 + x), 1 where nothing was observed. */
  readonly prior: number;
  readonly observed: SnapshotEntry | null;
}

/**
 * The group of occupations that entry shares are observed in.
 * Source: docs/model.md, Demand 4; effective number of answers (Kish 1965).
 *
 * @param occupation code of three parts (小类) or four (职业)
 * @returns its first two parts (中类)
 * @example entryGroupOf('6-22-02-01') // → '6-22'
 */
export const entryGroupOf = (occupation: string): string => occupationGroupOf(occupation);

/**
 * Independent answers among persons who were hired through the same postings: (Σw)² ÷ Σw² (Kish 1965), the number of postings where all are alike.
 *
 * @param entry sums over postings, persons
 * @returns at least 0, at most the number of postings
 * @example answersIn({ persons: 12, squares: 72 }) // → 2
 */
export const answersIn = ({ persons, squares }: Pick<SnapshotEntry, 'persons' | 'squares'>): number => (squares > 0 ? persons ** 2 / squares : 0);

/**
 * Shares of entrants who come from education, by occupation: λ = (k·λ0 + x) ÷ (k + n), with λ0 the parameter, k = `poolingStrength`, n the independent answers of the
 * occupation's group and x = n × entrants ÷ persons. Where nothing was observed λ is the parameter itself, to the bit.
 * Source: docs/model.md, Demand 4; effective number of answers (Kish 1965).
 *
 * @param snapshot parameters and what outcomes of postings told
 * @returns the share of an occupation, by its code
 * @example entryShares({ parameters: { lambdaNet: 0.5, lambdaGross: 0.3, poolingStrength: 30 }, entries: [{ group: '6-22', measure: 'net', persons: 20, entrants: 16, squares: 20, postings: 20, enterprises: 5 }] })('net', '6-22-02').value // → 0.62
 */
export function entryShares({ parameters, entries }: Pick<CitySnapshot, 'parameters' | 'entries'>): (measure: EntryMeasure, occupation: string) => EntryShare {
  const { poolingStrength: k } = parameters;
  const assumedOf = { net: parameters.lambdaNet, gross: parameters.lambdaGross };
  const shares = new Map<string, EntryShare>();
  for (const observed of entries ?? []) {
    const assumed = assumedOf[observed.measure];
    const n = answersIn(observed);
    const x = observed.persons > 0 ? (n * observed.entrants) / observed.persons : 0;
    if (n <= 0) continue;
    const moving = k * assumed;
    const share = { value: (moving + x) / (k + n), assumed, prior: moving + x > 0 ? moving / (moving + x) : 1, observed };
    shares.set(`${observed.measure}|${observed.group}`, share);
  }
  const unobserved = (measure: EntryMeasure): EntryShare => ({ value: assumedOf[measure], assumed: assumedOf[measure], prior: 1, observed: null });
  return (measure, occupation) => shares.get(`${measure}|${entryGroupOf(occupation)}`) ?? unobserved(measure);
}

/** What was observed behind the demand of a major, as its evidence tells it. */
export interface EntryRow {
  readonly measure: EntryMeasure;
  readonly group: string;
  readonly assumed: number;
  readonly used: number;
  /** Entrants ÷ persons, as observed. */
  readonly share: number;
  readonly persons: number;
  readonly postings: number;
  readonly enterprises: number;
}

/**
 * The observed shares among those of some occupations, each group once, in the order of measures and groups.
 * Source: docs/model.md, Demand 4; effective number of answers (Kish 1965).
 *
 * @param shares of the occupations
 * @returns rows of groups that were observed
 * @example entryRows([{ value: 0.62, assumed: 0.5, prior: 0.5, observed: { group: '6-22', measure: 'net', persons: 20, entrants: 16, squares: 20, postings: 20, enterprises: 5 } }])[0].share // → 0.8
 */
export function entryRows(shares: readonly EntryShare[]): EntryRow[] {
  const rows = new Map<string, EntryRow>();
  for (const { value, assumed, observed } of shares) {
    if (!observed) continue;
    const { measure, group, persons, entrants, postings, enterprises } = observed;
    rows.set(`${measure} ${group}`, { measure, group, assumed, used: value, share: entrants / persons, persons, postings, enterprises });
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
