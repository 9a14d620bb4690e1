import type { Cell } from './cells.ts';
import type { OccupationDemand } from './demand.ts';
import type { CitySnapshot } from './snapshot.ts';

export type Grade = 'A' | 'B' | 'C' | 'D';
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** Weighted mean of the known skills; null when none is known. */
function weightedMean(items: readonly { readonly skill: number | null; readonly weight: number }[]): number | null {
  let sum = 0;
  let total = 0;
  for (const { skill, weight } of items) {
    if (skill === null || weight <= 0) continue;
    sum += skill * weight;
    total += weight;
  }
  return total > 0 ? sum / total : null;
}

/**
 * Skill (1 − error ÷ naive error at rolling origins, one to three years ahead) per major class, shrunk towards the city's: a class of few cells
 * borrows from the others. Each cell's skill is the mean of its demand side and its supply side.
 * Source: docs/model.md, Windows: evidence grade.
 *
 * @param cells of the city
 * @param demands by occupation code; openings of the first year, persons, are the weights of the demand side
 * @param skillOf skill of a base series by its code; null where it is not known
 * @param skillPooling cells that the city counts for beside a class, parameter of the run
 * @returns skill of a cell's class; null where nothing is known
 * @example classSkills([{ major: { code: 'm', level: 'associate', classCode: '4601' }, weights: [{ occupation: 'o', weight: 1 }], programmes: [] }], new Map([['o', { openings: [10] }]]), () => 0.5, 3)({ major: { level: 'associate', classCode: '4601' } }) // → 0.5
 */
export function classSkills(
  cells: readonly Cell[],
  demands: ReadonlyMap<string, OccupationDemand>,
  skillOf: (code: string) => number | null,
  skillPooling: number,
): (cell: Cell) => number | null {
  const own = new Map<string, number>();
  for (const cell of cells) {
    const demand = weightedMean(
      cell.weights.map((weight) => ({ skill: skillOf(weight.occupation), weight: weight.weight * (demands.get(weight.occupation)?.openings[0] ?? 0) })),
    );
    const supply = weightedMean(cell.programmes.map((programme) => ({ skill: skillOf(programme.id), weight: programme.years.at(-1)?.intake ?? 0 })));
    const sides = [demand, supply].filter((side) => side !== null);
    if (sides.length > 0) own.set(cell.major.code, sides.reduce((sum, side) => sum + side, 0) / sides.length);
  }
  if (own.size === 0) return () => null;
  const city = [...own.values()].reduce((sum, value) => sum + value, 0) / own.size;
  const classes = new Map<string, number>();
  for (const [key, members] of Map.groupBy(cells, (cell) => `${cell.major.level}|${cell.major.classCode}`)) {
    const known = members.map((cell) => own.get(cell.major.code)).filter((value) => value !== undefined);
    classes.set(key, (known.reduce((sum, value) => sum + value, 0) + skillPooling * city) / (known.length + skillPooling));
  }
  return (cell) => classes.get(`${cell.major.level}|${cell.major.classCode}`) ?? null;
}

/**
 * Share of the employment behind the cell's demand whose enterprises reported lately; employment without a chain has no register and counts as reported.
 * Source: docs/model.md, Windows: evidence grade.
 *
 * @param cell with its crosswalk weights
 * @param demands by occupation code; level in persons
 * @param shares by chain, as `reporterShares` gives them
 * @returns share in [0, 1]; 0 without employment
 * @example reporterShareOf({ weights: [{ occupation: 'o', weight: 1 }] }, new Map([['o', { level: 100, series: { chainShares: new Map([['c', 0.5], ['', 0.5]]) } }]]), new Map([['c', 0.5]])) // → 0.75
 */
export function reporterShareOf(cell: Cell, demands: ReadonlyMap<string, OccupationDemand>, shares: ReadonlyMap<string, number>): number {
  let reported = 0;
  let total = 0;
  for (const weight of cell.weights) {
    const demand = demands.get(weight.occupation);
    if (!demand) continue;
    for (const [chain, share] of demand.series.chainShares) {
      const size = weight.weight * demand.level * share;
      total += size;
      reported += size * (chain === '' ? 1 : (shares.get(chain) ?? 0));
    }
  }
  return total > 0 ? reported / total : 0;
}

export interface EvidenceInput {
  readonly observations: { readonly demand: number; readonly supply: number };
  readonly reporterShare: number;
  readonly skill: number | null;
  readonly robust: boolean;
  /** Share of the recent graduates whose destination was reported; null without programmes. */
  readonly destinations: number | null;
}

/**
 * A share as whole percent.
 * Source: definition.
 *
 * @param share 1 = 100 %
 * @returns a whole percentage with its sign
 * @example percent(0.256) // → '26 %'
 */
export const percent = (share: number) => `${Math.round(share * 100)} %`;

/**
 * A: nothing missing; B: one thing; C: two; D: more. What is missing is said.
 * Source: docs/model.md, Windows: evidence grade.
 *
 * @param input years, shares and skill of a cell
 * @param snapshot of the city; its parameters set the limits
 * @returns grade, and one sentence for each thing that is missing
 * @example gradeOf({ observations: { demand: 12, supply: 12 }, reporterShare: 0.9, skill: 0.2, robust: false, destinations: 1 }, { parameters: resolveParameters({}).parameters }).grade // → 'B'
 */
export function gradeOf(input: EvidenceInput, snapshot: CitySnapshot): { readonly grade: Grade; readonly missing: Sentence[] } {
  const { gradeYears, gradeReporters, gradeDestinations } = snapshot.parameters;
  const { observations, reporterShare, skill, robust, destinations } = input;
  const missing: Sentence[] = [];
  if (Math.min(observations.demand, observations.supply) < gradeYears) {
    missing.push({
      zh: `需求侧 ${observations.demand} 年、供给侧 ${observations.supply} 年数据，不足 ${gradeYears} 年`,
      en: `${observations.demand} years of demand and ${observations.supply} of supply, fewer than ${gradeYears}`,
    });
  }
  if (reporterShare < gradeReporters) {
    missing.push({
      zh: `填报企业覆盖就业的 ${percent(reporterShare)}，低于 ${percent(gradeReporters)}`,
      en: `reporting enterprises cover ${percent(reporterShare)} of employment, below ${percent(gradeReporters)}`,
    });
  }
  if (skill === null || skill <= 0) missing.push({ zh: '此专业类的预测未优于“不变”预测', en: 'forecasts of this class do not beat “no change”' });
  if (!robust) missing.push({ zh: '职业对应权重取极端值时缺口变号', en: 'the gap changes sign at the ends of the crosswalk weights' });
  if (destinations === 0) {
    missing.push({
      zh: '未填报毕业去向（按同类专业，同类也没有时按全部在本地计）',
      en: 'destinations are not reported (those of the class count, or all graduates stay)',
    });
  } else if (destinations !== null && destinations < gradeDestinations) {
    missing.push({
      zh: `毕业去向只填报了 ${percent(destinations)} 的毕业生，不足 ${percent(gradeDestinations)}`,
      en: `destinations are reported for ${percent(destinations)} of the graduates, fewer than ${percent(gradeDestinations)}`,
    });
  }
  return { grade: (['A', 'B', 'C', 'D'] as const)[Math.min(3, missing.length)]!, missing };
}
