import { answersIn } from './entry-shares.ts';
import type { CitySnapshot, EnterpriseHires, HireYear, SnapshotProject, SnapshotReliability } from './snapshot.ts';

/** How far what an enterprise announces through postings has been accounted for, and what its announcements count by. */
export interface Reliability {
  readonly record: SnapshotReliability;
  /** Independent answers behind it. */
  readonly answers: number;
  /** Share of persons looked for whose posting was filled or closed with a word, pooled towards the city's. */
  readonly share: number;
  readonly lo80: number;
  readonly hi80: number;
  /** share ÷ the city's: 1 where nothing is known. */
  readonly weight: number;
}
export interface CityReliability {
  /** Persons accounted for ÷ persons looked for, of all enterprises. */
  readonly share: number;
  readonly postings: number;
  readonly persons: number;
  readonly told: number;
  readonly enterprises: number;
}
const z80 = 1.2815515655446004;
type Read = Pick<CitySnapshot, 'reliability'> & { readonly parameters: Pick<CitySnapshot['parameters'], 'poolingStrength'> };

/**
 * What became of what enterprises announced: of each the share of persons looked for whose posting was filled or closed with a word. The posterior mean of a beta-binomial with the
 * city's share as its prior, (k·μ + x) ÷ (k + n), k = `poolingStrength`, n independent answers (persons of one posting are alike), x = n × told ÷ persons; 80 % interval by the spread of
 * that beta distribution. An enterprise that posted nothing has weight 1.
 * Source: beta-binomial (Skellam 1948), effective number of answers (Kish 1965).
 *
 * @param snapshot records of enterprises and k
 * @returns the city, null where nobody told anything, and each enterprise in the order of the snapshot
 * @example reliabilities({ parameters: { poolingStrength: 2 }, reliability: [{ enterpriseId: 'a', postings: 2, persons: 2, told: 2, squares: 2 }, { enterpriseId: 'b', postings: 2, persons: 2, told: 0, squares: 2 }] }).enterprises.map(({ weight }) => weight) // → [1.5, 0.5]
 */
export function reliabilities({ parameters: { poolingStrength: k }, reliability }: Read): {
  readonly city: CityReliability | null;
  readonly enterprises: Reliability[];
} {
  const records = reliability ?? [];
  const sum = (of: (record: SnapshotReliability) => number) => records.reduce((total, record) => total + of(record), 0);
  const [persons, told] = [sum((record) => record.persons), sum((record) => record.told)];
  if (told <= 0) return { city: null, enterprises: [] };
  const city = { share: told / persons, postings: sum((record) => record.postings), persons, told, enterprises: records.length };
  const enterprises = records.map((record) => {
    const answers = answersIn(record);
    const share = (k * city.share + (answers * record.told) / record.persons) / (k + answers);
    const half = z80 * Math.sqrt((share * (1 - share)) / (k + answers + 1));
    return { record, answers, share, lo80: Math.max(0, share - half), hi80: Math.min(1, share + half), weight: share / city.share };
  });
  return { city, enterprises };
}

/** Weight of each enterprise's announcements; undefined where the run does not weigh by it. */
function weightsOf(snapshot: CitySnapshot): ((enterpriseId: string) => number) | undefined {
  if (snapshot.parameters.reliabilityUsed !== 1 || !snapshot.reliability) return undefined;
  const weights = new Map(reliabilities(snapshot).enterprises.map(({ record, weight }) => [record.enterpriseId, weight]));
  return (enterpriseId) => weights.get(enterpriseId) ?? 1;
}

/**
 * Hires of enterprises added up, as a run takes them in: each enterprise's by its weight.
 * Source: beta-binomial (Skellam 1948), effective number of answers (Kish 1965).
 *
 * @param rows in the order of occupations, chains, size classes and years
 * @param weightOf an enterprise; everybody counts alike where it is left out
 * @returns rows in the same order
 * @example hireYears([{ enterpriseId: 'a', occupation: 'o', chain: '', sizeClass: '', year: 2025, headcount: 4 }, { enterpriseId: 'b', occupation: 'o', chain: '', sizeClass: '', year: 2025, headcount: 2 }], (id) => (id === 'a' ? 0.5 : 1))[0].headcount // → 4
 */
export function hireYears(rows: readonly EnterpriseHires[], weightOf: (enterpriseId: string) => number = () => 1): HireYear[] {
  const found = new Map<string, HireYear>();
  for (const { enterpriseId, headcount, ...cell } of rows) {
    const key = `${cell.occupation}|${cell.chain}|${cell.sizeClass}|${cell.year}`;
    found.set(key, { ...cell, headcount: (found.get(key)?.headcount ?? 0) + headcount * weightOf(enterpriseId) });
  }
  return [...found.values()];
}

/**
 * Hires wanted, as the run counts them: as posted, or where `reliabilityUsed` is 1 each enterprise's by its weight.
 * Source: beta-binomial (Skellam 1948), effective number of answers (Kish 1965).
 *
 * @param snapshot of the city
 * @returns the snapshot's own rows, to the bit, where nothing is weighed
 * @example countedHires({ parameters: { reliabilityUsed: 0 }, hires: [] }) // → []
 */
export function countedHires(snapshot: CitySnapshot): readonly HireYear[] {
  const weightOf = weightsOf(snapshot);
  return weightOf && snapshot.enterpriseHires ? hireYears(snapshot.enterpriseHires, weightOf) : snapshot.hires;
}

/**
 * Projects as the run counts them: headcount as announced, or by the weight of its enterprise.
 * Source: beta-binomial (Skellam 1948), effective number of answers (Kish 1965).
 *
 * @param snapshot of the city
 * @returns the snapshot's own rows where nothing is weighed; none where none are planned
 * @example countedProjects({ parameters: { reliabilityUsed: 0 } }) // → []
 */
export function countedProjects(snapshot: CitySnapshot): readonly SnapshotProject[] {
  const weightOf = weightsOf(snapshot);
  const projects = snapshot.projects ?? [];
  return weightOf ? projects.map((project) => ({ ...project, plannedHeadcount: project.plannedHeadcount * weightOf(project.enterpriseId) })) : projects;
}
