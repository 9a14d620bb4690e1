import { Type } from 'typebox';
import { Id, MajorCode, pageQuery, ref } from '../../../schemas/common.ts';
import { EvaluationPage, FlagEvaluationPage } from '../../../schemas/evaluations.ts';
import { flagOutcomes, levels, scoredSides } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { languageOf } from '../../problems.ts';
import { bearer, problems } from '../../routes.ts';
import { evaluationCsv, flagEvaluationCsv } from './csv.ts';
import { createEvaluationService } from './service.ts';

const against = Type.Optional(Type.Unsafe<string>({ ...Id, description: 'The later run that knows what came.' }));
const run = Type.Optional(Type.Unsafe<string>({ ...Id, description: 'The run that forecast.' }));
const years = Type.Optional(Type.Integer({ minimum: 1, maximum: 50 }));

export function evaluationRoutes(app: App, context: ServerContext): void {
  const service = createEvaluationService(context);
  const config = { policy: everyRole } as const;
  const common = { tags: ['evaluations'], security: bearer };
  const both = (page: typeof EvaluationPage | typeof FlagEvaluationPage) => ({
    200: { description: 'Default Response', content: { 'application/json': { schema: ref(page) }, 'text/csv': { schema: Type.String() } } },
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
        description: 'Newest later run first. JSON in pages; the whole answer as CSV with `Accept: text/csv`.',
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
      if (!(request.headers.accept ?? '').includes('text/csv')) return service.forecasts(principalOf(request), filter, request.query);
      void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="evaluations.csv"');
      // the published type of a text answer is a string; fastify sends a stream as it is
      return evaluationCsv(service.forecastRows(principalOf(request), filter), languageOf(request)) as unknown as string;
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
        description: 'JSON in pages; the whole answer as CSV with `Accept: text/csv`.',
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
      if (!(request.headers.accept ?? '').includes('text/csv')) return service.flags(principalOf(request), filter, request.query);
      void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="flag-evaluations.csv"');
      return flagEvaluationCsv(service.flagRows(principalOf(request), filter), languageOf(request)) as unknown as string;
    },
  );
}
