import { api, dataOf, type InternshipCompliance, type InternshipYear } from '../api/client.ts';
import { addressOf } from '../format/files.ts';

export type InternshipStanding = InternshipCompliance['standing'];
export const internshipStandings: readonly InternshipStanding[] = ['short', 'not_reported', 'complies', 'exempt'];
export const internshipSizes = ['1000+', '300-999', '20-299'] as const satisfies readonly InternshipCompliance['sizeClass'][];
export const internshipPage = 50;
export interface InternshipQuestion {
  readonly year?: number;
  readonly standing?: InternshipStanding;
  readonly sizeClass?: (typeof internshipSizes)[number];
  readonly q?: string;
}
interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}
/** The routes also answer files, so their types are unions; without an Accept header they answer JSON. */
export const loadInternships = async (asked: InternshipQuestion, cursor?: string) =>
  (await dataOf(
    api.GET('/api/v1/internship-compliance', {
      params: { query: { ...asked, limit: internshipPage, total: true, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  )) as Page<InternshipCompliance>;
export const loadInternshipYears = async () =>
  ((await dataOf(api.GET('/api/v1/internship-compliance/years', { params: { query: { limit: 50 } } }))) as Page<InternshipYear>).items;
export const internshipsAddress = (asked: InternshipQuestion): string => addressOf('/api/v1/internship-compliance', { ...asked });
export const internshipYearsAddress = '/api/v1/internship-compliance/years';

export const exempt = (organisationId: string, year: number, reason: string) =>
  dataOf(api.POST('/api/v1/internship-exemptions', { body: { organisationId, year, reason } }));
export const withdrawExemption = (id: string) => dataOf(api.DELETE('/api/v1/internship-exemptions/{id}', { params: { path: { id } } }));
