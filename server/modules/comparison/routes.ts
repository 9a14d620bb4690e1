import { Type } from 'typebox';
import { comparisonSorts } from '../../../db/repositories/comparison.ts';
import { Id, MajorCode, pageQuery, ref } from '../../../schemas/common.ts';
import { RunComparison } from '../../../schemas/comparison.ts';
import { levels } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { badId, bearer, problems } from '../../routes.ts';
import { comparisonTable } from './table.ts';
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
        description: `City totals of the decision window. ${fileNote}`,
        params: Type.Object({ id: Id }, { additionalProperties: false }),
        querystring: query,
        response: {
          200: listOrFile(ref(RunComparison)),
          ...problems(...badId, 401, 403, 409),
        },
      },
    },
    async (request, reply) => {
      const { with: other, majorCode, level, onlyChanged, sort = '-change' } = request.query;
      const asked = defined({ majorCode, level, onlyChanged });
      const by = { by: comparisonSorts.find((name) => sort.endsWith(name)) ?? 'change', descending: sort.startsWith('-') };
      const principal = principalOf(request);
      const kind = fileAsked(request);
      if (kind === null) return service.compare(principal, request.params.id, other, asked, by, request.query);
      const { ids, rows } = await service.rows(principal, request.params.id, other, asked, by);
      return sendFile(context, request, reply, kind, { table: comparisonTable(ids), rows, runs: [other, request.params.id] });
    },
  );
}
