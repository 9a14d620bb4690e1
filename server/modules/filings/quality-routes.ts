import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { pageQuery, ref, Year } from '../../../schemas/common.ts';
import { FilingCoverageGroupPage, UnusualReportPage } from '../../../schemas/filings.ts';
import { filingKinds } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { bearer, problems } from '../../routes.ts';
import { createFilingQuality } from './quality.ts';
import { coverageGroupTable, unusualTable } from './tables.ts';

const yearQuery = Type.Object({ ...pageQuery, kind: Type.Enum([...filingKinds]), year: Year }, { additionalProperties: false });

/** Coverage and timeliness of reports, and values that planners should look at. */
export function filingQualityRoutes(app: App, context: ServerContext): void {
  const quality = createFilingQuality(context);
  const config = { policy: ['planner', 'administrator'] } as const;
  const common = { tags: ['filings'], security: bearer };
  app.get(
    '/filings/coverage/groups',
    {
      config,
      schema: {
        ...common,
        operationId: 'listFilingCoverageGroups',
        summary: 'How much of a year is reported and how old the rest is, by chain (demand) or level (enrolment)',
        description: fileNote,
        querystring: yearQuery,
        response: { 200: listOrFile(ref(FilingCoverageGroupPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { kind, year } = request.query;
      const file = fileAsked(request);
      if (file === null) return quality.groupPage({ kind, year }, request.query);
      return sendFile(context, request, reply, file, { table: coverageGroupTable, rows: Readable.from(await quality.groups({ kind, year })) });
    },
  );
  app.get(
    '/filings/unusual',
    {
      config,
      schema: {
        ...common,
        operationId: 'listUnusualReports',
        summary: 'Values of submitted filings that are far from the year before',
        description: `Compared as when a filing is submitted. ${fileNote}`,
        querystring: yearQuery,
        response: { 200: listOrFile(ref(UnusualReportPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { kind, year } = request.query;
      const file = fileAsked(request);
      if (file === null) return quality.unusualPage({ kind, year }, request.query);
      return sendFile(context, request, reply, file, { table: unusualTable, rows: Readable.from(await quality.unusual({ kind, year })) });
    },
  );
}
