import type { Principal } from '../../../db/repositories/access.ts';
import { createSearchRepository } from '../../../db/repositories/search.ts';
import type { SearchHit, SearchResult } from '../../../schemas/search.ts';
import { searchKinds } from '../../../schemas/vocabulary.ts';
import type { ServerContext } from '../../context.ts';
import { createSearchIndex, type Entry, type Hit, type SearchIndex } from './search-index.ts';

type Kind = (typeof searchKinds)[number];
interface Named extends Entry<Kind> {
  readonly level: SearchHit['level'];
  readonly simulated: boolean;
}
const shown = 20;
/** Each kind has this many places before the best of the rest take what is left. */
const placesOfKind = shown / searchKinds.length;
/** Who may list enterprises. */
const seesEnterprises: ReadonlySet<Principal['role']> = new Set(['planner', 'administrator']);

/**
 * Search over the names of catalogues and organisations. The index is kept in memory under the edition of what it was made of: neither database knows pinyin, a
 * column of it would have to be kept right by every import, and some thousand names are looked through in a few milliseconds.
 */
export function createSearchService({ db }: ServerContext) {
  const repository = createSearchRepository(db);
  let kept: { readonly edition: string; readonly index: Promise<SearchIndex<Named>> } | undefined;

  async function build(): Promise<SearchIndex<Named>> {
    const { majors, occupations, chains, organisations } = await repository.names();
    const catalogued = { simulated: false, level: null };
    return createSearchIndex<Named>([
      ...majors.map(({ code, name, level }) => ({ kind: 'major' as const, id: code, code, name, level, simulated: false })),
      ...occupations.map(({ code, name }) => ({ kind: 'occupation' as const, id: code, code, name, ...catalogued })),
      ...chains.map(({ id, name }) => ({ kind: 'chain' as const, id, code: null, name, ...catalogued })),
      ...organisations.flatMap(({ id, kind, name, level, simulated }) => (kind === 'bureau' ? [] : [{ kind, id, code: null, name, level, simulated }])),
    ]);
  }
  /** Made once per edition; requests that come while it is made wait for the same one. */
  async function index(): Promise<SearchIndex<Named>> {
    const edition = await repository.edition();
    if (kept?.edition !== edition) kept = { edition, index: build() };
    return kept.index;
  }

  return {
    async find({ role }: Principal, question: string): Promise<SearchResult> {
      const hits = (await index()).find(question, ({ kind }) => kind !== 'enterprise' || seesEnterprises.has(role));
      const chosen = new Set(chooseHits(hits));
      const groups = [...Map.groupBy(hits, ({ entry }) => entry.kind)];
      return { groups: groups.map(([kind, of]) => ({ kind, items: of.filter((hit) => chosen.has(hit)).map(present), total: of.length })) };
    },
  };
}

/** The best of each kind, then the best of the rest. */
function chooseHits(hits: readonly Hit<Named>[]): Hit<Named>[] {
  const places = new Map<Kind, number>();
  const [first, rest]: [Hit<Named>[], Hit<Named>[]] = [[], []];
  for (const hit of hits) {
    const taken = places.get(hit.entry.kind) ?? 0;
    places.set(hit.entry.kind, taken + 1);
    (taken < placesOfKind ? first : rest).push(hit);
  }
  return [...first, ...rest].slice(0, shown);
}

const present = ({ entry: { id, name, level, simulated }, way }: Hit<Named>): SearchHit => ({ id, name, level, way, simulated });
