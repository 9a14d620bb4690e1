import { createChance } from '../random.ts';
import type { Chance } from '../random.ts';
import { firstYear, lastReportedYear, sizeFloors, span, sum } from './assumptions.ts';
import type { SizeClass } from './assumptions.ts';
import { countedIn } from './occupations.ts';
import type { OccupationLife } from './occupations.ts';

export interface Enterprise {
  readonly serial: number;
  readonly name: string;
  /** 0: no chain. */
  readonly chainNumber: number;
  readonly sizeClass: SizeClass;
  /** Employees of its chain and size class in the city ÷ those of the enterprises that report at all. */
  readonly coverage: number;
  /** Its share of the city's employees (or hires) by occupation, before coverage. */
  readonly shares: ReadonlyMap<string, number>;
  readonly missingYears: ReadonlySet<number>;
}

const enterprisesAtScale1 = 95;
const outsideChains = 2;
const slotsEach = 6;
const fewestHeads = 2.2;
const fewestEmployers = 4;
const largeEmployers = 3;
const largeWeight = 0.3;
const districts = ['东胜', '康巴什', '伊金霍洛', '准格尔', '达拉特', '鄂托克', '鄂前旗', '乌审', '杭锦'];
const businesses = [
  '综合服务',
  '重卡装备',
  '绿氢科技',
  '风光电力',
  '储能材料',
  '精细化工',
  '氯碱化工',
  '煤焦化工',
  '环保新材料',
  '羊绒纺织',
  '农牧食品',
  '通航服务',
  '数字科技',
  '医药健康',
  '文化旅游',
  '财务服务',
  '商贸物流',
];

/** Typical weight of an enterprise by size, and how many are of that size. */
const sizes = [
  { upTo: 0.6, weight: 1, spread: 0.25 },
  { upTo: 0.82, weight: 0.08, spread: 0.2 },
  { upTo: 0.95, weight: 0.015, spread: 0.3 },
  { upTo: 1, weight: 0.0012, spread: 0.15 },
] as const;

interface Draft {
  readonly chainNumber: number;
  readonly weight: number;
  readonly holds: Map<string, number>;
}

/** Enterprises of each chain, by how many occupations the chain has to staff; some stay outside all chains. */
function draftEnterprises(chance: Chance, hosts: ReadonlyMap<string, readonly number[]>, scale: number): Draft[] {
  const load = new Map<number, number>();
  for (const chains of hosts.values()) for (const chain of chains) load.set(chain, (load.get(chain) ?? 0) + 1 / chains.length);
  const whole = sum(load.values());
  const counts = [...load]
    .sort(([a], [b]) => a - b)
    .map(([chain, part]): [number, number] => [chain, Math.max(3, Math.round((enterprisesAtScale1 * scale * part) / whole))]);
  return [...counts, [0, Math.max(outsideChains, Math.round(outsideChains * scale))] as const].flatMap(([chainNumber, count]) =>
    span(1, count).map((_, i): Draft => {
      // Sizes are laid out evenly along a chain, so that every chain has large enterprises and the mix does not hang on luck.
      const size = sizes.find(({ upTo }) => ((i + chance.next()) / count) * 0.999 < upTo)!;
      return { chainNumber, weight: size.weight * chance.noise(size.spread), holds: new Map() };
    }),
  );
}

/** Gives each occupation its employers: a few large ones, so that no single one decides its figures, then others; those first that hold the fewest occupations. */
function assign(chance: Chance, drafts: readonly Draft[], lives: readonly OccupationLife[], hosts: ReadonlyMap<string, readonly number[]>): void {
  const roots = new Map(lives.map((life) => [life.code, Math.sqrt(life.values.get(lastReportedYear)!)]));
  const spare = Math.max(0, slotsEach * drafts.length - fewestEmployers * lives.length) / sum(roots.values());
  for (const life of chance.shuffled(lives)) {
    const wanted = Math.round((life.measure === 'flow' ? 3 : fewestEmployers) + spare * roots.get(life.code)!);
    const open = drafts.filter(({ chainNumber }) => chainNumber === 0 || hosts.get(life.code)!.includes(chainNumber));
    const order = new Map(open.map((draft) => [draft, draft.holds.size + 2 * chance.next() + (draft.chainNumber === 0 ? 3 : 0)]));
    const ready = open.sort((a, b) => order.get(a)! - order.get(b)!);
    const leading = ready.filter((draft) => draft.weight > largeWeight).slice(0, largeEmployers);
    for (const draft of [...new Set([...leading, ...ready])].slice(0, wanted)) draft.holds.set(life.code, draft.weight * chance.noise(0.2));
  }
}

/** Years an enterprise leaves out: the first of a chain never, other large ones seldom, small ones often; three in a row nobody. */
function missing(chance: Chance, sizeClass: SizeClass, leading: boolean): Set<number> {
  const years = new Set<number>();
  for (const year of span(firstYear, lastReportedYear)) {
    const due = chance.next() < (leading ? 0 : sizeClass === '1000+' ? 0.08 : 0.48);
    if (due && !(years.has(year - 1) && years.has(year - 2))) years.add(year);
  }
  return years;
}

/** The enterprises that report: who employs which occupation, how large each is, which years it leaves out. */
export function foundEnterprises(seed: number, scale: number, lives: readonly OccupationLife[], hosts: ReadonlyMap<string, readonly number[]>): Enterprise[] {
  const chance = createChance(seed, 'enterprises');
  const drafts = draftEnterprises(chance, hosts, scale);
  assign(chance, drafts, lives, hosts);
  const busy = drafts.filter((draft) => draft.holds.size > 0);
  const wholeOf = (code: string): number => sum(busy.map((draft) => draft.holds.get(code) ?? 0));
  for (const { code, values } of lives) {
    // Nobody declares an occupation in which it employs nobody.
    const least = (fewestHeads / values.get(firstYear)!) * wholeOf(code);
    for (const { holds } of busy) if (holds.has(code)) holds.set(code, Math.max(least, holds.get(code)!));
  }
  const wholes = new Map(lives.map(({ code }) => [code, wholeOf(code)]));
  const staff = (draft: Draft): number =>
    sum(lives.map((life) => (life.measure === 'stock' ? ((draft.holds.get(life.code) ?? 0) / wholes.get(life.code)!) * countedIn(life, lastReportedYear) : 0)));

  // Most chains are nearly fully surveyed; in a few the enterprises that never report are many.
  const thin = new Set(chance.shuffled([...new Set(drafts.map((draft) => draft.chainNumber))].filter((chain) => chain > 0)).slice(0, 3));
  const chainCoverage = new Map(
    drafts.map(({ chainNumber }) => [chainNumber, chainNumber === 0 ? 1 : thin.has(chainNumber) ? chance.between(1.35, 1.7) : chance.between(1.02, 1.1)]),
  );
  const classed = busy.map((draft) => {
    const size = staff(draft) / chainCoverage.get(draft.chainNumber)!;
    return { draft, size, sizeClass: (Object.keys(sizeFloors) as SizeClass[]).find((name) => size >= sizeFloors[name]) ?? '1-19' };
  });
  const extra = new Map<string, number>();
  for (const [key, members] of Map.groupBy(classed, ({ draft, sizeClass }) => `${draft.chainNumber} ${sizeClass}`)) {
    // Dividing by a larger coverage must not push an enterprise out of its class.
    const room = Math.min(...members.map(({ size, sizeClass }) => size / sizeFloors[sizeClass]));
    extra.set(key, key.startsWith('0 ') ? 1 : Math.max(1, Math.min(chance.between(1, 1.08), room)));
  }
  return classed.map(({ draft, sizeClass }, i): Enterprise => {
    const { chainNumber } = draft;
    return {
      serial: i + 1,
      name: `模拟·${chance.pick(districts)}${businesses[chainNumber]!}有限公司${String(i + 1).padStart(2, '0')}`,
      chainNumber,
      sizeClass,
      coverage: chainCoverage.get(chainNumber)! * extra.get(`${chainNumber} ${sizeClass}`)!,
      shares: new Map([...draft.holds].map(([code, part]) => [code, part / wholes.get(code)!])),
      missingYears: missing(chance, sizeClass, classed.findIndex((other) => other.draft.chainNumber === chainNumber) === i),
    };
  });
}

/** Employees (or hires) of one occupation that an enterprise truly has in a year, as counted then. */
export function headsOf(enterprise: Enterprise, life: OccupationLife, year: number): number {
  return ((enterprise.shares.get(life.code) ?? 0) * countedIn(life, year)) / enterprise.coverage;
}
