import { Type, type TObject, type TSchema } from 'typebox';
import { DeclarationInput, PostingInput } from '../demand.ts';
import { DestinationReportInput, EnrolmentReportInput, IntakePlanInput } from '../enrolment.ts';
import { GraduateTrackInput } from '../graduate-tracks.ts';
import { InflowRow, OrganisationRow } from '../office-rows.ts';
import { ProjectInput } from '../outlook.ts';
import { LedgerRow, SeatRow } from '../decision-rows.ts';
import { ChainRow, ProgrammeRow } from '../register-rows.ts';
import { CandidateRow, RankingRow } from '../placement-rows.ts';
import { SchoolYearInput } from '../school-years.ts';
import type { importKinds, roles } from '../vocabulary.ts';
import {
  candidateColumns,
  declarationColumns,
  destinationColumns,
  enrolmentColumns,
  enterpriseColumn,
  inflowColumns,
  ledgerColumns,
  organisationColumns,
  planColumns,
  postingColumns,
  projectColumns,
  rankingColumns,
  schoolColumn,
  schoolYearColumns,
  seatColumns,
  trackColumns,
  type SheetColumn,
} from './columns.ts';
import { chainColumns, programmeColumns } from './registers.ts';

export type ImportKind = (typeof importKinds)[number];
/** A kind of sheet: one row is the body of one POST. */
export interface SheetKind {
  readonly kind: ImportKind;
  readonly zh: string;
  readonly en: string;
  /** Who reports it; office: an office, of others or of the city. */
  readonly reporter: 'enterprise' | 'school' | 'office';
  /** Who may bring it in. */
  readonly roles: readonly Role[];
  /** Organisations that rows may name. */
  readonly names: 'enterprise' | 'school' | 'any';
  readonly schema: TObject;
  readonly columns: readonly SheetColumn[];
  /** Fields by which two rows speak of the same thing: the later one counts. */
  readonly key: readonly string[];
  /** Fields whose values stand in one row only: a row that repeats one is refused. */
  readonly once?: readonly string[];
}
type Role = (typeof roles)[number];
const defineKind = (kind: ImportKind, [zh, en]: readonly [string, string], reporter: 'enterprise' | 'school', schema: TObject, columns: readonly SheetColumn[], key: readonly string[]): SheetKind => ({ ...{ kind, zh, en, reporter, names: reporter, roles: [reporter, 'administrator'], key }, schema, columns: [reporter === 'enterprise' ? enterpriseColumn : schoolColumn, ...columns] }); // prettier-ignore
/** What an office brings: a column names the organisation where there is one. */
const ofOffice = (kind: ImportKind, [zh, en]: readonly [string, string], roles: readonly Role[], names: SheetKind['names'], schema: TObject, columns: readonly SheetColumn[], key: readonly string[]): SheetKind => ({ ...{ kind, zh, en, reporter: 'office', names, roles, key }, schema, columns }); // prettier-ignore

const ofProgramme = ['organisation', 'majorCode', 'year'];
export const sheetKinds: Readonly<Record<ImportKind, SheetKind>> = {
  declarations: defineKind('declarations', ['人才需求申报', 'Declarations of employees'], 'enterprise', DeclarationInput, declarationColumns, ['organisation', 'occupationCode', 'year']), // prettier-ignore
  postings: defineKind('postings', ['招聘岗位', 'Postings'], 'enterprise', PostingInput, postingColumns, ['organisation', 'occupationCode', 'openedOn']),
  projects: defineKind('projects', ['建设项目', 'Projects'], 'enterprise', ProjectInput, projectColumns, ['organisation', 'name', 'occupationCode']),
  enrolment: defineKind('enrolment', ['招生在校毕业', 'Enrolment reports'], 'school', EnrolmentReportInput, enrolmentColumns, ofProgramme),
  destinations: defineKind('destinations', ['毕业去向', 'Destinations of graduates'], 'school', DestinationReportInput, destinationColumns, ofProgramme),
  plans: defineKind('plans', ['招生计划', 'Intake plans'], 'school', IntakePlanInput, planColumns, ofProgramme),
  tracks: defineKind('tracks', ['就业跟踪', 'Graduate tracking'], 'school', GraduateTrackInput, trackColumns, [...ofProgramme, 'months']),
  schoolYears: defineKind('schoolYears', ['学校年度数据', 'School years'], 'school', SchoolYearInput, schoolYearColumns, ['organisation', 'year']),
  candidates: defineKind('candidates', ['双选学生', 'Students of a placement round'], 'school', CandidateRow, candidateColumns, ['organisation', 'round', 'number']), // prettier-ignore
  rankings: defineKind('rankings', ['双选排序', 'Rankings of a placement round'], 'enterprise', RankingRow, rankingColumns, ['organisation', 'round', 'post', 'school', 'number']), // prettier-ignore
  seats: ofOffice('seats', ['联席会议席位', 'Seats of the joint conference'], ['secretariat', 'administrator'], 'any', SeatRow, seatColumns, [
    'unit',
    'role',
    'personTitle',
    'validFrom',
  ]),
  ledger: ofOffice('ledger', ['专业调整台账', 'Ledger of adjustments'], ['secretariat', 'administrator'], 'school', LedgerRow, ledgerColumns, ['organisation', 'majorCode', 'year', 'change', 'resolutionNumber']), // prettier-ignore
  inflows: ofOffice('inflows', ['外来补充', 'Declared inflow of graduates'], ['planner', 'administrator'], 'any', InflowRow, inflowColumns, ['majorCode', 'year']), // prettier-ignore
  organisations: {
    ...ofOffice('organisations', ['单位', 'Organisations'], ['administrator'], 'any', OrganisationRow, organisationColumns, []),
    once: ['name', 'creditCode'],
  },
  chains: ofOffice('chains', ['产业链', 'Industry chains'], ['planner', 'administrator'], 'any', ChainRow, chainColumns, ['chain', 'position', 'occupationCode', 'majorCode', 'otherMajor']), // prettier-ignore
  programmes: ofOffice('programmes', ['专业点', 'Programmes'], ['planner', 'administrator'], 'school', ProgrammeRow, programmeColumns, ['organisation', 'majorCode']), // prettier-ignore
};

/** Kinds the secretariat brings. */
export const officeKinds = Object.values(sheetKinds).flatMap(({ kind, roles: may }) => (may.includes('secretariat') ? [kind] : []));
/** Whether rows name their organisation: always where the office reports, else where an administrator does. */
export const namesReporter = ({ reporter }: Pick<SheetKind, 'reporter'>, role: string): boolean => role === 'administrator' || reporter === 'office';

/** Whether a report cannot do without the column: what the schema of the body says. Of a list the first item. */
export function isRequired({ schema }: Pick<SheetKind, 'schema'>, { field, reading }: SheetColumn, byAdministrator = false): boolean {
  if (reading === 'organisation') return byAdministrator;
  const [top = '', ...rest] = field.split('.');
  const required = (schema as TSchema & { readonly required?: readonly string[] }).required ?? [];
  return required.includes(top) && (rest.length === 0 || rest[0] === '0');
}

/** Changes when the columns of a kind do: what a template says of itself. */
export const templateVersion = '3';
/** Sheets of a template that hold no data. */
export const dictionarySheet = '字典';
export const explanationSheet = '填表说明';
export const sheetsWithoutData = new Set([dictionarySheet, explanationSheet]);
export const ImportKindSchema = Type.Enum(Object.keys(sheetKinds) as ImportKind[]);
