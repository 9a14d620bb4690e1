import { Type } from 'typebox';
import { Id, MajorCode, pageQuery, ref } from '../../../schemas/common.ts';
import { ConflictPage, Rule, RuleCopyInput, RuleFindingPage, RulePage, ThresholdEditPage } from '../../../schemas/rules.ts';
import { ruleOutcomes } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { seenOf, tagOf } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { conflictLines, conflictTable, findingTable, ruleLines, ruleTable, thresholdLines, thresholdTable } from './table.ts';
import { createRuleService } from './service.ts';
import { createThresholdEdits } from './threshold-edits.ts';

/** Findings name programmes, schools and enterprises: the public bodies see them all. */
const rule = Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Id of a rule, as GET /rules lists them.' }));
const readers = ['planner', 'secretariat', 'administrator'] as const;

export function ruleRoutes(app: App, context: ServerContext): void {
  const service = createRuleService(context);
  const edits = createThresholdEdits(context);
  const common = { tags: ['rules'], security: bearer };
  app.get(
    '/rules',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'listRules',
        summary: 'Published rules: thresholds with their copies, source, certainty, what is missing',
        description: `Files have one line a threshold. ${fileNote}`,
        querystring: Type.Object({ ...pageQuery, runId: Type.Optional(Id) }, { additionalProperties: false }),
        response: { 200: listOrFile(ref(RulePage)), ...problems(401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      const { runId } = request.query;
      const first = await service.list(runId, request.query);
      const kind = fileAsked(request);
      if (kind === null) return first;
      return sendFile(context, request, reply, kind, { table: ruleTable, rows: ruleLines(service.rows(runId)), runs: [runId] });
    },
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
    '/rules/threshold-edits',
    {
      config: { policy: readers },
      schema: {
        ...common,
        operationId: 'listThresholdEdits',
        summary: 'Changes of thresholds, newest first: who, when, from what to what, why 界线修改记录',
        description: fileNote,
        querystring: Type.Object({ ...pageQuery, rule }, { additionalProperties: false }),
        response: { 200: listOrFile(ref(ThresholdEditPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { rule: id } = request.query;
      const kind = fileAsked(request);
      if (kind === null) return edits.list(id, request.query);
      const first = await edits.list(id, { limit: 200 });
      return sendFile(context, request, reply, kind, { table: thresholdTable, rows: thresholdLines(edits.rows(id, first)) });
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
            rule,
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
      const { runId, rule: ruleId, majorCode, outcome } = request.query;
      const filter = defined({ ruleId, majorCode, outcome });
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
