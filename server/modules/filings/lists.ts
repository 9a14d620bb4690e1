import type { Principal } from '../../../db/repositories/access.ts';
import { createActorRepository } from '../../../db/repositories/actors.ts';
import { createFilingCoverageRepository, type CoverageFilter } from '../../../db/repositories/filing-coverage.ts';
import { createFilingRepository, type FilingFilter } from '../../../db/repositories/filings.ts';
import type { CursorValue } from '../../../db/repositories/paging.ts';
import type { Filing, FilingCoverage } from '../../../schemas/filings.ts';
import { filingStandings, filingStates } from '../../../schemas/vocabulary.ts';
import type { ServerContext } from '../../context.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createReporting } from '../../reporting.ts';
import { createFilingAccess } from './access.ts';
import { presentEvent, presentFiling } from './present.ts';

const batch = 500;
const counts = <const Names extends readonly string[]>(names: Names, found: ReadonlyMap<string, number>) =>
  Object.fromEntries(names.map((name) => [name, found.get(name) ?? 0])) as Record<Names[number], number>;
const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);

/** Filings by state, what became of one, and who has not filed. */
export function createFilingLists(context: ServerContext) {
  const filings = createFilingRepository(context.db);
  const coverage = createFilingCoverageRepository(context.db);
  const actors = createActorRepository(context.db);
  const reporting = createReporting(context);
  const access = createFilingAccess(context);
  const scoped = (principal: Principal, asked: FilingFilter): FilingFilter => ({
    ...asked,
    ...reporting.scope(principal, asked.organisationId === undefined ? {} : { organisationId: asked.organisationId }),
  });
  async function present(rows: Awaited<ReturnType<typeof filings.page>>['items']): Promise<Filing[]> {
    const counted = await filings.lineCounts(rows.map(({ row }) => row.id));
    return rows.map((one) => presentFiling(one, counted.get(one.row.id)));
  }

  return {
    async list(principal: Principal, asked: FilingFilter, query: PageQuery) {
      const filter = scoped(principal, asked);
      const page = await filings.page(filter, toPageRequest(query, ['text']));
      const items = await present(page.items);
      const totals = query.total === true ? await filings.totals(filter) : new Map<string, number>();
      const list = await toList(
        { ...page, items },
        query,
        (item) => item,
        () => Promise.resolve(sum(totals.values())),
      );
      return query.total === true ? { ...list, totals: counts(filingStates, totals) } : list;
    },
    /** All of them, for files. */
    async *rows(principal: Principal, asked: FilingFilter): AsyncGenerator<Filing> {
      const filter = scoped(principal, asked);
      let cursor: CursorValue[] | null = null;
      do {
        const page: Awaited<ReturnType<typeof filings.page>> = await filings.page(filter, { limit: batch, ...(cursor === null ? {} : { cursor }) });
        yield* await present(page.items);
        cursor = page.next;
      } while (cursor !== null);
    },
    async history(principal: Principal, id: string, query: PageQuery) {
      await access.visible(principal, id);
      const page = await filings.pageEvents(id, toPageRequest(query, ['text']));
      const names = await actors.names(page.items.map(({ actor }) => actor));
      const planning = principal.role === 'planner' || principal.role === 'administrator';
      return toList(
        page,
        query,
        (event) => presentEvent(event, names, planning),
        () => filings.countEvents(id),
      );
    },
    async coverage(filter: CoverageFilter, query: PageQuery) {
      const page = await coverage.page(filter, toPageRequest(query, ['number', 'text']));
      const totals = query.total === true ? await coverage.totals(filter) : new Map<string, number>();
      const total = () => Promise.resolve(filter.standing === undefined ? sum(totals.values()) : (totals.get(filter.standing) ?? 0));
      const list = await toList(page, query, presentCoverage, total);
      return query.total === true ? { ...list, totals: counts(filingStandings, totals) } : list;
    },
    async *coverageRows(filter: CoverageFilter): AsyncGenerator<FilingCoverage> {
      let cursor: CursorValue[] | null = null;
      do {
        const page: Awaited<ReturnType<typeof coverage.page>> = await coverage.page(filter, { limit: batch, ...(cursor === null ? {} : { cursor }) });
        yield* page.items.map(presentCoverage);
        cursor = page.next;
      } while (cursor !== null);
    },
  };
}

type CoverageRow = Awaited<ReturnType<ReturnType<typeof createFilingCoverageRepository>['page']>>['items'][number];
function presentCoverage({ organisationId, organisationName, standing, filingId, persons, facts, newestYear, lastAt, simulated }: CoverageRow): FilingCoverage {
  return {
    organisationId,
    organisationName,
    standing,
    filingId,
    personsLastYear: persons,
    facts,
    newestYear,
    lastReportAt: lastAt?.toISOString() ?? null,
    simulated,
  };
}
