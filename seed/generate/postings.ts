import { createIds } from '../identifiers.ts';
import { createChance } from '../random.ts';
import type { Chance } from '../random.ts';
import { clamp, firstYear, grossEntryShare, lastReportedYear, span, sum } from './assumptions.ts';
import { headsOf } from './enterprises.ts';
import type { Enterprise } from './enterprises.ts';
import type { OccupationLife } from './occupations.ts';
import { dayOf } from './rows.ts';
import type { BatchRef, Row } from './rows.ts';

const postingsAtScale1 = 3000;
const firstPostingYear = 2019;
const hiringNoise = 0.08;
const mostPerPosting = 12;

export type Levels = ReadonlyMap<string, readonly ('secondary' | 'associate' | 'bachelor' | 'vocational_bachelor')[]>;
interface Vacancy {
  readonly enterprise: Enterprise;
  readonly code: string;
  readonly openedOn: string;
  readonly headcount: number;
}

function someDay(chance: Chance, year: number): string {
  return `${year}-${String(chance.integer(1, 12)).padStart(2, '0')}-${String(chance.integer(1, 28)).padStart(2, '0')}`;
}

/** Occupations known by hires only: all hires of a reporting enterprise and year appear as postings of up to twelve persons. */
function allHires(chance: Chance, enterprises: readonly Enterprise[], lives: readonly OccupationLife[], year: number): Vacancy[] {
  return lives.flatMap((life) =>
    enterprises.flatMap((enterprise) => {
      if (!enterprise.shares.has(life.code) || enterprise.missingYears.has(year)) return [];
      const hires = headsOf(enterprise, life, year) * chance.noise(hiringNoise);
      let rest = Math.floor(hires + chance.next());
      const vacancies: Vacancy[] = [];
      while (rest > 0) {
        const headcount = Math.min(rest, chance.integer(4, mostPerPosting));
        vacancies.push({ enterprise, code: life.code, openedOn: someDay(chance, year), headcount });
        rest -= headcount;
      }
      return vacancies;
    }),
  );
}

/** Some vacancies of what enterprises declare as stocks as well: shown, not added to demand. */
function someVacancies(chance: Chance, enterprises: readonly Enterprise[], lives: readonly OccupationLife[], count: number): Vacancy[] {
  const pairs = enterprises.flatMap((enterprise) =>
    lives.flatMap((life) => {
      const heads = headsOf(enterprise, life, lastReportedYear);
      return heads >= 1 ? [{ enterprise, code: life.code, typical: Math.sqrt(heads) }] : [];
    }),
  );
  const whole = sum(pairs.map((pair) => pair.typical));
  const bounds: number[] = [];
  for (const pair of pairs) bounds.push((bounds.at(-1) ?? 0) + pair.typical / whole);
  return span(1, count).map(() => {
    const draw = chance.next();
    let [low, high] = [0, bounds.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (bounds[middle]! < draw) low = middle + 1;
      else high = middle;
    }
    const { enterprise, code, typical } = pairs[low]!;
    const years = span(firstPostingYear, lastReportedYear).filter((year) => !enterprise.missingYears.has(year));
    const headcount = clamp(Math.round(1 + (typical / 6) * chance.noise(0.6)), 1, mostPerPosting);
    return { enterprise, code, openedOn: someDay(chance, chance.pick(years)), headcount };
  });
}

export function post(
  seed: number,
  scale: number,
  enterprises: readonly Enterprise[],
  lives: readonly OccupationLife[],
  levels: Levels,
  organisationIds: ReadonlyMap<Enterprise, string>,
  batch: BatchRef,
): Row<'postings'>[] {
  const chance = createChance(seed, 'postings');
  const newId = createIds(createChance(seed, 'posting ids'));
  const flows = lives.filter((life) => life.measure === 'flow');
  const hires = span(firstYear, lastReportedYear).flatMap((year) => allHires(chance, enterprises, flows, year));
  const recent = hires.filter((vacancy) => vacancy.openedOn >= String(firstPostingYear)).length;
  const others = someVacancies(
    chance,
    enterprises,
    lives.filter((life) => life.measure === 'stock'),
    Math.max(0, Math.round(postingsAtScale1 * scale) - recent),
  );
  return [...hires, ...others]
    .sort((a, b) => (a.openedOn < b.openedOn ? -1 : a.openedOn > b.openedOn ? 1 : 0))
    .map(({ enterprise, code, openedOn, headcount }) => {
      const year = Number(openedOn.slice(0, 4));
      const at = dayOf(year, Number(openedOn.slice(5, 7)), Number(openedOn.slice(8)));
      const organisationId = organisationIds.get(enterprise)!;
      const entry = chance.next() < grossEntryShare;
      return {
        id: newId(at),
        organisationId,
        occupationCode: code,
        openedOn,
        year,
        nature: 'flow',
        unit: 'persons',
        headcount,
        experienceYears: chance.next() < 0.05 ? null : entry ? chance.integer(0, 1) : chance.integer(2, 8),
        level: chance.next() < 0.35 ? null : chance.pick(levels.get(code)!),
        ...batch,
        reportedBy: organisationId,
        validFrom: at,
      };
    });
}
