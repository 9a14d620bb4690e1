import { Type } from 'typebox';
import { Id, MajorCode, OccupationCode, pageQuery, ref } from '../../../schemas/common.ts';
import { CrosswalkEditPage, CrosswalkInput, CrosswalkLink, CrosswalkLinkPage, CrosswalkReason, UncoveredMajorPage } from '../../../schemas/crosswalk.ts';
import { linkOrigins, linkStates } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { crosswalkTable, uncoveredLines, uncoveredTable } from './table.ts';
import { createCrosswalkEdits } from './edits.ts';
import { createCrosswalkService } from './service.ts';

const params = Type.Object({ majorCode: MajorCode, occupationCode: OccupationCode }, { additionalProperties: false });
const pair = { majorCode: Type.Optional(MajorCode), occupationCode: Type.Optional(OccupationCode) };
const linkQuery = Type.Object(
  {
    ...{ ...pageQuery, ...pair },
    origin: Type.Optional(Type.Enum([...linkOrigins])),
    state: Type.Optional(Type.Enum([...linkStates], { description: '`in_force` (default), `edited` (closed ones included), `closed`.' })),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Part of a name or code of either side.' })),
  },
  { additionalProperties: false },
);

/** Which major prepares for which occupation: read by every role, edited with a reason by planners and administrators. */
export function crosswalkRoutes(app: App, context: ServerContext): void {
  const service = createCrosswalkService(context);
  const edits = createCrosswalkEdits(context);
  const read = { policy: everyRole } as const;
  const write = { policy: ['planner', 'administrator'] as const };
  const common = { tags: ['crosswalk'], security: bearer };

  app.get(
    '/crosswalk',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listCrosswalk',
        summary: 'Links between majors and occupations 职业—专业对应',
        description: `Loaded links with the edits laid over them. ${fileNote}`,
        querystring: linkQuery,
        response: { 200: listOrFile(ref(CrosswalkLinkPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { majorCode, occupationCode, origin, state, q: text } = request.query;
      const filter = defined({ majorCode, occupationCode, origin, state, text });
      const kind = fileAsked(request);
      if (kind === null) return service.links(filter, request.query);
      return sendFile(context, request, reply, kind, { table: crosswalkTable, rows: service.linkRows(filter) });
    },
  );
  app.get(
    '/crosswalk/uncovered',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listUncoveredMajors',
        summary: 'Majors of a run that no demand can reach, with the persons that concerns',
        description: `Most persons first. ${fileNote}`,
        querystring: Type.Object({ ...pageQuery, runId: Type.Optional(Id) }, { additionalProperties: false }),
        response: { 200: listOrFile(ref(UncoveredMajorPage)), ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const kind = fileAsked(request);
      if (kind === null) return service.uncovered(request.query.runId, request.query);
      const rows = await service.uncoveredRows(request.query.runId);
      return sendFile(context, request, reply, kind, { table: uncoveredTable, rows: uncoveredLines(rows), runs: [request.query.runId] });
    },
  );
  app.get(
    '/crosswalk/edits',
    {
      config: { policy: ['planner', 'secretariat', 'administrator'] },
      schema: {
        ...common,
        operationId: 'listCrosswalkEdits',
        summary: 'Edits of the crosswalk, newest first: who, when, why',
        querystring: Type.Object({ ...pageQuery, ...pair }, { additionalProperties: false }),
        response: { 200: ref(CrosswalkEditPage), ...problems(401, 403, 422) },
      },
    },
    async ({ query }) => service.edits(defined({ majorCode: query.majorCode, occupationCode: query.occupationCode }), query),
  );
  app.post(
    '/crosswalk',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'setCrosswalkLink',
        summary: 'Add a link, or change the strength or range of one; runs started later use it',
        description:
          'Strength and range are replaced together: a factor left out goes back to the range of the origin of the link. The loaded row and past runs stay as they are. A retired code is 422 and names what it became, the same values again are 409; `POST …/undo` takes the edit back.',
        body: ref(CrosswalkInput),
        response: { 201: ref(CrosswalkLink), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(await edits.set(principalOf(request), request.body, request.id)),
  );
  app.delete(
    '/crosswalk/:majorCode/:occupationCode',
    {
      config: write,
      schema: {
        ...{ ...common, params, body: ref(CrosswalkReason) },
        operationId: 'closeCrosswalkLink',
        summary: 'Close a link: runs started later do without it; the loaded row stays',
        description:
          'Needs a reason, which is kept with the edit. Setting the link again or `POST …/undo` opens it; a closed one is 409, one that never was 404. Past runs stay as they are.',
        response: { 200: ref(CrosswalkLink), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request) => edits.close(principalOf(request), request.params, request.body.reason, request.id),
  );
  app.post(
    '/crosswalk/:majorCode/:occupationCode/undo',
    {
      config: write,
      schema: {
        ...{ ...common, params, body: ref(CrosswalkReason) },
        operationId: 'undoCrosswalkEdit',
        summary: 'Take the newest edit of a link back: what held before holds again',
        description: '`link` is null when nothing held before: the edit had made the link.',
        response: {
          200: Type.Object({ link: Type.Union([ref(CrosswalkLink), Type.Null()]) }, { additionalProperties: false }),
          ...problems(...badBody, ...badId, 401, 403, 409),
        },
      },
    },
    async (request) => ({ link: await edits.undo(principalOf(request), request.params, request.body.reason, request.id) }),
  );
}
