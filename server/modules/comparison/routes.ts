import { Type } from 'typebox';
import { comparisonSorts } from '../../../db/repositories/comparison.ts';
import { Id, MajorCode, pageQuery, ref } from '../../../schemas/common.ts';
import { RunComparison } from '../../../schemas/comparison.ts';
import { levels } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { languageOf } from '../../problems.ts';
import { badId, bearer, problems } from '../../routes.ts';
import { comparisonCsv } from './csv.ts';
import { createComparisonService } from './service.ts';

const query = Type.Object(
  {
    ...pageQuery,
    with: Type.Unsafe<string>({ ...Id, description: 'The run compared with: the one before.' }),
    majorCode: Type.Optional(MajorCode),
    level: Type.Optional(Type.Enum([...levels])),
    onlyChanged: Type.Optional(Type.Boolean({ default: false, description: 'Only cells in which something differs.' })),
    sort: Type.Optional(
      Type.Enum(
        comparisonSorts.flatMap((name) => [name, `-${name}`]),
        { description: '`-change` (default): largest change of the gap first, either way.' },
      ),
    ),
  },
  { additionalProperties: false },
);

export function comparisonRoutes(app: App, context: ServerContext): void {
  const service = createComparisonService(context);
  app.get(
    '/runs/:id/comparison',
    {
      config: { policy: everyRole },
      schema: {
        tags: ['runs'],
        security: bearer,
        operationId: 'compareRuns',
        summary: 'What changed between two runs, cell by cell, and why',
        description: 'City totals of the decision window. JSON in pages; the whole answer as CSV with `Accept: text/csv`.',
        params: Type.Object({ id: Id }, { additionalProperties: false }),
        querystring: query,
        response: {
          200: { description: 'Default Response', content: { 'application/json': { schema: ref(RunComparison) }, 'text/csv': { schema: Type.String() } } },
          ...problems(...badId, 401, 403, 409),
        },
      },
    },
    async (request, reply) => {
      const { with: other, majorCode, level, onlyChanged, sort = '-change' } = request.query;
      const asked = defined({ majorCode, level, onlyChanged });
      const by = { by: comparisonSorts.find((name) => sort.endsWith(name)) ?? 'change', descending: sort.startsWith('-') };
      const principal = principalOf(request);
      if (!(request.headers.accept ?? '').includes('text/csv')) return service.compare(principal, request.params.id, other, asked, by, request.query);
      const { ids, rows } = await service.rows(principal, request.params.id, other, asked, by);
      void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="comparison.csv"');
      // the published type of a text answer is a string; fastify sends a stream as it is
      return comparisonCsv(rows, ids, languageOf(request)) as unknown as string;
    },
  );
}
