import { createCatalogueCodeRepository, type CodeFilter } from '../../../db/repositories/catalogue-codes.ts';
import { createCatalogueEditionRepository } from '../../../db/repositories/catalogue-editions.ts';
import { createCatalogueImportRepository, type ReplacementFilter } from '../../../db/repositories/catalogue-imports.ts';
import { systemKinds, type CatalogueKind } from '../../../db/repositories/catalogue-tables.ts';
import type { CursorValue, Page, PageRequest } from '../../../db/repositories/paging.ts';
import type { CatalogueCode, CatalogueEdition, CatalogueReplacement } from '../../../schemas/catalogue-imports.ts';
import { catalogueKinds } from '../../../schemas/vocabulary.ts';
import type { ServerContext } from '../../context.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';

const fileBatch = 500;
type CodeRow = Awaited<ReturnType<ReturnType<typeof createCatalogueCodeRepository>['page']>>['items'][number];

/** The catalogues as they stand, their editions, and what became of codes. */
export function createCatalogueCodeService({ db }: Pick<ServerContext, 'db'>) {
  const codes = createCatalogueCodeRepository(db);
  const editions = createCatalogueEditionRepository(db);
  const imports = createCatalogueImportRepository(db);

  async function presented({ kind, retired }: CodeFilter, page: Page<CodeRow>): Promise<Page<CatalogueCode>> {
    const became = retired ? await imports.replacementsOf(kind, page.items.map(({ row }) => row.code)) : []; // prettier-ignore
    const byOld = Map.groupBy(became, (row) => row.oldCode);
    return {
      next: page.next,
      items: page.items.map(({ row: { code, name, level, systemId, retired: gone, retiredIn, ...fields }, edition }) => {
        const { replacedBy: _unused, ...rest } = fields as typeof fields & { replacedBy?: unknown };
        return {
          // occupations are told by the number of their parts
          ...{ code, name, level: String((rest as { depth?: number }).depth ?? level), fields: rest, codeSystem: systemId, edition, retired: gone, retiredIn },
          replacedBy: (byOld.get(code) ?? []).map((to) => ({ code: to.newCode, weight: to.weight })),
        };
      }),
    };
  }
  async function* walk<T>(next: (page: PageRequest) => Promise<Page<T>>): AsyncGenerator<T> {
    let cursor: CursorValue[] | null = null;
    do {
      const page: Page<T> = await next({ limit: fileBatch, ...(cursor === null ? {} : { cursor }) });
      yield* page.items;
      cursor = page.next;
    } while (cursor !== null);
  }
  const codePage = async (filter: CodeFilter, page: PageRequest) => presented(filter, await codes.page(filter, page));
  const replacementPage = async (filter: ReplacementFilter, asked: PageRequest): Promise<Page<CatalogueReplacement>> => {
    const page = await imports.pageReplacements(filter, asked);
    return { next: page.next, items: page.items.map(({ systemId, ...row }) => ({ ...row, codeSystem: systemId })) };
  };
  const same = <T>(item: T): T => item;

  return {
    async codes(filter: CodeFilter, query: PageQuery) {
      return toList(await codePage(filter, toPageRequest(query, ['text'])), query, same, () => codes.count(filter));
    },
    codeRows: (filter: CodeFilter) => walk((page) => codePage(filter, page)),
    async editions(kind: CatalogueKind | undefined, query: PageQuery) {
      return toList(await editions.page(kind, toPageRequest(query, ['text', 'text'])), query, presentEdition, () => editions.count(kind));
    },
    async replacements(filter: ReplacementFilter, query: PageQuery) {
      const page = await replacementPage(filter, toPageRequest(query, ['text', 'text', 'text']));
      return toList(page, query, same, () => imports.countReplacements(filter));
    },
    replacementRows: (filter: ReplacementFilter) => walk((page) => replacementPage(filter, page)),
  };
}

type EditionRow = Awaited<ReturnType<ReturnType<typeof createCatalogueEditionRepository>['page']>>['items'][number];

function presentEdition({ kind, arrival: _arrival, importedAt, ...row }: EditionRow): CatalogueEdition {
  const of = catalogueKinds.find((one) => systemKinds[one] === kind);
  if (of === undefined) throw new Error(`edition ${row.id} needs a kind of catalogue, got ${kind}`);
  return { ...row, kind: of, importedAt: importedAt?.toISOString() ?? null };
}
