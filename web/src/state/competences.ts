import { api, dataOf } from '../api/client.ts';
import type { components } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';

export type Competence = components['schemas']['Competence'];
export type CompetenceEntry = components['schemas']['CompetenceInput'];
export const competencePage = 50;
export const competenceKinds = ['knowledge', 'skill', 'certificate', 'attitude'] as const satisfies readonly Competence['kind'][];

/** An address typed by hand may hold anything. */
const queryOf = (text: string, kind: string) => ({
  ...(text === '' ? {} : { q: text }),
  ...(competenceKinds.some((one) => one === kind) ? { kind: kind as Competence['kind'] } : {}),
});
export const loadCompetences = (text: string, kind: string, cursor?: string) =>
  dataOf(
    api.GET('/api/v1/competences', {
      params: { query: { ...{ limit: competencePage, total: true }, ...queryOf(text, kind), ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );
/** For files. */
export const competencesAddress = (text: string, kind: string): string => addressOf('/api/v1/competences', queryOf(text, kind));
/** The whole catalogue, to choose from: some dozens to some hundreds. */
export async function allCompetences(): Promise<Competence[]> {
  const found: Competence[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Competence[]; nextCursor: string | null } = await dataOf(
      api.GET('/api/v1/competences', { params: { query: { limit: 200, ...(cursor === null ? {} : { cursor }) } } }),
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
export const addCompetence = (body: CompetenceEntry) => dataOf(api.POST('/api/v1/competences', { body }));
export const loadTaught = (id: string) => dataOf(api.GET('/api/v1/programmes/{id}/competences', { params: { path: { id } } }));
export const setTaught = (id: string, version: number, competences: string[]) =>
  dataOf(api.PUT('/api/v1/programmes/{id}/competences', { params: { path: { id }, header: { 'if-match': `"v${version}"` } }, body: { competences } }));
