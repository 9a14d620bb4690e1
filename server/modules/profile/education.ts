import type { createProfileAnswerRepository, ProfileUnit } from '../../../db/repositories/profile-answers.ts';
import type { ProfileEducation } from '../../../schemas/profile.ts';
import { educationLevels } from '../../../schemas/vocabulary.ts';
import type { Withheld } from '../../withhold.ts';
import { byPlace, keyOf, segmentSums, type Scope } from './scope.ts';

type Answers = ReturnType<typeof createProfileAnswerRepository>;
type Told = Pick<ProfileEducation, 'enterprises' | 'headcount' | 'known' | 'parts' | 'withheld' | 'asked'>;
type Level = (typeof educationLevels)[number];

/** Levels that postings name, in the words of education: both kinds of bachelor are one level of education. */
const levelOf: Readonly<Record<string, Level>> = { secondary: 'secondary', associate: 'associate', vocational_bachelor: 'bachelor', bachelor: 'bachelor' };
const nameOf = (unit: ProfileUnit, row: { readonly segment: string; readonly code: string }) =>
  unit === 'chain' ? keyOf.chain : unit === 'segment' ? keyOf.segment(row.segment) : keyOf.occupation(row.code);
const add = (map: Map<string, number>, key: string, value: number) => map.set(key, (map.get(key) ?? 0) + value);

/**
 * Education of employees beside the levels that postings ask for, of the chain, its segments and its occupations. `unseen` are figures of employees that
 * are withheld already: their education would tell them.
 */
export async function readEducation(answers: Answers, scope: Scope, unseen: ReadonlySet<string>) {
  const units = ['chain', 'segment', 'occupation'] as const;
  const told = new Map<string, { segment: string; code: string; enterprises: number; headcount: number; simulated: boolean }>();
  const parts = new Map<string, number>();
  const wanted = new Map<string, { enterprises: number; persons: number; simulated: boolean }>();
  const asked = new Map<string, number>();
  const places: { segment: string; code: string }[] = [];
  for (const unit of units) {
    for (const row of await answers.answers(scope.answers, 'education', unit)) told.set(nameOf(unit, row), row);
    for (const row of await answers.parts(scope.answers, 'education', unit)) parts.set(`${nameOf(unit, row)}|${row.part}`, row.persons);
    for (const row of await answers.posted(scope.answers, unit)) {
      wanted.set(nameOf(unit, row), row);
      if (unit === 'occupation') places.push(row);
    }
    for (const row of await answers.postedByLevel(scope.answers, unit)) add(asked, `${nameOf(unit, row)}|${levelOf[row.level] ?? ''}`, row.persons);
    if (unit === 'occupation') for (const row of told.values()) if (row.code !== '') places.push(row);
  }
  const sums = segmentSums([...new Map(places.map((row) => [row.code, row])).values()]);
  const hidden = scope.withheld(
    [...told].map(([key, row]) => ({ key, enterprises: unseen.has(key) ? 1 : row.enterprises, value: row.headcount })),
    sums,
  );
  // what is told of employees elsewhere is not few, but would reveal
  for (const key of hidden.keys()) if ((told.get(key)?.enterprises ?? 0) >= scope.parameters.discloseEnterprises) hidden.set(key, 'would_reveal');
  const closed = scope.withheld(
    [...wanted].map(([key, row]) => ({ key, enterprises: row.enterprises, value: row.persons })),
    sums,
  );
  const shares = (of: ReadonlyMap<string, number>, key: string) => {
    const known = educationLevels.reduce((sum, level) => sum + (of.get(`${key}|${level}`) ?? 0), 0);
    return {
      known,
      parts: educationLevels.map((part) => {
        const persons = of.get(`${key}|${part}`) ?? 0;
        return { part, persons, share: known > 0 ? persons / known : 0 };
      }),
    };
  };
  function tellOf(key: string): Told {
    const answer = told.get(key);
    const posting = wanted.get(key);
    const withheld: Withheld | null = hidden.get(key) ?? null;
    const silent: Withheld | null = closed.get(key) ?? null;
    const present = shares(parts, key);
    const stated = shares(asked, key);
    return {
      enterprises: answer?.enterprises ?? 0,
      headcount: withheld === null ? (answer?.headcount ?? 0) : null,
      known: withheld === null ? present.known : null,
      parts: withheld === null && present.known > 0 ? present.parts : [],
      withheld,
      asked: {
        enterprises: posting?.enterprises ?? 0,
        persons: silent === null ? (posting?.persons ?? 0) : null,
        stated: silent === null ? stated.known : null,
        parts: silent === null && stated.known > 0 ? stated.parts : [],
        withheld: silent,
      },
    };
  }
  return {
    of: tellOf,
    /** What is withheld: of employees, and of postings. */
    hidden,
    closed,
    rows: (names: ReadonlyMap<string, string>): ProfileEducation[] =>
      [...new Map(places.map((row) => [row.code, row])).values()]
        .filter((row) => scope.wanted(row.segment))
        .map(({ segment, code }) => ({
          ...{ segment: segment as ProfileEducation['segment'], code, name: names.get(code) ?? code, from: scope.answers.from, to: scope.answers.to },
          ...tellOf(keyOf.occupation(code)),
          simulated: told.get(keyOf.occupation(code))?.simulated ?? wanted.get(keyOf.occupation(code))?.simulated ?? false,
        }))
        .sort(byPlace),
    simulated: (told.get(keyOf.chain)?.simulated ?? false) || (wanted.get(keyOf.chain)?.simulated ?? false),
  };
}
