import { Type } from 'typebox';
import { flagSorts, gapSorts } from '../../../db/repositories/results.ts';
import { Id, MajorCode, pageQuery, ref, RegionCode, Year } from '../../../schemas/common.ts';
import { FlagPage, GapPage, Series } from '../../../schemas/results.ts';
import { bands, flagClasses, levels, windows } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { languageOf } from '../../problems.ts';
import { badId, bearer, problems } from '../../routes.ts';
import { gapCsv } from './csv.ts';
import { createResultService } from './service.ts';

const signed = (names: readonly string[]) =>
  Type.Optional(
    Type.Enum(
      names.flatMap((name) => [name, `-${name}`]),
      { description: 'A minus sorts descending.' },
    ),
  );
/** `-gap` → by gap, descending. */
const parseSort = <T extends string>(names: readonly [T, ...T[]], text: string) => ({
  by: names.find((name) => text.replace('-', '') === name) ?? names[0],
  descending: text.startsWith('-'),
});

const gapQuery = Type.Object(
  {
    ...pageQuery,
    runId: Type.Optional(Id),
    majorCode: Type.Optional(MajorCode),
    level: Type.Optional(Type.Enum([...levels])),
    band: Type.Optional(Type.Enum([...bands])),
    year: Type.Optional(Year),
    region: Type.Optional(RegionCode),
    chain: Type.Optional(Type.String({ maxLength: 64, default: 'city', description: '`city` (default), a chain id, or `outside`.' })),
    window: Type.Optional(Type.Enum([...windows], { description: 'Totals of the window instead of single years.' })),
    sort: signed(gapSorts),
  },
  { additionalProperties: false },
);
const flagQuery = Type.Object(
  {
    ...pageQuery,
    runId: Type.Optional(Id),
    class: Type.Optional(Type.Enum([...flagClasses])),
    level: Type.Optional(Type.Enum([...levels])),
    majorCode: Type.Optional(MajorCode),
    chain: Type.Optional(Id),
    sort: signed(flagSorts),
  },
  { additionalProperties: false },
);

export function resultRoutes(app: App, context: ServerContext): void {
  const service = createResultService(context);
  const config = { policy: everyRole } as const;
  const common = { tags: ['results'], security: bearer };

  app.get(
    '/gaps',
    {
      config,
      schema: {
        ...common,
        operationId: 'listGaps',
        summary: 'Gap report: demand, supply and gap with intervals by major, level, year, chain and region',
        description: 'JSON in pages; the whole answer as CSV with `Accept: text/csv`.',
        querystring: gapQuery,
        response: {
          200: { description: 'Default Response', content: { 'application/json': { schema: ref(GapPage) }, 'text/csv': { schema: Type.String() } } },
          ...problems(401, 403, 404, 422),
        },
      },
    },
    async (request, reply) => {
      const { runId, majorCode, level, band, year, region, chain, window, sort } = request.query;
      const filter = {
        ...defined({ majorCode, level, band, year, regionCode: region, window }),
        span: window === undefined ? ('year' as const) : ('total' as const),
        chainKey: chain ?? 'city',
      };
      const principal = principalOf(request);
      const by = parseSort(gapSorts, sort ?? 'majorCode');
      if (!(request.headers.accept ?? '').includes('text/csv')) return service.gaps(principal, runId, filter, by, request.query);
      const rows = await service.gapRows(principal, runId, filter, by);
      void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="gaps.csv"');
      // the published type of a text answer is a string; fastify sends a stream as it is
      return gapCsv(rows, languageOf(request)) as unknown as string;
    },
  );
  app.get(
    '/flags',
    {
      config,
      schema: {
        ...common,
        operationId: 'listFlags',
        summary: 'Flags with reasons and evidence, most urgent first',
        querystring: flagQuery,
        response: { 200: ref(FlagPage), ...problems(401, 403, 404, 422) },
      },
    },
    async (request) => {
      const { query } = request;
      const { runId, level, majorCode, chain } = query;
      const by = parseSort(flagSorts, query.sort ?? '-urgency');
      return service.flags(principalOf(request), runId, defined({ class: query.class, level, majorCode, chain }), by, query);
    },
  );
  app.get(
    '/series/:id',
    {
      config,
      schema: {
        ...common,
        operationId: 'getSeries',
        summary: 'One series with history, forecast, intervals and why',
        params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 120 }) }, { additionalProperties: false }),
        response: { 200: ref(Series), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.series(principalOf(request), request.params.id),
  );
}
