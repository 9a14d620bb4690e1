import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Principal } from '../../../db/repositories/access.ts';
import { CalendarFeedPage, calendarLimits, CalendarPage, NewCalendarFeed } from '../../../schemas/calendar.ts';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import type { CalendarSource } from '../../calendar.ts';
import type { App, ServerContext } from '../../context.ts';
import { everyRole, principalOf, signedInOf } from '../../plugins/access.ts';
import { languageOf, type Language } from '../../problems.ts';
import { badId, bearer, problems } from '../../routes.ts';
import { createFeedService } from './feeds.ts';
import { calendarFile } from './file.ts';
import { createCalendarService } from './service.ts';

const Day = (description: string) => Type.String({ format: 'date', pattern: '^20\\d\\d-', description });
const file = { 200: { description: 'iCalendar (RFC 5545)', content: { 'text/calendar': { schema: Type.String() } } } };
const Tongue = Type.Optional(Type.Enum(['zh', 'en'], { description: 'Of the titles; left out, as Accept-Language says.' }));
const whole = `The last ${calendarLimits.back} days and the next ${calendarLimits.ahead}.`;

/** One calendar: what is due, held and published, as a list, as a file, and under addresses to subscribe to. */
export function calendarRoutes(app: App, context: ServerContext, sources: readonly CalendarSource[]): void {
  const service = createCalendarService(context, sources);
  const feeds = createFeedService(context);
  const common = { tags: ['calendar'], security: bearer };
  async function send(request: FastifyRequest, reply: FastifyReply, principal: Principal, language: Language) {
    const text = await calendarFile(await service.aroundToday(principal), language, `${request.protocol}://${request.host}/`);
    void reply.header('content-disposition', 'attachment; filename="gongxu.ics"').header('cache-control', 'private, no-cache');
    return reply.type('text/calendar; charset=utf-8').send(text);
  }

  app.get(
    '/calendar',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'listCalendar',
        summary: 'What is due, held and published between two days, in order 日历',
        description: 'Each role sees what it can read elsewhere. Days are those of the city (UTC+8).',
        querystring: Type.Object(
          { ...pageQuery, from: Day('First day.'), to: Day(`Last day, at most ${calendarLimits.span} days later.`) },
          { additionalProperties: false },
        ),
        response: { 200: ref(CalendarPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.list(principalOf(request), request.query.from, request.query.to, request.query),
  );
  app.get(
    '/calendar.ics',
    {
      config: { policy: everyRole },
      schema: { ...common, operationId: 'getCalendarFile', summary: 'The calendar as a file for other programs', description: `${whole} In the language of \`Accept-Language\`.`, response: { ...file, ...problems(401, 403) } }, // prettier-ignore
    },
    async (request, reply) => send(request, reply, principalOf(request), languageOf(request)),
  );
  app.get(
    '/calendar/feeds/:secret/calendar.ics',
    {
      config: { policy: 'public' },
      logLevel: 'warn', // the address is a secret: it stays out of the log of requests
      schema: {
        tags: ['calendar'],
        operationId: 'readCalendarFeed',
        summary: 'The calendar under an address of its own, to subscribe to',
        description: `${whole} Whoever knows the address reads it, until it is revoked or the membership ends.`,
        params: Type.Object({ secret: Type.String({ minLength: 1, maxLength: 64, description: 'Part of the address that was shown once.' }) }),
        querystring: Type.Object({ language: Tongue }, { additionalProperties: false }),
        response: { ...file, ...problems(...badId) },
      },
    },
    async (request, reply) => send(request, reply, await feeds.reader(request.params.secret), request.query.language ?? languageOf(request)),
  );

  app.get(
    '/account/calendar-feeds',
    {
      config: { policy: 'account' },
      schema: {
        ...common,
        operationId: 'listCalendarFeeds',
        summary: 'Addresses under which the calendar of the present membership is read',
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(CalendarFeedPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => feeds.list(signedInOf(request), request.query),
  );
  app.post(
    '/account/calendar-feeds',
    {
      config: { policy: 'account', recent: true },
      schema: {
        ...common,
        operationId: 'createCalendarFeed',
        summary: 'A new address for the calendar; it is shown once',
        description: 'It speaks for the membership in use, in the language of this call, reads the calendar and nothing else, and ends with the membership.',
        response: { 201: ref(NewCalendarFeed), ...problems(400, 401, 403, 409, 413, 415) },
      },
    },
    async (request, reply) => reply.code(201).send(await feeds.add(signedInOf(request), languageOf(request), request.id)),
  );
  app.delete(
    '/account/calendar-feeds/:id',
    {
      config: { policy: 'account' },
      schema: {
        ...common,
        operationId: 'revokeCalendarFeed',
        summary: 'Revoke an address of the calendar',
        description:
          'Calendars that subscribed to it get 404 from then on. Of the membership in use only; of another one, or revoked before, it is 404. It cannot be made good again: make a new one.',
        params: Type.Object({ id: Id }),
        response: { 204: Type.Null({ description: 'Revoked' }), ...problems(...badId, 401, 403, 413, 415) },
      },
    },
    async (request, reply) => {
      await feeds.revoke(signedInOf(request), request.params.id, request.id);
      return reply.code(204).send(null);
    },
  );
}
