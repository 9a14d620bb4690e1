import { api, dataOf } from '../api/client.ts';
import type { components, paths } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';
import { session } from './session.ts';

export type RecordKind = 'declarations' | 'enrolment' | 'destinations' | 'plans';
type Programmed = 'enrolment' | 'destinations' | 'plans';
export type GraduateReport = components['schemas']['DestinationReportInput'];
export type IntakePlanned = components['schemas']['IntakePlanInput'];
export const recordPage = 50;

/** What a role may read, in the order it is shown. */
export function recordKinds(): readonly RecordKind[] {
  if (session.role === 'enterprise') return ['declarations'];
  return session.role === 'school' ? ['enrolment', 'destinations', 'plans'] : ['declarations', 'enrolment', 'destinations', 'plans'];
}
/** Fields of the forms, in the order they are asked; of the tables, the numbers shown. */
export const destinationFields = ['localJob', 'otherRegion', 'furtherStudy', 'military', 'unemployed', 'inField'] as const;
export const recordFields = {
  declarations: ['headcount', 'expectedLeavers', 'plannedHires', 'openToNewGraduates', 'internships'],
  enrolment: ['plan', 'intake', 'graduates', 'firstChoiceRate', 'registrationRate'],
  destinations: destinationFields,
  plans: ['plan'],
} as const satisfies Record<RecordKind, readonly string[]>;

/** A record of any kind, as a table shows it. */
export interface ReportedRow {
  readonly id: string;
  readonly year: number;
  readonly organisationName: string;
  readonly code: string;
  readonly name: string;
  readonly level: components['schemas']['Programme']['level'] | null;
  /** By the fields of the kind; null is not told. */
  readonly values: readonly (number | null)[];
  /** Students by grade, of enrolment. */
  readonly grades: readonly number[];
  readonly simulated: boolean;
  readonly validFrom: string;
}
interface RowPage {
  readonly items: ReportedRow[];
  readonly nextCursor: string | null;
  readonly total?: number;
}
type Query = NonNullable<paths['/api/v1/enrolment/plans']['get']['parameters']['query']>;

async function ofProgrammes(kind: Programmed, query: Query): Promise<RowPage> {
  const ask = {
    enrolment: () => api.GET('/api/v1/enrolment/reports', { params: { query } }),
    destinations: () => api.GET('/api/v1/enrolment/destinations', { params: { query } }),
    plans: () => api.GET('/api/v1/enrolment/plans', { params: { query } }),
  }[kind];
  const page = await dataOf<{ items: components['schemas'][keyof Pick<components['schemas'], 'EnrolmentReport' | 'DestinationReport' | 'IntakePlan'>][]; nextCursor: string | null; total?: number }>(ask()); // prettier-ignore
  const items = page.items.map((row) => {
    const told = new Map(Object.entries(row));
    const values = recordFields[kind].map((field) => told.get(field) as number | null);
    return { ...row, code: row.majorCode, name: row.majorName, values, grades: 'enrolled' in row ? row.enrolled : [] };
  });
  return { ...page, items };
}
async function declarations({ year, ...rest }: Query): Promise<RowPage> {
  const page = await dataOf(api.GET('/api/v1/demand/declarations', { params: { query: { ...rest, ...(year === undefined ? {} : { year }) } } }));
  const items = page.items.map((row) => ({
    ...row,
    ...{ code: row.occupationCode, name: row.occupationName, level: null, grades: [] },
    values: recordFields.declarations.map((field) => row[field]),
  }));
  return { ...page, items };
}
const paths = {
  declarations: 'demand/declarations',
  enrolment: 'enrolment/reports',
  destinations: 'enrolment/destinations',
  plans: 'enrolment/plans',
} as const satisfies Record<RecordKind, string>;
const yearOf = (year: string) => (/^\d{4}$/.test(year) ? { year: Number(year) } : {});
/** For files. */
export const recordsAddress = (kind: RecordKind, year: string): string => addressOf(`/api/v1/${paths[kind]}`, yearOf(year));
export function loadRecords(kind: RecordKind, year: string, cursor?: string): Promise<RowPage> {
  const query = { limit: recordPage, total: true, ...yearOf(year), ...(cursor === undefined ? {} : { cursor }) };
  return kind === 'declarations' ? declarations(query) : ofProgrammes(kind, query);
}
export const addDestinations = (body: GraduateReport) => dataOf(api.POST('/api/v1/enrolment/destinations', { body }));
export const addPlan = (body: IntakePlanned) => dataOf(api.POST('/api/v1/enrolment/plans', { body }));
