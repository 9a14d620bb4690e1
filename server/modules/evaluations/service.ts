import type { Principal } from '../../../db/repositories/access.ts';
import { createEvaluationRepository, type EvaluationFilter, type FlagEvaluationFilter } from '../../../db/repositories/evaluations.ts';
import type { CursorValue, Page, PageRequest } from '../../../db/repositories/paging.ts';
import type { Evaluation, FlagEvaluation } from '../../../schemas/evaluations.ts';
import { flagOutcomes } from '../../../schemas/vocabulary.ts';
import type { ServerContext } from '../../context.ts';
import { withheldMiss } from '../../disclosure/figures.ts';
import { pastWithheldFrom } from '../../disclosure/few-schools.ts';
import { programmesToldTo } from '../../disclosure/own-programmes.ts';
import { seesAll } from '../../disclosure/readers.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';

type Repository = ReturnType<typeof createEvaluationRepository>;
type ForecastRow = Awaited<ReturnType<Repository['pageForecasts']>>['items'][number];
type FlagRow = Awaited<ReturnType<Repository['pageFlags']>>['items'][number];
const csvBatch = 500;

async function* walk<Row, Item>(read: (page: PageRequest) => Promise<Page<Row>>, present: (row: Row) => Item): AsyncGenerator<Item> {
  let cursor: CursorValue[] | null = null;
  do {
    const page: Page<Row> = await read({ limit: csvBatch, ...(cursor === null ? {} : { cursor }) });
    yield* page.items.map(present);
    cursor = page.next;
  } while (cursor !== null);
}

export function createEvaluationService({ db }: ServerContext) {
  const repository = createEvaluationRepository(db);
  /** A page with the largest misses as the reader is told them: without numbers where either run withholds the series. */
  async function readForecasts(principal: Principal, filter: EvaluationFilter, request: PageRequest): Promise<Page<Evaluation>> {
    const page = await repository.pageForecasts(filter, request);
    const runIds = seesAll(principal) ? [] : [...new Set(page.items.flatMap(({ runId, againstRunId }) => [runId, againstRunId]))];
    const withheld = await repository.withheldSeries(runIds);
    const isTold = await programmesToldTo(db, principal);
    const supplied = page.items.filter(({ side }) => side === 'supply').flatMap(({ misses }) => misses.map(({ code }) => code));
    const few = await pastWithheldFrom(db, principal, { runIds, majorCodes: supplied });
    const present = ({ misses, ...row }: ForecastRow): Evaluation => {
      const isHidden = (code: string) =>
        (row.side === 'intake' && !isTold(code)) ||
        [row.runId, row.againstRunId].some((run) => withheld.has(`${run}|${row.side}|${code}`) || (row.side === 'supply' && few(run, code)));
      return { ...row, misses: misses.map((miss) => (isHidden(miss.code) ? withheldMiss(miss) : miss)), evaluatedAt: row.evaluatedAt.toISOString() };
    };
    return { items: page.items.map(present), next: page.next };
  }
  /** Whether the direction was right is told; the demand is not where either run withholds it, nor graduates of few schools. */
  async function readFlags(principal: Principal, filter: FlagEvaluationFilter, request: PageRequest): Promise<Page<FlagEvaluation>> {
    const page = await repository.pageFlags(filter, request);
    const runIds = [...new Set(page.items.flatMap(({ row }) => [row.runId, row.againstRunId]))];
    const few = await pastWithheldFrom(db, principal, { runIds, majorCodes: page.items.map(({ row }) => row.majorCode) });
    const present = ({ row: { key: _key, ...row }, majorName, suppressed }: FlagRow): FlagEvaluation => ({
      ...{ ...row, majorName, suppressed, demand: seesAll(principal) || suppressed === null ? row.demand : null },
      supply: [row.runId, row.againstRunId].some((run) => few(run, row.majorCode)) ? null : row.supply,
    });
    return { items: page.items.map(present), next: page.next };
  }
  return {
    async forecasts(principal: Principal, filter: EvaluationFilter, query: PageQuery) {
      const page = await readForecasts(principal, filter, toPageRequest(query, ['text', 'text', 'text', 'number']));
      return toList(page, query, (row) => row, () => repository.countForecasts(filter)); // prettier-ignore
    },
    forecastRows: (principal: Principal, filter: EvaluationFilter) => walk((page) => readForecasts(principal, filter, page), (row) => row), // prettier-ignore
    async flags(principal: Principal, filter: FlagEvaluationFilter, query: PageQuery) {
      const page = await readFlags(principal, filter, toPageRequest(query, ['text', 'text', 'text']));
      const counts = await repository.countOutcomes(filter);
      const outcomes = Object.fromEntries(flagOutcomes.map((name) => [name, counts.get(name) ?? 0])) as Record<(typeof flagOutcomes)[number], number>;
      const asked: readonly (typeof flagOutcomes)[number][] = filter.outcome === undefined ? flagOutcomes : [filter.outcome];
      const total = asked.reduce((sum, name) => sum + outcomes[name], 0);
      return {
        ...(await toList(
          page,
          query,
          (row) => row,
          () => Promise.resolve(total),
        )),
        outcomes,
      };
    },
    flagRows: (principal: Principal, filter: FlagEvaluationFilter) => walk((page) => readFlags(principal, filter, page), (row) => row), // prettier-ignore
  };
}
