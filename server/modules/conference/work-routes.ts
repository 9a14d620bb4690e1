import { Type } from 'typebox';
import { pageQuery, ref, Year } from '../../../schemas/common.ts';
import {
  Inspection,
  InspectionInput,
  InspectionMove,
  InspectionPage,
  PlanItem,
  PlanItemInput,
  PlanItemMove,
  PlanItemPage,
} from '../../../schemas/conference-work.ts';
import { statesOf } from '../../../schemas/workflow.ts';
import { inspectionWorkflow } from '../../../schemas/workflows/inspection.ts';
import { planItemWorkflow } from '../../../schemas/workflows/plan-item.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { tagged } from '../../plugins/versions.ts';
import { badBody, badId, problems } from '../../routes.ts';
import { createInspectionService } from './inspection-service.ts';
import { createPlanService } from './plan-service.ts';
import { changing, common, office, params, readers } from './route-parts.ts';
import { doing } from './shared.ts';
import { planTable } from './tables.ts';

/** What the conference does between its meetings: the yearly plan and joint inspections. */
export function conferenceWorkRoutes(app: App, context: ServerContext): void {
  const plan = createPlanService(context);
  const inspections = createInspectionService(context);
  const adding = problems(...badBody, 401, 403);
  const moving = problems(...changing, 401, 403, 409);
  app.get(
    '/conference/plan',
    {
      config: { policy: readers },
      schema: {
        ...common,
        operationId: 'listPlanItems',
        summary: 'Yearly work plan of the conference, newest year first, by quarter',
        description: fileNote,
        querystring: Type.Object(
          { ...pageQuery, year: Type.Optional(Year), state: Type.Optional(Type.Enum(statesOf(planItemWorkflow))) },
          { additionalProperties: false },
        ),
        response: { 200: listOrFile(ref(PlanItemPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { year, state } = request.query;
      const asked = defined({ year, state });
      const file = fileAsked(request);
      if (file === null) return plan.list(asked, request.query);
      return sendFile(context, request, reply, file, { table: planTable, rows: await plan.rows(asked) });
    },
  );
  app.post(
    '/conference/plan',
    {
      config: { policy: office },
      schema: {
        ...common,
        operationId: 'addPlanItem',
        summary: 'Add a line to the work plan',
        description: 'The unit is a name as it is written, nobody is notified. The line begins as planned and does not become a task by itself.',
        body: ref(PlanItemInput),
        response: { 201: ref(PlanItem), ...adding },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await plan.add(request.body, doing(request)))),
  );
  app.put(
    '/conference/plan/:id',
    {
      config: { policy: office },
      schema: {
        ...common,
        ...{
          operationId: 'putPlanItem',
          summary: 'Change a line of the work plan until it is done',
          description:
            'Replaces year, quarter, title and unit; the state changes with moves only. 409 once it is done or dropped: what is done can be opened again first.',
          params,
          body: ref(PlanItemInput),
        },
        response: { 200: ref(PlanItem), ...moving },
      },
    },
    async (request, reply) => tagged(reply, await plan.change(request.params.id, request.body, doing(request))),
  );
  app.delete(
    '/conference/plan/:id',
    {
      config: { policy: office, versioned: true },
      schema: {
        ...common,
        ...{
          operationId: 'removePlanItem',
          summary: 'Take a line that is not begun out of the work plan',
          description:
            'For what was entered by mistake: it is gone for good, the audit trail keeps year and quarter. What was begun answers 409; drop it instead.',
          params,
        },
        response: { 204: Type.Null(), ...problems(...badId, 401, 403, 409, 413, 415) },
      },
    },
    async (request, reply) => {
      await plan.remove(request.params.id, doing(request));
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/conference/plan/:id/moves',
    {
      config: { policy: office, versioned: 'optional' },
      schema: {
        ...common,
        ...{
          operationId: 'movePlanItem',
          summary: 'Begin a line of the work plan, finish it, open it again or drop it',
          description:
            'A planned line can be finished without being begun. Opening again and dropping need a reason; what is dropped stays on record and cannot be taken up again.',
          params,
          body: ref(PlanItemMove),
        },
        response: { 200: ref(PlanItem), ...moving },
      },
    },
    async (request, reply) => tagged(reply, await plan.move(request.params.id, request.body, doing(request))),
  );
  app.get(
    '/conference/inspections',
    {
      config: { policy: readers },
      schema: {
        ...common,
        operationId: 'listInspections',
        summary: 'Joint inspections of member units, newest first',
        querystring: Type.Object({ ...pageQuery, state: Type.Optional(Type.Enum(statesOf(inspectionWorkflow))) }, { additionalProperties: false }),
        response: { 200: ref(InspectionPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => inspections.list(defined({ state: request.query.state }), request.query),
  );
  app.post(
    '/conference/inspections',
    {
      config: { policy: office },
      schema: {
        ...common,
        ...{
          operationId: 'addInspection',
          summary: 'Plan a joint inspection',
          description: 'It begins as planned; nobody is notified. A unit that is named twice is kept once. 422 where the last day comes before the first.',
          body: ref(InspectionInput),
        },
        response: { 201: ref(Inspection), ...adding },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await inspections.add(request.body, doing(request)))),
  );
  app.put(
    '/conference/inspections/:id',
    {
      config: { policy: office },
      schema: {
        ...common,
        ...{
          operationId: 'putInspection',
          summary: 'Change a joint inspection, or write down what it found',
          description:
            'Replaces all fields: findings that are left out are removed. Possible while it is planned or under way, 409 once it is concluded or cancelled.',
          params,
          body: ref(InspectionInput),
        },
        response: { 200: ref(Inspection), ...moving },
      },
    },
    async (request, reply) => tagged(reply, await inspections.change(request.params.id, request.body, doing(request))),
  );
  app.post(
    '/conference/inspections/:id/moves',
    {
      config: { policy: office, versioned: 'optional' },
      schema: {
        ...common,
        ...{
          operationId: 'moveInspection',
          summary: 'Begin a joint inspection, conclude it with its findings, or cancel it',
          description:
            'Only what is under way is concluded, and not without findings: write them with `PUT` first, else 409. Concluded and cancelled are final.',
          params,
          body: ref(InspectionMove),
        },
        response: { 200: ref(Inspection), ...moving },
      },
    },
    async (request, reply) => tagged(reply, await inspections.move(request.params.id, request.body, doing(request))),
  );
}
