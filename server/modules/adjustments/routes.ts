import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { Adjustment, AdjustmentInput, AdjustmentPage, AdjustmentPlan, AdjustmentStatistics, ReversalInput } from '../../../schemas/adjustments.ts';
import { Id, MajorCode, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { adjustmentChanges, levels } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createAdjustmentService } from './service.ts';
import { targetRoutes } from './target-routes.ts';
import { ledgerTable, planTable, statisticsTable } from './table.ts';

const params = Type.Object({ id: Id });
const level = Type.Optional(Type.Enum([...levels]));
const years = {
  from: Type.Optional(Type.Unsafe<number>({ ...Year, description: 'First year.' })),
  to: Type.Optional(Type.Unsafe<number>({ ...Year, description: 'Last year.' })),
};
const listQuery = Type.Object(
  {
    ...{ ...pageQuery, organisationId: Type.Optional(Id), majorCode: Type.Optional(MajorCode), level, year: Type.Optional(Year), ...years },
    change: Type.Optional(Type.Enum([...adjustmentChanges])),
    docketId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Lines that the resolution on this docket wrote.' })),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Part of a school, major, resolution number or basis.' })),
  },
  { additionalProperties: false },
);
const read = { policy: ['school', 'planner', 'secretariat', 'administrator'] } as const;
const write = { policy: ['planner', 'secretariat', 'administrator'] } as const;

/** Ledger of adjustments 专业调整台账: read, added to, and never changed. */
export function adjustmentRoutes(app: App, context: ServerContext): void {
  const service = createAdjustmentService(context);
  targetRoutes(app, context);
  const common = { tags: ['adjustments'], security: bearer };
  const doing = (request: FastifyRequest) => ({ principal: principalOf(request), requestId: request.id });

  app.get(
    '/adjustments',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listAdjustments',
        summary: 'Ledger of adjustments, newest year first',
        description: `Schools see their own lines. ${fileNote}`,
        querystring: listQuery,
        response: { 200: listOrFile(ref(AdjustmentPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { organisationId, majorCode, level: levelAsked, year, from, to, change, docketId, q } = request.query;
      const filter = defined({ schoolId: organisationId, majorCode, level: levelAsked, year, from, to, change, docketId, text: q });
      const file = fileAsked(request);
      if (file === null) return service.list(principalOf(request), filter, request.query);
      return sendFile(context, request, reply, file, { table: ledgerTable, rows: service.rows(principalOf(request), filter) });
    },
  );
  app.post(
    '/adjustments',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'createAdjustment',
        summary: 'Enter an adjustment that was decided before the ledger was kept here',
        description: 'Resolutions of the conference write their own lines.',
        body: ref(AdjustmentInput),
        response: { 201: ref(Adjustment), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.enter(request.body, doing(request))),
  );
  app.get(
    '/adjustments/statistics',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getAdjustmentStatistics',
        summary: 'Lines that stand by year, change and level, and the share of open programmes adjusted',
        description: `Five years up to this one unless years are named. Of the own programmes for a school. ${fileNote}`,
        querystring: Type.Object({ ...years, organisationId: Type.Optional(Id), majorCode: Type.Optional(MajorCode), level }, { additionalProperties: false }),
        response: { 200: listOrFile(ref(AdjustmentStatistics)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { organisationId, ...asked } = request.query;
      const statistics = await service.statistics(principalOf(request), defined({ ...asked, schoolId: organisationId }));
      const file = fileAsked(request);
      return file === null ? statistics : sendFile(context, request, reply, file, { table: statisticsTable, rows: Readable.from(statistics.years) });
    },
  );
  app.get(
    '/adjustments/:id',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getAdjustment',
        summary: 'A line of the ledger',
        description:
          'A line never changes: `takenBackId` names the line that took it back, `takesBackId` the one that it takes back, and `stands` is false for both. A school reads its own; the lines of others answer 404.',
        params,
        response: { 200: ref(Adjustment), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.get(principalOf(request), request.params.id),
  );
  app.post(
    '/adjustments/:id/reversal',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'reverseAdjustment',
        summary: 'Take a line back by another that says why',
        description:
          'Answers the new line: the same year, school, major and seats, decided today, with the reason as its basis. Neither counts in statistics and plans from then on; programmes, docket and resolution are not touched. 409 where the line was taken back before, or itself takes one back: then enter a new line.',
        params,
        body: ref(ReversalInput),
        response: { 201: ref(Adjustment), ...problems(...new Set([...badBody, ...badId]), 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.takeBack(request.params.id, request.body, doing(request))),
  );
  app.get(
    '/adjustment-plan',
    {
      config: { policy: ['planner', 'secretariat', 'administrator'] },
      schema: {
        ...common,
        operationId: 'getAdjustmentPlan',
        summary: 'Additions and cuts by level and year beside what the plan document asks for',
        description: `Five years up to this one unless years are named; targets count whose span lies within them. ${fileNote}`,
        querystring: Type.Object(years, { additionalProperties: false }),
        response: { 200: listOrFile(ref(AdjustmentPlan)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const plan = await service.plan(defined(request.query));
      const file = fileAsked(request);
      return file === null ? plan : sendFile(context, request, reply, file, { table: planTable, rows: Readable.from(plan.rows) });
    },
  );
}
