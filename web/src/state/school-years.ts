import { api, dataOf, type SchoolYear } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';

export type SchoolYearChange = NonNullable<paths['/api/v1/enrolment/school-years']['post']['requestBody']>['content']['application/json'];
export const schoolYearPage = 50;
/** Fields of the form and the table, in the order they are asked. */
export const schoolYearFields = [
  ...['fullTimeTeachers', 'professionalTeachers', 'dualQualifiedTeachers', 'partTimeTeachers', 'teacherPosts'],
  ...['trainingPersonTimes', 'practiceBaseArea', 'practicePlaces', 'equipmentValue'],
] as readonly SchoolYearField[];
export type SchoolYearField = Exclude<keyof SchoolYearChange, 'year' | 'organisationId' | 'confirmed'>;

const stateOf = (state: string) => (state === 'all' ? ('all' as const) : ('in_force' as const));
export const loadSchoolYears = async (state: string, cursor?: string) =>
  (await dataOf(
    api.GET('/api/v1/enrolment/school-years', {
      params: { query: { state: stateOf(state), limit: schoolYearPage, total: true, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  )) as { readonly items: SchoolYear[]; readonly nextCursor: string | null; readonly total?: number };
export const addSchoolYear = (change: SchoolYearChange) => dataOf(api.POST('/api/v1/enrolment/school-years', { body: change }));
export const schoolYearsAddress = (state: string): string => `/api/v1/enrolment/school-years?state=${stateOf(state)}`;
