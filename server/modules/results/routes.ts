import { Type } from 'typebox';
import { flagSorts, gapSorts, totalSorts } from '../../../db/repositories/result-lists.ts';
import { Id, MajorCode, pageQuery, ref, RegionCode, Year } from '../../../schemas/common.ts';
import { FlagPage, GapPage, GapTotalPage, Series } from '../../../schemas/results.ts';
import { bands, cuts, flagClasses, levels, windows } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { badId, bearer, problems } from '../../routes.ts';
import { flagTable, gapTable, totalTable } from './table.ts';
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

const Group = Type.String({ minLength: 1, maxLength: 16, description: 'Code of a class 专业类 or category 专业大类, as in GET /majors.' });
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
    class: Type.Optional(Group),
    category: Type.Optional(Group),
    window: Type.Optional(Type.Enum([...windows], { description: 'Totals of the window instead of single years.' })),
    sort: signed(gapSorts),
  },
  { additionalProperties: false },
);
const totalQuery = Type.Object(
  {
    ...pageQuery,
    by: Type.Enum([...cuts], { description: 'class 专业类, category 专业大类, level 层次, chain 产业链, region 全市' }),
    runId: Type.Optional(Id),
    code: Type.Optional(Type.String({ maxLength: 64, description: 'One group.' })),
    level: Type.Optional(Type.Enum([...levels])),
    year: Type.Optional(Year),
    window: Type.Optional(Type.Enum([...windows], { description: 'Totals of the window instead of single years.' })),
    sort: signed(totalSorts),
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
    chain: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Majors this chain names.' })),
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
        description: fileNote,
        querystring: gapQuery,
        response: {
          200: listOrFile(ref(GapPage)),
          ...problems(401, 403, 404, 422),
        },
      },
    },
    async (request, reply) => {
      const { runId, majorCode, level, band, year, region, chain, window, sort, class: classCode, category: categoryCode } = request.query;
      const filter = {
        ...defined({ majorCode, level, band, year, regionCode: region, window, classCode, categoryCode }),
        span: window === undefined ? ('year' as const) : ('total' as const),
        chainKey: chain ?? 'city',
      };
      const principal = principalOf(request);
      const by = parseSort(gapSorts, sort ?? 'majorCode');
      const kind = fileAsked(request);
      if (kind === null) return service.gaps(principal, runId, filter, by, request.query);
      return sendFile(context, request, reply, kind, { table: gapTable, rows: await service.gapRows(principal, runId, filter, by), runs: [runId] });
    },
  );
  app.get(
    '/gaps/totals',
    {
      config,
      schema: {
        ...common,
        operationId: 'listGapTotals',
        summary: 'Gaps added up by class, category, level, chain or region, with intervals of their own',
        description: `From the joint sample paths of the majors: demand, supply and gap add up from majors to the region, intervals do not. ${fileNote}`,
        querystring: totalQuery,
        response: { 200: listOrFile(ref(GapTotalPage)), ...problems(401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      const { runId, by: cut, code, level, year, window, sort } = request.query;
      const filter = { ...defined({ code, level, year, window }), cut, span: window === undefined ? ('year' as const) : ('total' as const) };
      const principal = principalOf(request);
      const by = parseSort(totalSorts, sort ?? 'key');
      const kind = fileAsked(request);
      if (kind === null) return service.totals(principal, runId, filter, by, request.query);
      return sendFile(context, request, reply, kind, { table: totalTable, rows: await service.totalRows(principal, runId, filter, by), runs: [runId] });
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
        description: fileNote,
        querystring: flagQuery,
        response: { 200: listOrFile(ref(FlagPage)), ...problems(401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { runId, level, majorCode, chain } = query;
      const principal = principalOf(request);
      const by = parseSort(flagSorts, query.sort ?? '-urgency');
      const filter = defined({ class: query.class, level, majorCode, chain });
      const kind = fileAsked(request);
      if (kind === null) return service.flags(principal, runId, filter, by, query);
      return sendFile(context, request, reply, kind, { table: flagTable, rows: await service.flagRows(principal, runId, filter, by), runs: [runId] });
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
        description:
          'For schools and enterprises history and forecast come empty where too few enterprises are behind them, the intake of a programme where it is not their own, and the past of a supply where fewer than three schools are behind it.',
        params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 120 }) }, { additionalProperties: false }),
        response: { 200: ref(Series), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.series(principalOf(request), request.params.id),
  );
}
