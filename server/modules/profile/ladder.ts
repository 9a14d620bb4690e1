import type { createProfileAnswerRepository, ProfileUnit } from '../../../db/repositories/profile-answers.ts';
import type { ChainProfile, ProfileLadder } from '../../../schemas/profile.ts';
import { experienceBands, ladderGrades, ladderSeries } from '../../../schemas/vocabulary.ts';
import type { Withheld } from '../../withhold.ts';
import { byPlace, keyOf, type Scope } from './scope.ts';

type Answers = ReturnType<typeof createProfileAnswerRepository>;
type Experience = ChainProfile['experience'];

/** Years of experience that postings ask for, and with it the share open to those who come from school. */
export async function readExperience(answers: Answers, scope: Scope, unit: ProfileUnit) {
  const nameOf = (row: { readonly segment: string; readonly code: string }) =>
    unit === 'chain' ? keyOf.chain : unit === 'segment' ? keyOf.segment(row.segment) : `${row.segment}|${row.code}`;
  const wanted = new Map((await answers.posted(scope.answers, unit)).map((row) => [nameOf(row), row]));
  const bands = Map.groupBy(await answers.postedByExperience(scope.answers, unit), nameOf);
  return {
    wanted,
    of(key: string, withheld: Withheld | null): Experience {
      const posting = wanted.get(key);
      const rows = bands.get(key) ?? [];
      const stated = rows.reduce((sum, row) => sum + row.persons, 0);
      const personsOf = (band: string) => rows.find((row) => row.band === band)?.persons ?? 0;
      const shown = withheld === null;
      return {
        enterprises: posting?.enterprises ?? 0,
        persons: shown ? (posting?.persons ?? 0) : null,
        stated: shown ? stated : null,
        postings: shown ? rows.reduce((sum, row) => sum + row.postings, 0) : null,
        bands: shown && stated > 0 ? experienceBands.map((band) => ({ band, persons: personsOf(band), share: personsOf(band) / stated })) : [],
        entryShare: shown && stated > 0 ? personsOf('entry') / stated : null,
        withheld,
      };
    },
  };
}

/**
 * Groups of occupations by segment with the persons on each rung. A group is the sum of its occupations: one that holds a withheld occupation would give it
 * away and is withheld too.
 */
export async function ladderRows(
  answers: Answers,
  scope: Scope,
  names: ReadonlyMap<string, string>,
  unseen: { readonly employees: ReadonlySet<string>; readonly postings: ReadonlySet<string> },
): Promise<ProfileLadder[]> {
  const keyed = (row: { readonly segment: string; readonly code: string }) => `${row.segment}|${row.code}`;
  const told = new Map((await answers.answers(scope.answers, 'grade', 'group')).map((row) => [keyed(row), row]));
  const parts = new Map((await answers.parts(scope.answers, 'grade', 'group')).map((row) => [`${keyed(row)}|${row.part}`, row.persons]));
  const experience = await readExperience(answers, scope, 'group');
  const single = [...(await answers.answers(scope.answers, 'grade', 'occupation')), ...(await answers.posted(scope.answers, 'occupation'))];
  const few = (rows: ReadonlyMap<string, { readonly enterprises: number }>) =>
    scope.withheld(
      [...rows].map(([key, row]) => ({ key, enterprises: row.enterprises, value: 0 })),
      [],
    );
  const [hidden, closed] = [few(told), few(experience.wanted)];
  const keys = [...new Set([...told.keys(), ...experience.wanted.keys()])];
  const rows = keys.flatMap((key): ProfileLadder[] => {
    const place = told.get(key) ?? experience.wanted.get(key);
    if (!place || !scope.wanted(place.segment)) return [];
    const { segment, code: group } = place;
    const headcount = told.get(key)?.headcount ?? 0;
    const members = [...new Set(single.filter((row) => row.segment === segment && row.code.startsWith(group)).map((row) => row.code))].sort();
    const reveals = (of: ReadonlySet<string>) => (members.some((code) => of.has(keyOf.occupation(code))) ? ('would_reveal' as const) : null);
    const withheld = hidden.get(key) ?? reveals(unseen.employees);
    const silent = closed.get(key) ?? reveals(unseen.postings);
    const shown = withheld === null;
    const rungs = ladderSeries.flatMap((series) =>
      ladderGrades[series].flatMap((grade, i) => {
        const persons = parts.get(`${key}|${grade}`) ?? 0;
        return persons > 0 ? [{ series, rung: i + 1, grade, persons, share: persons / headcount }] : [];
      }),
    );
    return [
      {
        ...{ segment: segment as ProfileLadder['segment'], group, name: names.get(group) ?? group, from: scope.answers.from, to: scope.answers.to },
        occupations: members.map((code) => ({ code, name: names.get(code) ?? code })),
        enterprises: told.get(key)?.enterprises ?? 0,
        headcount: shown ? headcount : null,
        graded: shown ? rungs.reduce((sum, row) => sum + row.persons, 0) : null,
        rungs: shown ? rungs : [],
        withheld,
        experience: experience.of(key, silent),
        simulated: place.simulated,
      },
    ];
  });
  return rows.sort((a, b) => byPlace({ segment: a.segment, code: a.group }, { segment: b.segment, code: b.group }));
}
