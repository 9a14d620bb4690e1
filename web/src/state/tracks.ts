import { api, dataOf, type GraduateRates } from '../api/client.ts';
import type { components } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';
import { session } from './session.ts';

export type TrackReport = components['schemas']['GraduateTrackInput'];
export const trackMonths = [6, 12, 36] as const;
/** Fields of the form, in the order they are asked. */
export const trackFields = [
  ...['asked', 'localJob', 'otherRegion', 'furtherStudy', 'military', 'unemployed', 'inField'],
  ...['wageTo3000', 'wageTo5000', 'wageTo8000', 'wageTo12000', 'wageOver12000'],
  ...['satisfied1', 'satisfied2', 'satisfied3', 'satisfied4', 'satisfied5'],
] as readonly Exclude<keyof TrackReport, 'year' | 'majorCode' | 'level' | 'months' | 'organisationId'>[];
/** What is told by programme or school, a school is told of itself. */
export const trackCuts = (): readonly GraduateRates['by'][] =>
  session.role === 'school' ? ['programme', 'major', 'level', 'city'] : ['city', 'level', 'major', 'school', 'programme'];

const queryOf = (by: GraduateRates['by'], year: string) => ({ by, ...(/^20\d\d$/.test(year) ? { year: Number(year) } : {}) });
export const loadRates = async (by: GraduateRates['by'], year: string): Promise<GraduateRates[]> => {
  const found: GraduateRates[] = [];
  let cursor: string | null = null;
  do {
    const query = { ...queryOf(by, year), limit: 200, ...(cursor === null ? {} : { cursor }) };
    const page = (await dataOf(api.GET('/api/v1/graduate-tracks/rates', { params: { query } }))) as { items: GraduateRates[]; nextCursor: string | null };
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
};
export const ratesAddress = (by: GraduateRates['by'], year: string): string => addressOf('/api/v1/graduate-tracks/rates', queryOf(by, year));
export const addTrack = (body: TrackReport) => dataOf(api.POST('/api/v1/graduate-tracks', { body }));
