import type { MajorRow } from '../../intake/catalogue/index.ts';
import type { Reference } from '../reference.ts';
import { lastReportedYear, span, sum } from './assumptions.ts';
import type { Link } from './crosswalk.ts';
import { supplied } from './destinations.ts';
import type { Destinations } from './destinations.ts';
import type { ProgrammeLife } from './supply.ts';

/** One major that the city offers (its level is part of the code), with the supply it truly brings. */
export interface Cell {
  readonly majorCode: string;
  readonly level: 'secondary' | 'associate' | 'bachelor';
  readonly lengthYears: number;
  readonly official: boolean;
  /** All its programmes have been running since before the reports begin and go on: nothing breaks its series. */
  readonly steady: boolean;
  /** Graduates by year who supply the city: (1−p−u)·q of all, as persons. */
  readonly supply: ReadonlyMap<number, number>;
  /** Mean graduates a year over the five newest reported years: what weights are made of. */
  readonly size: number;
}

export function describeCells(
  programmes: readonly ProgrammeLife[],
  destinations: ReadonlyMap<ProgrammeLife, ReadonlyMap<number, Destinations>>,
  links: readonly Link[],
): Cell[] {
  const official = new Set(links.filter((link) => link.origin === 'official').map((link) => link.majorCode));
  return [...Map.groupBy(programmes, (programme) => programme.majorCode)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([majorCode, lives]) => {
      const { level, lengthYears } = lives[0]!.school;
      const years = [...lives[0]!.graduates.keys()];
      const graduates = (year: number): number => sum(lives.map((life) => life.graduates.get(year)!));
      return {
        majorCode,
        level,
        lengthYears,
        official: official.has(majorCode),
        steady: lives.every(({ school }) => school.firstIntake === null && school.lastIntake === null),
        supply: new Map(years.map((year) => [year, sum(lives.map((life) => supplied(destinations.get(life)!.get(year)!)))])),
        size: sum(span(lastReportedYear - 4, lastReportedYear).map(graduates)) / 5,
      };
    });
}

export function supplyIn(cell: Cell, [first, last]: readonly [number, number]): number {
  return sum(span(first, last).map((year) => cell.supply.get(year)!));
}

/** Majors that no school offers; the reference keeps them because enterprises need them. */
export function unofferedMajors(reference: Reference, cells: readonly Cell[]): MajorRow[] {
  const offered = new Set(cells.map((cell) => cell.majorCode));
  return reference.majors.filter((major) => !offered.has(major.code));
}
