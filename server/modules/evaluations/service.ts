import { createEvaluationRepository, type EvaluationFilter, type FlagEvaluationFilter } from '../../../db/repositories/evaluations.ts';
import type { CursorValue, Page, PageRequest } from '../../../db/repositories/paging.ts';
import type { Evaluation, FlagEvaluation } from '../../../schemas/evaluations.ts';
import { flagOutcomes } from '../../../schemas/vocabulary.ts';
import type { ServerContext } from '../../context.ts';
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
  return {
    async forecasts(filter: EvaluationFilter, query: PageQuery) {
      const page = await repository.pageForecasts(filter, toPageRequest(query, ['text', 'text', 'text', 'number']));
      return toList(page, query, presentForecast, () => repository.countForecasts(filter));
    },
    forecastRows: (filter: EvaluationFilter) => walk((page) => repository.pageForecasts(filter, page), presentForecast),
    async flags(filter: FlagEvaluationFilter, query: PageQuery) {
      const page = await repository.pageFlags(filter, toPageRequest(query, ['text', 'text', 'text']));
      const counts = await repository.countOutcomes(filter);
      const outcomes = Object.fromEntries(flagOutcomes.map((name) => [name, counts.get(name) ?? 0])) as Record<(typeof flagOutcomes)[number], number>;
      const asked: readonly (typeof flagOutcomes)[number][] = filter.outcome === undefined ? flagOutcomes : [filter.outcome];
      const total = asked.reduce((sum, name) => sum + outcomes[name], 0);
      return { ...(await toList(page, query, presentFlag, () => Promise.resolve(total))), outcomes };
    },
    flagRows: (filter: FlagEvaluationFilter) => walk((page) => repository.pageFlags(filter, page), presentFlag),
  };
}

const presentForecast = (row: ForecastRow): Evaluation => ({ ...row, evaluatedAt: row.evaluatedAt.toISOString() });

function presentFlag({ row: { key: _key, ...row }, majorName }: FlagRow): FlagEvaluation {
  return { ...row, majorName };
}
