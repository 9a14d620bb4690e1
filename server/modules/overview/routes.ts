import { Type } from 'typebox';
import { Id, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { HeatPage } from '../../../schemas/heat.ts';
import { Overview } from '../../../schemas/overview.ts';
import { heatCuts, levels } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { bearer, problems } from '../../routes.ts';
import { createHeatService } from './heat.ts';
import { createOverviewService } from './overview.ts';
import { heatLines, heatTable } from './table.ts';

const heatQuery = Type.Object(
  {
    ...pageQuery,
    by: Type.Enum([...heatCuts], { description: 'Rows: major 专业 or class 专业类 by year, chain 产业链 by level.' }),
    runId: Type.Optional(Id),
    level: Type.Optional(Type.Enum([...levels])),
    class: Type.Optional(Type.String({ minLength: 1, maxLength: 16, description: 'Code of a class 专业类; not of chains.' })),
    chain: Type.Optional(Type.String({ maxLength: 64, default: 'city', description: 'Of majors: `city` (default), a chain id, or `outside`.' })),
    year: Type.Optional(Type.Unsafe<number>({ ...Year, description: 'Of chains; the first year of the city’s decision window by default.' })),
  },
  { additionalProperties: false },
);

export function overviewRoutes(app: App, context: ServerContext): void {
  const overview = createOverviewService(context);
  const heat = createHeatService(context);
  const config = { policy: everyRole } as const;
  const common = { tags: ['results'], security: bearer };

  app.get(
    '/overview',
    {
      config,
      schema: {
        ...common,
        operationId: 'getOverview',
        summary: 'What needs a decision now: flags by persons × confidence, what waits, and how much was reported',
        description:
          'By the newest run that succeeded; `runId` is null before the first. What waits is told to the role that can do something about it; sums of persons and what was reported only to planners, secretariat and administrators. Flags are the most urgent eight.',
        response: { 200: ref(Overview), ...problems(401, 403) },
      },
    },
    async (request) => overview.read(principalOf(request)),
  );
  app.get(
    '/gaps/heat',
    {
      config,
      schema: {
        ...common,
        operationId: 'listHeat',
        summary: 'Gaps as a heat map: majors or classes by year, chains by level',
        description: `Means over paths, so rows of chains are sums of their majors; figures made of withheld ones are withheld. ${fileNote} Files have a line a cell.`,
        querystring: heatQuery,
        response: { 200: listOrFile(ref(HeatPage)), ...problems(401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      const { by, runId, level, class: classCode, chain, year } = request.query;
      const asked = { by, chainKey: chain ?? 'city', ...defined({ runId, level, classCode, year }) };
      const principal = principalOf(request);
      const file = fileAsked(request);
      if (file === null) return heat.page(principal, asked, request.query);
      return sendFile(context, request, reply, file, { table: heatTable, rows: heatLines(await heat.rows(principal, asked)), runs: [runId] });
    },
  );
}
