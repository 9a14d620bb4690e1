import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { pageQuery, ref, Year } from '../../../schemas/common.ts';
import { PostingStatisticsPage } from '../../../schemas/posting-statistics.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined, pageOfRows } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { bearer, problems } from '../../routes.ts';
import { createPostingStatisticsService } from './service.ts';
import { postingStatisticsTable } from './table.ts';

const listQuery = Type.Object(
  {
    ...pageQuery,
    year: Type.Optional({ ...Year, description: 'Last year the postings were opened in. Default: the newest complete reporting year.' }),
    years: Type.Optional(Type.Integer({ minimum: 1, maximum: 10, default: 3, description: 'How many years, that one included.' })),
  },
  { additionalProperties: false },
);

/** Fill rates and days open of the city, and of the own enterprise beside them. */
export function postingStatisticsRoutes(app: App, context: ServerContext): void {
  const service = createPostingStatisticsService(context);
  app.get(
    '/postings/statistics',
    {
      config: { policy: everyRole },
      schema: {
        ...{ tags: ['demand'], security: bearer },
        operationId: 'listPostingStatistics',
        summary: 'Fill rate 招满率 and days open of postings by occupation: the city, and the own enterprise',
        description: `All occupations together first. Figures of fewer than three enterprises are withheld outside planning. ${fileNote}`,
        querystring: listQuery,
        response: { 200: listOrFile(ref(PostingStatisticsPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { year, years } = request.query;
      const rows = await service.rows(principalOf(request), defined({ year, years }));
      const file = fileAsked(request);
      if (file === null) return pageOfRows(rows, request.query, (row) => row.occupationCode ?? '');
      return sendFile(context, request, reply, file, { table: postingStatisticsTable, rows: Readable.from(rows) });
    },
  );
}
