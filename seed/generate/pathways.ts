import { createIds } from '../identifiers.ts';
import { createChance } from '../random.ts';
import { lastReportedYear, simulatedSource, sum } from './assumptions.ts';
import { dayOf } from './rows.ts';
import type { Row } from './rows.ts';
import type { ProgrammeLife } from './supply.ts';

/** 3+2: part of a college programme's intake comes from a secondary programme of the same class. */
export interface Pathway {
  readonly from: ProgrammeLife;
  readonly to: ProgrammeLife;
  /** Of the intake of `to`. */
  readonly share: number;
  readonly firstYear: number;
}

const count = 3;
const firstYear = 2021;
/** Largest part of the graduates of `from` that goes on along the pathway. */
const largestPart = 0.5;

/** The codes of secondary and college majors differ in their first digit: 6101.. and 4101.. are one class. */
const classOf = (life: ProgrammeLife): string => life.majorCode.slice(1, 4);
const steady = ({ school }: ProgrammeLife): boolean => school.firstIntake === null && school.lastIntake === null;

/** Three pairs of steady programmes of one class, each programme in one pathway only. */
export function agreePathways(seed: number, programmes: readonly ProgrammeLife[]): Pathway[] {
  const chance = createChance(seed, 'pathways');
  const lower = programmes.filter((life) => life.school.level === 'secondary' && steady(life));
  const higher = programmes.filter((life) => life.school.level === 'associate' && steady(life));
  const pairs = chance.shuffled(lower.flatMap((from) => higher.filter((to) => classOf(to) === classOf(from)).map((to) => ({ from, to }))));
  const chosen: Pathway[] = [];
  for (const { from, to } of pairs) {
    if (chosen.length === count) break;
    if (chosen.some((pathway) => pathway.from === from || pathway.to === to)) continue;
    const room = (largestPart * from.graduates.get(lastReportedYear)!) / Math.max(1, to.intake.get(lastReportedYear)!);
    const share = Math.floor(20 * Math.min(room, chance.between(0.15, 0.35))) / 20;
    if (share > 0) chosen.push({ from, to, share, firstYear });
  }
  return chosen;
}

/** Graduates of June whom pathways take in September of the year. */
export function sentAlong(pathways: readonly Pathway[], life: ProgrammeLife, year: number): number {
  return sum(pathways.filter((pathway) => pathway.from === life && year >= pathway.firstYear).map(({ share, to }) => Math.round(share * to.intake.get(year)!)));
}

export function pathwayRows(
  seed: number,
  pathways: readonly Pathway[],
  lives: readonly ProgrammeLife[],
  programmes: readonly Row<'programmes'>[],
): Row<'pathways'>[] {
  const newId = createIds(createChance(seed, 'pathway ids'));
  const idOf = (life: ProgrammeLife): string => programmes[lives.indexOf(life)]!.id;
  const at = dayOf(firstYear, 1, 5);
  return pathways.map(({ from, to, share, firstYear: first }) => ({
    id: newId(at),
    fromProgrammeId: idOf(from),
    toProgrammeId: idOf(to),
    share,
    firstYear: first,
    simulated: true,
    source: simulatedSource,
    createdAt: at,
  }));
}
