import { createIds } from '../identifiers.ts';
import { createChance } from '../random.ts';
import type { Chance } from '../random.ts';
import { clamp, lastReportedYear, span } from './assumptions.ts';
import { dayOf } from './rows.ts';
import type { BatchRef, Row } from './rows.ts';
import type { Pathway } from './pathways.ts';
import { sentAlong } from './pathways.ts';
import type { ProgrammeLife } from './supply.ts';

/** What became of the graduates of one programme and year, in persons; every graduate is in one of the first five. */
export interface Destinations {
  readonly localJob: number;
  readonly otherRegion: number;
  readonly furtherStudy: number;
  readonly military: number;
  readonly unemployed: number;
  readonly inField: number;
}

/** Share that studies on, and, of those who neither do nor join the army, share that leaves the city: means of the level. */
const habits = {
  secondary: { furtherStudy: 0.28, leave: 0.16 },
  associate: { furtherStudy: 0.1, leave: 0.22 },
  bachelor: { furtherStudy: 0.12, leave: 0.26 },
} as const;
const military = 0.02;
const unemployed = 0.06;
const inField = 0.72;

export const firstDestinationYear = lastReportedYear - 7;

/** Heads of n that a share takes: binomial in mean and spread. */
const heads = (chance: Chance, n: number, share: number): number => clamp(Math.round(n * share + Math.sqrt(n * share * (1 - share)) * chance.normal()), 0, n);

/** How the year turns out for everybody of a level. */
function yearEffects(seed: number, level: string, years: readonly number[]): Map<number, { readonly study: number; readonly leave: number }> {
  const chance = createChance(seed, `leaving/${level}`);
  return new Map(years.map((year) => [year, { study: 0.01 * chance.normal(), leave: 0.015 * chance.normal() }]));
}

/** Destinations of all graduates, reported years and hidden ones alike. Those whom a pathway takes are among those who study on. */
export function disperse(
  seed: number,
  programmes: readonly ProgrammeLife[],
  pathways: readonly Pathway[],
): ReadonlyMap<ProgrammeLife, ReadonlyMap<number, Destinations>> {
  const years = [...new Set(programmes.flatMap((life) => [...life.graduates.keys()]))].sort((a, b) => a - b);
  const effects = new Map(['secondary', 'associate', 'bachelor'].map((level) => [level, yearEffects(seed, level, years)]));
  return new Map(
    programmes.map((life) => {
      const { level, name } = life.school;
      const chance = createChance(seed, `leaving/${name}/${life.majorCode}`);
      const study = clamp(habits[level].furtherStudy + 0.05 * chance.normal(), 0.02, 0.6);
      const leave = clamp(habits[level].leave + 0.05 * chance.normal(), 0.03, 0.5);
      return [
        life,
        new Map(
          [...life.graduates].map(([year, graduates]) => {
            const effect = effects.get(level)!.get(year)!;
            const soldiers = heads(chance, graduates, military);
            const drawn = heads(chance, graduates, clamp(study + effect.study, 0, 1));
            const students = Math.min(graduates - soldiers, Math.max(drawn, sentAlong(pathways, life, year)));
            const others = graduates - soldiers - students;
            const otherRegion = heads(chance, others, clamp(leave + effect.leave, 0, 1));
            const searching = heads(chance, others - otherRegion, unemployed);
            const localJob = others - otherRegion - searching;
            const row = { localJob, otherRegion, furtherStudy: students, military: soldiers, unemployed: searching, inField: heads(chance, localJob, inField) };
            return [year, row];
          }),
        ),
      ];
    }),
  );
}

/** Who supplies the city's labour market: at work here, or looking for work. */
export const supplied = ({ localJob, unemployed: searching }: Destinations): number => localJob + searching;

/** What schools report of the last eight years, every December for the June before. */
export function reportDestinations(
  seed: number,
  lives: readonly ProgrammeLife[],
  programmes: readonly Row<'programmes'>[],
  destinations: ReadonlyMap<ProgrammeLife, ReadonlyMap<number, Destinations>>,
  batch: BatchRef,
): Row<'destinationReports'>[] {
  const newId = createIds(createChance(seed, 'destination ids'));
  return span(firstDestinationYear, lastReportedYear).flatMap((year) => {
    const at = dayOf(year, 12, 20);
    return lives.flatMap((life, i): Row<'destinationReports'>[] => {
      const { id: programmeId, schoolId } = programmes[i]!;
      const row = destinations.get(life)!.get(year);
      if (row === undefined || life.graduates.get(year) === 0) return [];
      return [{ id: newId(at), programmeId, schoolId, year, unit: 'persons', ...row, ...batch, reportedBy: schoolId, validFrom: at }];
    });
  });
}
