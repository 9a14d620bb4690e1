import { createChance } from '../random.ts';
import type { CompetenceFact } from '../reference.ts';
import { clamp, lastReportedYear } from './assumptions.ts';
import type { Link } from './crosswalk.ts';
import { dayOf } from './rows.ts';
import type { BatchRef, Row } from './rows.ts';

const firstEducationYear = 2023;
const firstCompetenceYear = 2024;
const editorialSource = '编辑补充 (editorial)';
/** Shares of enterprises that answer each question, of declarations; competences that one which answers asks for, and that a posting names. */
const answering = { education: 0.8, grade: 0.7, competence: 0.75 } as const;
const asksFor = 0.75;
const names = 0.45;

type Shares = Readonly<Record<string, number>>;
/** Typical education by the first part of the occupation code, before noise; a year moves two in a hundred up a level. */
const education: Readonly<Record<string, Shares>> = {
  '2': { senior_secondary: 0.02, secondary: 0.05, associate: 0.29, bachelor: 0.55, postgraduate: 0.09 },
  '4': { junior_or_below: 0.12, senior_secondary: 0.16, secondary: 0.26, associate: 0.33, bachelor: 0.13 },
  '5': { junior_or_below: 0.42, senior_secondary: 0.2, secondary: 0.22, associate: 0.13, bachelor: 0.03 },
  '6': { junior_or_below: 0.17, senior_secondary: 0.2, secondary: 0.33, associate: 0.25, bachelor: 0.05 },
};
/** Typical grades; the rest has none. */
const grades: Readonly<Record<string, Shares>> = {
  '2': {
    ...{ title_entry: 0.12, title_assistant: 0.33, title_intermediate: 0.27, title_associate_senior: 0.09, title_senior: 0.02 },
    ...{ manager_first_line: 0.06, manager_middle: 0.025, manager_senior: 0.005 },
  },
  '4': { apprentice: 0.08, elementary: 0.2, intermediate: 0.2, advanced: 0.1, technician: 0.02, manager_first_line: 0.07, manager_middle: 0.02 },
  '5': { apprentice: 0.1, elementary: 0.22, intermediate: 0.17, advanced: 0.06, technician: 0.01, manager_first_line: 0.04 },
  '6': {
    ...{ apprentice: 0.07, elementary: 0.17, intermediate: 0.29, advanced: 0.21, technician: 0.07, senior_technician: 0.02 },
    ...{ special_technician: 0.004, chief_technician: 0.001, manager_first_line: 0.05, manager_middle: 0.01 },
  },
};

/** Whole persons by share; what is rounded off one part goes to the next, so that parts add up to at most the total. */
function apportion(total: number, shares: readonly (readonly [string, number])[]): { part: string; persons: number }[] {
  let [before, share] = [0, 0];
  return shares.flatMap(([part, own]) => {
    share += own;
    const upTo = Math.round(total * Math.min(1, share));
    const persons = upTo - before;
    before = upTo;
    return persons > 0 ? [{ part, persons }] : [];
  });
}

/** Typical shares as one enterprise has them: noise of its own, the same every year, and a slow rise. */
function sharesOf(seed: number, stream: string, typical: Shares, rise: number): [string, number][] {
  const chance = createChance(seed, stream);
  const parts = Object.entries(typical);
  const whole = parts.reduce((sum, [, share]) => sum + share, 0);
  const noisy = parts.map(([part, share], i): [string, number] => [part, share * chance.noise(0.3) * (1 + rise * (i - (parts.length - 1) / 2))]);
  const sum = noisy.reduce((total, [, share]) => total + share, 0);
  return noisy.map(([part, share]) => [part, (share * whole) / sum]);
}

/** Competences whose occupations begin as the code does. */
function matcher(facts: readonly CompetenceFact[]): (code: string) => readonly CompetenceFact[] {
  const known = new Map<string, readonly CompetenceFact[]>();
  return (code) => {
    const found = known.get(code) ?? facts.filter((fact) => fact.prefixes.some((prefix) => code.startsWith(prefix)));
    known.set(code, found);
    return found;
  };
}

export interface ProfileInputs {
  readonly declarations: readonly Row<'declarations'>[];
  readonly postings: readonly Row<'postings'>[];
  readonly programmes: readonly Row<'programmes'>[];
  readonly links: readonly Link[];
  readonly facts: readonly CompetenceFact[];
  /** Credit code or name of an organisation: what its streams are keyed by. */
  readonly keyOf: ReadonlyMap<string, string>;
}

/** Education and grades of employees, competences asked for and taught. Every draw has a stream of its own: nothing made before moves. */
export function describeProfile(seed: number, { declarations, postings, programmes, links, facts, keyOf }: ProfileInputs, batch: BatchRef) {
  const draw = (stream: string): number => createChance(seed, `profile/${stream}`).next();
  const fitting = matcher(facts);
  const nameOf = (id: string): string => keyOf.get(id)!;
  const declarationParts: Row<'declarationParts'>[] = [];
  const declarationCompetences: Row<'declarationCompetences'>[] = [];
  for (const { id, organisationId, occupationCode, year, headcount } of declarations) {
    if (year < firstEducationYear) continue;
    const [firm, kind] = [nameOf(organisationId), occupationCode.charAt(0)];
    const tell = (aspect: 'education' | 'grade', typical: Shares | undefined, rise: number): void => {
      if (typical === undefined || draw(`answers/${aspect}/${firm}/${year}`) >= answering[aspect]) return;
      const shares = sharesOf(seed, `profile/${aspect}/${firm}/${occupationCode}`, typical, rise);
      for (const row of apportion(headcount, shares)) declarationParts.push({ declarationId: id, aspect, ...row });
    };
    tell('education', education[kind], 0.02 * (year - lastReportedYear));
    tell('grade', grades[kind], 0);
    if (year < firstCompetenceYear || draw(`answers/competence/${firm}`) >= answering.competence) continue;
    for (const { code } of fitting(occupationCode))
      if (draw(`asks/${firm}/${occupationCode}/${code}`) < asksFor) declarationCompetences.push({ declarationId: id, competenceCode: code });
  }
  const postingCompetences = postings
    .filter((posting) => posting.year >= firstEducationYear)
    .flatMap(({ id, organisationId, occupationCode, openedOn }): Row<'postingCompetences'>[] => {
      const chance = createChance(seed, `profile/posting/${nameOf(organisationId)}/${occupationCode}/${openedOn}`);
      return fitting(occupationCode).flatMap(({ code }) => (chance.next() < names ? [{ postingId: id, competenceCode: code }] : []));
    });
  return {
    declarationParts,
    declarationCompetences,
    postingCompetences,
    competences: facts.map(({ code, name, kind }): Row<'competences'> => ({
      code,
      name,
      kind,
      origin: 'editorial',
      source: editorialSource,
      createdAt: dayOf(2014, 1, 1),
    })),
    programmeCompetences: teach(seed, programmes, links, facts, keyOf, batch),
  };
}

/** What nine programmes in ten have entered: competences of the occupations their majors lead to, and a few that no occupation asks for. */
function teach(
  seed: number,
  programmes: readonly Row<'programmes'>[],
  links: readonly Link[],
  facts: readonly CompetenceFact[],
  keyOf: ReadonlyMap<string, string>,
  { source }: BatchRef,
): Row<'programmeCompetences'>[] {
  const occupationsOf = Map.groupBy(links, (link) => link.majorCode);
  return programmes.flatMap(({ id, schoolId, majorCode }) => {
    const chance = createChance(seed, `profile/teaches/${keyOf.get(schoolId)!}/${majorCode}`);
    if (chance.next() < 0.1) return [];
    const led = occupationsOf.get(majorCode) ?? [];
    return facts.flatMap(({ code, prefixes, taughtShare }): Row<'programmeCompetences'>[] => {
      const fits = prefixes.length === 0 || led.some((link) => prefixes.some((prefix) => link.occupationCode.startsWith(prefix)));
      const share = prefixes.length === 0 ? clamp(taughtShare, 0, 0.3) : taughtShare;
      const taught = chance.next() < share;
      return fits && taught ? [{ programmeId: id, competenceCode: code, simulated: true, source, enteredAt: dayOf(lastReportedYear, 9, 1) }] : [];
    });
  });
}
