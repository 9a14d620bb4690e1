import { ref } from '../../../schemas/common.ts';
import { AgendaItemChange, AgendaItemInput } from '../../../schemas/agendas.ts';
import { MeetingDetail } from '../../../schemas/conference.ts';
import { ItemDecisionInput } from '../../../schemas/resolutions.ts';
import type { App, ServerContext } from '../../context.ts';
import { tagged } from '../../plugins/versions.ts';
import { badId, problems } from '../../routes.ts';
import { createAgendaService } from './agenda-service.ts';
import { createDecisionService } from './decision-service.ts';
import { changing, common, itemParams, office, params } from './route-parts.ts';
import { doing } from './shared.ts';

/** Agenda of a meeting and what is decided on its items. Every answer is the meeting as it is then. */
export function agendaRoutes(app: App, context: ServerContext): void {
  const agenda = createAgendaService(context);
  const decisions = createDecisionService(context);
  app.post(
    '/conference/meetings/:id/items',
    {
      config: { policy: office, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'addAgendaItem',
        summary: 'Put an issue that was accepted, a docket that was assessed, or a title on an agenda',
        description: 'What stands on the agenda of a regular meeting is held by it; a liaison meeting discusses without holding.',
        params,
        body: ref(AgendaItemInput),
        response: { 201: ref(MeetingDetail), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await agenda.add(request.params.id, request.body, doing(request)))),
  );
  app.put(
    '/conference/meetings/:id/items/:itemId',
    {
      config: { policy: office },
      schema: {
        ...common,
        operationId: 'putAgendaItem',
        summary: 'Move an item to another place of the agenda, name who reports on it, or write its minutes',
        description:
          '`If-Match` is the version of the meeting, and so is the ETag that comes back. What is left out stays, blank minutes are removed, and the items it moves past get other places. 409 once the minutes are made or the meeting is cancelled.',
        params: itemParams,
        body: ref(AgendaItemChange),
        response: { 200: ref(MeetingDetail), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await agenda.change(request.params.id, request.params.itemId, request.body, doing(request))),
  );
  app.delete(
    '/conference/meetings/:id/items/:itemId',
    {
      config: { policy: office, versioned: true },
      schema: {
        ...common,
        operationId: 'removeAgendaItem',
        summary: 'Take an item that is not decided off an agenda',
        description:
          '`If-Match` is the version of the meeting. Its docket goes back to assessed, its issue to accepted, and both can be put on another agenda; off a liaison meeting they stay as they are. Minutes written on the item go with it.',
        params: itemParams,
        response: { 200: ref(MeetingDetail), ...problems(...badId, 401, 403, 409, 413, 415) },
      },
    },
    async (request, reply) => tagged(reply, await agenda.remove(request.params.id, request.params.itemId, doing(request))),
  );
  app.post(
    '/conference/meetings/:id/items/:itemId/forwarding',
    {
      config: { policy: office, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'forwardAgendaItem',
        summary: 'Carry an item of a liaison meeting over to the meeting that it prepares; answers that meeting',
        description:
          'The item also stays where it was; title, reporter and what it is about go along, its minutes do not. From then on the prepared meeting holds the docket or issue. 409 where the meeting prepares none, or the other takes no items any more or has this one already.',
        params: itemParams,
        response: { 201: ref(MeetingDetail), ...problems(...badId, 401, 403, 409, 413, 415) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await agenda.forward(request.params.id, request.params.itemId, doing(request)))),
  );
  app.post(
    '/conference/meetings/:id/items/:itemId/decision',
    {
      config: { policy: office, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'decideAgendaItem',
        summary: 'Record what a meeting decided on an item: stores the resolution and all that follows from it',
        description:
          'In one transaction: a docket is resolved (measures, ledger), an issue settled, and with a unit and a day a task opened. 409 without the quorum that is set; votes add up to the seats with a vote that are taken.',
        params: itemParams,
        body: ref(ItemDecisionInput),
        response: { 200: ref(MeetingDetail), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await decisions.decide(request.params.id, request.params.itemId, request.body, doing(request))),
  );
}
