import { Type } from 'typebox';
import { Id, MajorCode, pageQuery, ref } from '../../../schemas/common.ts';
import { EvaluationPage, FlagEvaluationPage } from '../../../schemas/evaluations.ts';
import { flagOutcomes, levels, scoredSides } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { bearer, problems } from '../../routes.ts';
import { evaluationTable, flagEvaluationTable } from './table.ts';
import { createEvaluationService } from './service.ts';

const against = Type.Optional(Type.Unsafe<string>({ ...Id, description: 'The later run that knows what came.' }));
const run = Type.Optional(Type.Unsafe<string>({ ...Id, description: 'The run that forecast.' }));
const years = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 50, description: 'Years between the base year of the forecast and the year it is held against.' }),
);

export function evaluationRoutes(app: App, context: ServerContext): void {
  const service = createEvaluationService(context);
  const config = { policy: everyRole } as const;
  const common = { tags: ['evaluations'], security: bearer };
  const both = (page: typeof EvaluationPage | typeof FlagEvaluationPage) => ({
    200: listOrFile(ref(page)),
    ...problems(401, 403, 422),
  });

  app.get(
    '/evaluations',
    {
      config,
      schema: {
        ...common,
        operationId: 'listEvaluations',
        summary: 'Past forecasts against what came: error beside naive, coverage, bias and the largest misses',
        description: `Newest later run first. ${fileNote}`,
        querystring: Type.Object(
          { ...pageQuery, runId: run, againstRunId: against, side: Type.Optional(Type.Enum([...scoredSides])), yearsAhead: years },
          { additionalProperties: false },
        ),
        response: both(EvaluationPage),
      },
    },
    async (request, reply) => {
      const { runId, againstRunId, side, yearsAhead } = request.query;
      const filter = defined({ runId, againstRunId, side, yearsAhead });
      const [kind, principal] = [fileAsked(request), principalOf(request)];
      if (kind === null) return service.forecasts(principal, filter, request.query);
      return sendFile(context, request, reply, kind, {
        table: evaluationTable,
        rows: service.forecastRows(principal, filter),
        runs: [runId, againstRunId].filter((id) => id !== undefined),
      });
    },
  );
  app.get(
    '/evaluations/flags',
    {
      config,
      schema: {
        ...common,
        operationId: 'listFlagEvaluations',
        summary: 'Past flags against what came: direction right or wrong, as far as the window has come to pass',
        description: fileNote,
        querystring: Type.Object(
          {
            ...{ ...pageQuery, runId: run, againstRunId: against, outcome: Type.Optional(Type.Enum([...flagOutcomes])) },
            ...{ level: Type.Optional(Type.Enum([...levels])), majorCode: Type.Optional(MajorCode) },
          },
          { additionalProperties: false },
        ),
        response: both(FlagEvaluationPage),
      },
    },
    async (request, reply) => {
      const { runId, againstRunId, outcome, level, majorCode } = request.query;
      const filter = defined({ runId, againstRunId, outcome, level, majorCode });
      const [kind, principal] = [fileAsked(request), principalOf(request)];
      if (kind === null) return service.flags(principal, filter, request.query);
      return sendFile(context, request, reply, kind, {
        table: flagEvaluationTable,
        rows: service.flagRows(principal, filter),
        runs: [runId, againstRunId].filter((id) => id !== undefined),
      });
    },
  );
}
