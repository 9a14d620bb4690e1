import { isOpen } from '../../labour/base-series.ts';
import type { BaseRow } from '../../labour/results.ts';
import type { CitySnapshot, Level, SnapshotProgramme } from '../../labour/snapshot.ts';
import type { Fact, RuleSubject } from './fact.ts';
import { ledgerFacts } from './ledger-facts.ts';
import { occupationFacts } from './occupation-facts.ts';
import { placementFacts } from './placement-facts.ts';
import { reportedFacts } from './reported-facts.ts';
import type { SubjectKind } from './rule.ts';

const subjectOf = (kind: SubjectKind, id: string, name: string, level: Level | null = null, major: string | null = null): RuleSubject => ({
  ...{ kind, id, name, level, major },
});
export type LevelOf = (major: string) => Level | null;

/**
 * A programme as rules look at it: named by its school and major.
 * Source: docs/model.md, Published rules: figures that exist.
 *
 * @param programme of the snapshot
 * @param majorName in Chinese
 * @param level of the major; null where it is not known
 * @returns kind, id and name of the subject of a finding
 * @example programmeSubject({ id: 'p', school: '第一职业学校', major: '660301' }, '机电技术应用', 'secondary').name // → '第一职业学校 机电技术应用'
 */
export function programmeSubject(programme: SnapshotProgramme, majorName: string, level: Level | null): RuleSubject {
  return subjectOf('programme', programme.id, `${programme.school} ${majorName}`, level, programme.major);
}

/** Intake ÷ plan by programme and year, where a plan was reported. */
function fulfilmentFacts(programmes: readonly SnapshotProgramme[], subject: (programme: SnapshotProgramme) => RuleSubject): Fact[] {
  return programmes.flatMap((programme) =>
    programme.years.flatMap(({ year, plan, intake }) =>
      plan === null || plan === 0 ? [] : [{ subject: subject(programme), measure: 'fulfilment' as const, year, value: intake / plan }],
    ),
  );
}

/** Of programmes open at t0: students per major and school, and the share of the level's schools that offer a major. */
function offerFacts(open: readonly SnapshotProgramme[], t0: number, levelOf: LevelOf, nameOf: (major: string) => string): Fact[] {
  const facts: Fact[] = [];
  const bySchool = Map.groupBy(open, (programme) => `${programme.schoolId}|${levelOf(programme.major) ?? ''}`);
  const schoolsOf = new Map<Level | null, Set<string>>();
  for (const [key, own] of bySchool) {
    const [first] = own;
    if (!first) continue;
    const level = levelOf(first.major);
    schoolsOf.set(level, (schoolsOf.get(level) ?? new Set()).add(first.schoolId));
    const students = own.reduce((sum, programme) => sum + (programme.years.at(-1)?.enrolled.reduce((n, grade) => n + grade, 0) ?? 0), 0);
    facts.push({ subject: subjectOf('school', key, first.school, level), measure: 'studentsPerMajor', year: t0, value: students / own.length });
  }
  for (const [major, own] of Map.groupBy(open, (programme) => programme.major)) {
    const level = levelOf(major);
    const schools = new Set(own.map(({ schoolId }) => schoolId)).size;
    const subject = subjectOf('major', major, nameOf(major), level, major);
    facts.push({ subject, measure: 'schoolShare', year: t0, value: schools / (schoolsOf.get(level)?.size ?? schools) });
  }
  return facts;
}

/** Schools with an open programme in a major of the chain. */
function chainFacts(chains: NonNullable<CitySnapshot['rules']>['chains'], open: readonly SnapshotProgramme[], t0: number): Fact[] {
  return chains.map(({ id, name, majors }) => {
    const wanted = new Set(majors);
    const schools = new Set(open.filter(({ major }) => wanted.has(major)).map(({ schoolId }) => schoolId));
    return { subject: subjectOf('chain', id, name), measure: 'chainSchools' as const, year: t0, value: schools.size };
  });
}

/**
 * Everything of a run that rules can look at, as figures by subject, measure and year, in natural order. What no report gives is not made up: it is absent,
 * and the evaluator names it.
 * Source: docs/model.md, Published rules: figures that exist.
 *
 * @param snapshot of the city
 * @param bases forecasts of base series as the gaps are made of them: rules ask for growth and openings of occupations
 * @returns shares and numbers, in the unit of the measure
 * @example ruleFacts({ asOfYear: 2025, majors: [], occupations: [], programmes: [{ id: 'p', schoolId: 's', major: 'm', closedYear: null, years: [{ year: 2025, plan: 50, intake: 40, enrolled: [40, 35] }], destinations: [] }] }, []).map(({ measure, value }) => [measure, value]) // → [['fulfilment', 0.8], ['studentsPerMajor', 75], ['schoolShare', 1]]
 */
export function ruleFacts(snapshot: CitySnapshot, bases: readonly BaseRow[]): Fact[] {
  const t0 = snapshot.asOfYear;
  const majors = new Map(snapshot.majors.map((major) => [major.code, major]));
  const levelOf: LevelOf = (code) => majors.get(code)?.level ?? null;
  const nameOf = (code: string) => majors.get(code)?.name ?? code;
  const subject = (programme: SnapshotProgramme) => programmeSubject(programme, nameOf(programme.major), levelOf(programme.major));
  const open = snapshot.programmes.filter((programme) => isOpen(programme, t0));
  return [
    ...fulfilmentFacts(open, subject),
    ...placementFacts(open, subject),
    ...offerFacts(open, t0, levelOf, nameOf),
    ...chainFacts(snapshot.rules?.chains ?? [], open, t0),
    ...occupationFacts(snapshot, bases),
    ...reportedFacts(snapshot, open, subject),
    ...ledgerFacts(snapshot),
  ];
}
