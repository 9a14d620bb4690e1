import { Type } from 'typebox';
import { Id, MajorCode, pageQuery, ref } from '../../../schemas/common.ts';
import { ConflictPage, Rule, RuleCopyInput, RuleFindingPage, RulePage } from '../../../schemas/rules.ts';
import { ruleOutcomes } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { seenOf, tagOf } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { conflictLines, conflictTable, findingTable } from './table.ts';
import { createRuleService } from './service.ts';

/** Findings name programmes, schools and enterprises: the public bodies see them all. */
const readers = ['planner', 'secretariat', 'administrator'] as const;

export function ruleRoutes(app: App, context: ServerContext): void {
  const service = createRuleService(context);
  const common = { tags: ['rules'], security: bearer };
  app.get(
    '/rules',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'listRules',
        summary: 'Published rules: thresholds with their copies, source, certainty, what is missing',
        querystring: Type.Object({ ...pageQuery, runId: Type.Optional(Id) }, { additionalProperties: false }),
        response: { 200: ref(RulePage), ...problems(401, 403, 404, 422) },
      },
    },
    async ({ query }) => service.list(query.runId, query),
  );
  app.put(
    '/rules/:id/thresholds',
    {
      config: { policy: ['planner', 'administrator'] },
      schema: {
        ...common,
        operationId: 'copyRuleThresholds',
        summary: 'Change thresholds of a rule in a copy, or go back to the original',
        description:
          'The version is `thresholdsVersion` of the rule. Runs that start from now on use the copy. A change and a return to the original both say why (`note`).',
        params: Type.Object({ id: Id }, { additionalProperties: false }),
        body: ref(RuleCopyInput),
        response: { 200: ref(Rule), ...problems(...new Set([...badBody, ...badId]), 401, 403) },
      },
    },
    async (request, reply) => {
      const rule = await service.copy(principalOf(request), request.params.id, request.body, seenOf(request), request.id);
      return reply.header('etag', tagOf(rule.thresholdsVersion)).send(rule);
    },
  );
  app.get(
    '/rule-findings',
    {
      config: { policy: readers },
      schema: {
        ...common,
        operationId: 'listRuleFindings',
        summary: 'What the rules found in a run, with numbers and a sentence',
        description: fileNote,
        querystring: Type.Object(
          {
            ...pageQuery,
            runId: Type.Optional(Id),
            rule: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Id of a rule, as GET /rules lists them.' })),
            majorCode: Type.Optional(MajorCode),
            outcome: Type.Optional(Type.Enum([...ruleOutcomes])),
          },
          { additionalProperties: false },
        ),
        response: {
          200: listOrFile(ref(RuleFindingPage)),
          ...problems(401, 403, 404, 422),
        },
      },
    },
    async (request, reply) => {
      const { runId, rule, majorCode, outcome } = request.query;
      const filter = defined({ ruleId: rule, majorCode, outcome });
      const kind = fileAsked(request);
      if (kind === null) return service.findings(runId, filter, request.query);
      return sendFile(context, request, reply, kind, { table: findingTable, rows: await service.findingRows(runId, filter), runs: [runId] });
    },
  );
  app.get(
    '/conflicts',
    {
      config: { policy: readers },
      schema: {
        ...common,
        operationId: 'listConflicts',
        summary: 'Majors where the forecast flag and a rule point opposite ways, side by side',
        description: fileNote,
        querystring: Type.Object({ ...pageQuery, runId: Type.Optional(Id) }, { additionalProperties: false }),
        response: { 200: listOrFile(ref(ConflictPage)), ...problems(401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      const { runId } = request.query;
      const kind = fileAsked(request);
      if (kind === null) return service.conflicts(runId, request.query);
      return sendFile(context, request, reply, kind, { table: conflictTable, rows: conflictLines(await service.conflictRows(runId)), runs: [runId] });
    },
  );
}
