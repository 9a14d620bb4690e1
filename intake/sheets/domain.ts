import type { DeclarationInput, PostingInput } from '../../schemas/demand.ts';
import type { DestinationReportInput, EnrolmentReportInput, IntakePlanInput } from '../../schemas/enrolment.ts';
import type { GraduateTrackInput } from '../../schemas/graduate-tracks.ts';
import type { InflowRow, OrganisationRow } from '../../schemas/office-rows.ts';
import { unusualSchoolYear, unusualValues, type UnusualValue } from '../../schemas/filing-checks.ts';
import type { FilingKind } from '../../schemas/filing-fields.ts';
import { outlookYears, type ProjectInput } from '../../schemas/outlook.ts';
import { destinationFaults, hiresFaults, partFaults, retiredFaults, teacherFaults, yearFaults, type ReportFault } from '../../schemas/report-faults.ts';
import type { SchoolYearInput } from '../../schemas/school-years.ts';
import type { ImportKind } from '../../schemas/sheets/kinds.ts';
import { levelWords } from '../../schemas/sheets/words.ts';
import { trackFaults } from '../../schemas/track-faults.ts';
import { examineLine, examineSeat } from './decisions.ts';
import type { SheetDictionary, SheetOrganisation } from './dictionary.ts';
import { examineInflow, examineOrganisation } from './office.ts';
import { examineCandidate, examineRanking } from './placement.ts';
import { examineChain, examineProgramme } from './registers.ts';

export interface Subject {
  readonly organisation: SheetOrganisation;
  readonly programmeId: string | null;
}
interface Examined {
  readonly faults: readonly ReportFault[];
  readonly programmeId: string | null;
  /** Ids of what the row names, for who stores it. */
  readonly resolved?: Readonly<Record<string, string>>;
  /** What can be taken and should be looked at once more. */
  readonly doubts?: readonly UnusualValue[];
}
type Examine = (report: never, organisation: SheetOrganisation, dictionary: SheetDictionary) => Examined;
const plain = (faults: readonly ReportFault[]): Examined => ({ faults, programmeId: null });

const occupationFaults = (code: string, { occupations }: SheetDictionary): ReportFault[] =>
  occupations.has(code) ? [] : [{ pointer: '/occupationCode', zh: `职业代码 ${code} 不在目录中`, en: `occupation ${code} is not in the catalogue` }];
const competenceFaults = (codes: readonly string[] | undefined, { competences }: SheetDictionary): ReportFault[] =>
  (codes ?? []).flatMap((code, i) =>
    competences.has(code) ? [] : [{ pointer: `/competences/${i}`, zh: `能力目录中没有 ${code}`, en: `the catalogue of competences does not hold ${code}` }],
  );

/** What is accepted or locked is corrected through the filing, not beside it. */
const fixedFaults = (year: number, { id }: SheetOrganisation, { fixedYears }: SheetDictionary): ReportFault[] =>
  fixedYears.has(`${id}|${year}`)
    ? [
        {
          pointer: '/year',
          zh: `${year} 年的填报单已审核通过或锁定：如需更正，请先请审核部门退回`,
          en: `the filing of ${year} is accepted or locked: to correct it, ask the reviewing office to return it first`,
        },
      ]
    : [];

interface OfProgramme {
  readonly year: number;
  readonly majorCode: string;
  readonly level: string;
}
const wordOf = (level: string) => (level in levelWords ? levelWords[level as keyof typeof levelWords] : level);
/** The programme a school reports of, and what is wrong with how it is named. */
function ofProgramme({ year, majorCode, level }: OfProgramme, school: SheetOrganisation, { newestYear, majors, programmes }: SheetDictionary) {
  const faults = yearFaults(year, '/year', newestYear, 1);
  const major = majors.get(majorCode);
  const programme = programmes.get(`${school.id}|${majorCode}`);
  if (!major) faults.push({ pointer: '/majorCode', zh: `专业代码 ${majorCode} 不在目录中`, en: `major ${majorCode} is not in the catalogue` });
  else if (major.level !== level)
    faults.push({ pointer: '/level', zh: `专业 ${majorCode} 的层次是${wordOf(major.level)}`, en: `major ${majorCode} is of level ${major.level}` });
  else if (!programme)
    faults.push({ pointer: '/majorCode', zh: `${school.name}没有开设 ${major.name}（${majorCode}）`, en: `${school.name} does not offer major ${majorCode}` });
  return { faults, programme };
}

const retiredIn = ({ majorCode }: OfProgramme, { majors }: SheetDictionary) => majors.get(majorCode)?.retired ?? false;

/** Values that jump against the year before, as the yearly report asks about them. */
function jumps(kind: FilingKind, key: string, year: number, values: object, { before }: SheetDictionary): UnusualValue[] {
  const old = before?.get(`${year - 1}|${key}`);
  return old ? unusualValues(kind, [{ key, values: { ...values } }], [{ key, values: old }]) : [];
}

/** The checks that the form of each kind makes beside its schema. */
const examiners: Record<ImportKind, Examine> = {
  declarations: (report: DeclarationInput, organisation, dictionary) => ({
    doubts: jumps('demand', report.occupationCode, report.year, report, dictionary),
    ...plain([
      ...yearFaults(report.year, '/year', dictionary.newestYear, 1),
      ...fixedFaults(report.year, organisation, dictionary),
      ...occupationFaults(report.occupationCode, dictionary),
      ...partFaults(report),
      ...hiresFaults(report),
      ...(report.acceptedMajors ?? []).flatMap((code, i) =>
        dictionary.majors.get(code)?.retired === false
          ? []
          : [{ pointer: `/acceptedMajors/${i}`, zh: `专业代码 ${code} 不在现行目录中`, en: `major ${code} is not in the catalogue in force` }],
      ),
      ...competenceFaults(report.competences, dictionary),
    ]),
  }),
  postings: (report: PostingInput, _organisation, dictionary) =>
    plain([
      ...yearFaults(Number(report.openedOn.slice(0, 4)), '/openedOn', dictionary.newestYear, 1),
      ...occupationFaults(report.occupationCode, dictionary),
      ...competenceFaults(report.competences, dictionary),
    ]),
  projects: (report: ProjectInput, _organisation, dictionary) =>
    plain([
      ...yearFaults(report.commissioningYear, '/commissioningYear', dictionary.newestYear, outlookYears),
      ...occupationFaults(report.occupationCode, dictionary),
    ]),
  enrolment: (report: EnrolmentReportInput, school, dictionary) => {
    const { faults, programme } = ofProgramme(report, school, dictionary);
    faults.push(...fixedFaults(report.year, school, dictionary), ...retiredFaults(retiredIn(report, dictionary), report.intake, '/intake'));
    const years = programme?.lengthYears;
    if (years !== undefined && report.enrolled.length !== years)
      faults.push({
        pointer: `/enrolled/${Math.min(report.enrolled.length, years)}`,
        zh: `应按 ${years} 个年级填报`,
        en: `needs ${years} grades, got ${report.enrolled.length}`,
      });
    return { faults, programmeId: programme?.id ?? null, doubts: jumps('enrolment', report.majorCode, report.year, report, dictionary) };
  },
  destinations: (report: DestinationReportInput, school, dictionary) => {
    const { faults, programme } = ofProgramme(report, school, dictionary);
    if (!programme || faults.length > 0) return { faults, programmeId: null };
    const graduates = dictionary.graduates.get(`${programme.id}|${report.year}`);
    if (graduates === undefined)
      faults.push({ pointer: '/year', zh: `请先填报 ${report.year} 年的毕业生数`, en: `needs the graduates of ${report.year} to be reported first` });
    else faults.push(...destinationFaults(report, graduates));
    return { faults, programmeId: programme.id };
  },
  plans: (report: IntakePlanInput, school, dictionary) => {
    const { faults, programme } = ofProgramme(report, school, dictionary);
    faults.push(...retiredFaults(retiredIn(report, dictionary), report.plan, '/plan'));
    return { faults, programmeId: programme?.id ?? null };
  },
  tracks: (report: GraduateTrackInput, school, dictionary) => {
    const { faults, programme } = ofProgramme(report, school, dictionary);
    if (!programme || faults.length > 0) return { faults, programmeId: null };
    faults.push(...trackFaults(report, dictionary.graduates.get(`${programme.id}|${report.year}`), dictionary.newestYear));
    return { faults, programmeId: programme.id };
  },
  schoolYears: (report: SchoolYearInput, _school, dictionary) => ({
    doubts: unusualSchoolYear(report, dictionary.before?.get(`${report.year - 1}|`) ?? {}),
    ...plain([...yearFaults(report.year, '/year', dictionary.newestYear, 1), ...teacherFaults(report)]),
  }),
  inflows: (row: InflowRow, _office, dictionary) => examineInflow(row, dictionary),
  organisations: (row: OrganisationRow, _office, dictionary) => examineOrganisation(row, dictionary),
  candidates: examineCandidate,
  rankings: examineRanking,
  seats: examineSeat,
  ledger: examineLine,
  chains: examineChain,
  programmes: examineProgramme,
};

/** What the form would say of a report whose schema is kept. */
export const examine = (kind: ImportKind, report: Readonly<Record<string, unknown>>, organisation: SheetOrganisation, dictionary: SheetDictionary): Examined =>
  examiners[kind](report as never, organisation, dictionary);
