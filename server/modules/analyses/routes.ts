import { Type } from 'typebox';
import { analysisBook } from '../../../documents/analyses/book.ts';
import { analysisDocument } from '../../../documents/analyses/blocks.ts';
import { writeSheetBook } from '../../../documents/sheet-book.ts';
import { Analysis, AnalysisInput, AnalysisItem, AnalysisPage, AnalysisTemplate, AnalysisTemplateInput, AnalysisTemplatePage } from '../../../schemas/analyses.ts'; // prettier-ignore
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { analysisKinds, analysisStates } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { docxType, sendDocument, sendNamed, xlsxType } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createAnalysisService } from './service.ts';
import type { AnalysisSources } from './sources.ts';

const strict = { additionalProperties: false };
const params = Type.Object({ id: Id }, strict);
const kindParams = Type.Object({ kind: Type.Enum([...analysisKinds]) }, strict);

/** Written reports 分析报告 from a run, and the templates they are arranged by. */
export function analysisRoutes(app: App, context: ServerContext, sources: AnalysisSources): void {
  const service = createAnalysisService(context, sources);
  const common = { tags: ['reports'], security: bearer };
  const makers = { policy: ['planner', 'secretariat', 'school', 'administrator'] } as const;
  const planners = { policy: ['planner', 'secretariat', 'administrator'] } as const;

  app.post(
    '/reports',
    {
      config: makers,
      schema: {
        ...common,
        operationId: 'makeReport',
        summary: 'Make a written report from a run: of the city, a school or a chain',
        description: 'Its figures are those the API answers to the caller; they are frozen at once, the file follows. A school makes the report of itself.',
        body: ref(AnalysisInput),
        response: { 202: ref(AnalysisItem), ...problems(...badBody, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const made = await service.make(principalOf(request), request.body, request.id);
      return reply.code(202).header('location', `/api/v1/reports/${made.id}`).send(made);
    },
  );
  app.get(
    '/reports',
    {
      config: makers,
      schema: {
        ...common,
        operationId: 'listReports',
        summary: 'Written reports, newest first; a school sees those it made',
        querystring: Type.Object(
          { ...pageQuery, kind: Type.Optional(Type.Enum([...analysisKinds])), state: Type.Optional(Type.Enum([...analysisStates])) },
          strict,
        ),
        response: { 200: ref(AnalysisPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.list(principalOf(request), defined({ kind: request.query.kind, state: request.query.state }), request.query),
  );
  app.get(
    '/reports/:id',
    {
      config: makers,
      schema: { ...common, operationId: 'getReport', summary: 'One report with its progress and its frozen content', description: 'Read it until `state` is ready; the content is there at once and never changes. A school reads those it made itself, others answer 404.', params, response: { 200: ref(Analysis), ...problems(...badId, 401, 403) } }, // prettier-ignore
    },
    async (request) => service.find(principalOf(request), request.params.id),
  );
  app.get(
    '/reports/:id/file',
    {
      config: makers,
      schema: {
        ...common,
        operationId: 'getReportFile',
        summary: 'The report as Word, or its tables and the sources of its figures as a spreadsheet',
        description:
          '409 until `state` is ready or where writing failed. Files are made from the frozen content at every call, so a later run or template changes nothing in them.',
        params,
        querystring: Type.Object({ format: Type.Optional(Type.Enum(['docx', 'xlsx'], { default: 'docx' })) }, strict),
        response: {
          200: {
            description: 'The file',
            content: { [docxType]: { schema: Type.String({ format: 'binary' }) }, [xlsxType]: { schema: Type.String({ format: 'binary' }) } },
          },
          ...problems(...badId, 401, 403, 409),
        },
      },
    },
    async (request, reply) => {
      const content = await service.ready(principalOf(request), request.params.id);
      if (request.query.format !== 'xlsx') return sendDocument(context, reply, content.title, analysisDocument(content));
      const bytes = await (context.sheetBooks ?? writeSheetBook)(analysisBook(content));
      return sendNamed(reply, xlsxType, `${content.title}.xlsx`, bytes);
    },
  );
  app.get(
    '/report-templates',
    {
      config: planners,
      schema: {
        ...common,
        operationId: 'listReportTemplates',
        summary: 'Templates of written reports, one a kind',
        response: { 200: ref(AnalysisTemplatePage), ...problems(401, 403) },
      },
    },
    async () => service.templates.list(),
  );
  app.put(
    '/report-templates/:kind',
    {
      config: { policy: ['planner', 'administrator'] },
      schema: {
        ...common,
        operationId: 'changeReportTemplate',
        summary: 'Change a template: title, issuer, which sections in which order, paragraphs of one’s own',
        description: 'Reports made from now on use it; those made before stay as they are.',
        params: kindParams,
        body: ref(AnalysisTemplateInput),
        response: { 200: ref(AnalysisTemplate), ...problems(...new Set([...badBody, ...badId]), 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await service.templates.save(principalOf(request), request.params.kind, request.body, seenOf(request), request.id)),
  );
}
