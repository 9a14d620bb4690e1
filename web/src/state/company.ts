import { api, dataOf, type Declaration, type PostingStatistics } from '../api/client.ts';
import { loadInternships } from './internships.ts';
import { loadOwn, newestYear } from './filings.ts';
import { loadPostings } from './postings.ts';

export const supplierPage = 100;
export const suppliersAddress = (code: string): string => `/api/v1/occupations/${code}/suppliers`;
export const statisticsAddress = '/api/v1/postings/statistics';

/** Everybody who leads to an occupation, and how many come. */
export const loadSuppliers = async (code: string, cursor?: string) =>
  await dataOf(
    api.GET('/api/v1/occupations/{code}/suppliers', {
      params: { path: { code }, query: { limit: supplierPage, total: true, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );
async function loadStatistics(): Promise<PostingStatistics[]> {
  return ((await dataOf(api.GET('/api/v1/postings/statistics', { params: { query: { limit: 200 } } }))) as { items: PostingStatistics[] }).items;
}
/** The newest declaration of each occupation in the newest year there is, most employees first. */
async function loadDeclared(): Promise<Declaration[]> {
  const { items } = await dataOf(api.GET('/api/v1/demand/declarations', { params: { query: { limit: 200 } } }));
  const year = Math.max(...items.map((item) => item.year));
  const newest = new Map(items.filter((item) => item.year === year).reverse().map((item) => [item.occupationCode, item])); // prettier-ignore
  return [...newest.values()].sort((a, b) => b.headcount - a.headcount || (a.occupationCode < b.occupationCode ? -1 : 1));
}

/** What an enterprise has said, what it owes, and how its postings went. */
export async function loadCompany() {
  const filingYear = newestYear() + 1;
  const [declared, statistics, internships, open, { filing }] = await Promise.all([
    loadDeclared(),
    loadStatistics(),
    loadInternships({}),
    loadPostings('open'),
    loadOwn('demand', filingYear),
  ]);
  return { declared, statistics, internship: internships.items[0] ?? null, open: open.total ?? 0, filing, filingYear };
}
export type Company = Awaited<ReturnType<typeof loadCompany>>;

/** A thing to do, with the page it is done on. */
export interface Duty {
  readonly name: 'fileNone' | 'fileOpen' | 'outcomes' | 'internships' | 'internshipsUntold';
  readonly route: string;
  readonly values: Readonly<Record<string, number>>;
}
export function dutiesOf({ filing, filingYear: year, open, internship }: Company): Duty[] {
  const unsent = filing?.state === 'draft' || filing?.state === 'returned';
  return [
    ...(filing === null ? [{ name: 'fileNone', route: 'reporting', values: { year } } as const] : []),
    ...(unsent ? [{ name: 'fileOpen', route: 'reporting', values: { year } } as const] : []),
    ...(open > 0 ? [{ name: 'outcomes', route: 'postings', values: { count: open } } as const] : []),
    ...(internship?.standing === 'short' ? [{ name: 'internships', route: 'reporting', values: { year: internship.year, n: internship.short, required: internship.required } } as const] : []), // prettier-ignore
    ...(internship?.standing === 'not_reported' && internship.required > 0 ? [{ name: 'internshipsUntold', route: 'reporting', values: { year: internship.year, required: internship.required } } as const] : []), // prettier-ignore
  ];
}
