import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { pageQuery, ref } from '../../../schemas/common.ts';
import { AppealInput, StudentCodeInput, StudentPostPage, StudentView, WishesInput } from '../../../schemas/placement.ts';
import type { App, ServerContext } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import { candidateOf, clearSessionCookie, sameOrigin, sessionSecretOf, setSessionCookie, studentCookie } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, problems } from '../../routes.ts';
import { createStudentService, studentSessionMs } from './student.ts';

/** A school comes in from one address, a class at a time; codes of 78 bits cannot be guessed at that rate. */
const entriesPerMinute = 600;

/** Students come in with the code of their school and see their own candidate only. */
export function studentRoutes(app: App, context: ServerContext): void {
  const service = createStudentService(context);
  const common = { tags: ['placement'], security: [{ student: [] }] };
  const config = { policy: 'student' } as const;
  const secretOf = (request: FastifyRequest) => sessionSecretOf(request, studentCookie) ?? '';
  const view = (request: FastifyRequest) => service.view(candidateOf(request), secretOf(request));
  app.post(
    '/placement/student/session',
    {
      config: { policy: 'public', rateLimit: { max: entriesPerMinute, timeWindow: 60_000 } },
      schema: {
        tags: ['placement'],
        operationId: 'enterPlacement',
        summary: 'Come in as a student with the code of the school',
        description: 'Opens a session of two hours in a cookie of its own. Writes of the session send `csrfToken` as `X-CSRF-Token`.',
        body: ref(StudentCodeInput),
        response: { 201: ref(StudentView), ...problems(...badBody, 401, 403, 429) },
      },
    },
    async (request, reply) => {
      if (!sameOrigin(request)) throw new ApiError('forbidden', { zh: '只能从本站页面进入', en: 'Coming in works from our own pages only' });
      const { secret, candidateId } = await service.enter(request.body.code, request.id);
      setSessionCookie(request, reply, secret, studentSessionMs, studentCookie);
      return tagged(reply.code(201), await service.view(candidateId, secret));
    },
  );
  app.post(
    '/placement/student/logout',
    {
      config,
      schema: {
        ...common,
        operationId: 'leavePlacement',
        summary: 'End the session of a student',
        description: 'Ends this session only and takes its cookie back; the code stays valid, wishes stay as they are. Needs `X-CSRF-Token`, else 403.',
        response: { 204: Type.Null({ description: 'Ended' }), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => {
      await service.leave(candidateOf(request), secretOf(request), request.id);
      clearSessionCookie(reply, studentCookie);
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/placement/student',
    {
      config,
      schema: {
        ...common,
        operationId: 'getOwnPlacement',
        summary: 'The own wishes and, once published, the own outcome with the reason for every choice missed',
        description:
          'Answers only to the session of a student, opened with their code; keys and accounts are refused with 401. `csrfToken` goes with every write as `X-CSRF-Token`, the ETag with `PUT` of the wishes.',
        response: { 200: ref(StudentView), ...problems(401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await view(request)),
  );
  app.get(
    '/placement/student/posts',
    {
      config,
      schema: {
        ...common,
        operationId: 'listChoosablePosts',
        summary: 'Posts the student may choose, by enterprise',
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(StudentPostPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.posts(candidateOf(request), request.query),
  );
  app.put(
    '/placement/student/wishes',
    {
      config,
      schema: {
        ...common,
        operationId: 'setOwnWishes',
        summary: 'Say which posts one would take, best first, while the round is open',
        description:
          'Replaces all wishes; an empty list takes them back. Posts are those of `GET /placement/student/posts`, at most as many as the round allows (422). 409 before it opens and from the moment it closes.',
        body: ref(WishesInput),
        response: { 200: ref(StudentView), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      await service.wish(candidateOf(request), request.body.postIds, seenOf(request), request.id);
      return tagged(reply, await view(request));
    },
  );
  app.post(
    '/placement/student/appeals',
    {
      config,
      schema: {
        ...common,
        operationId: 'appealPlacement',
        summary: 'Appeal against the own outcome, once it is published',
        description:
          'At most three in a round, 409 after that or before publication. Planners, the secretariat and the school are notified; nothing of the outcome changes. The answer comes back in `appeals` of the own view.',
        body: ref(AppealInput),
        response: { 201: ref(StudentView), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      await service.appeal(candidateOf(request), request.body.text, request.id);
      return reply.code(201).send(await view(request));
    },
  );
}
