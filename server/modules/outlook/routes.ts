import { Type } from 'typebox';
import { Id, MajorCode, OccupationCode, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { Inflow, InflowInput, InflowPage, Project, ProjectInput, ProjectPage } from '../../../schemas/outlook.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, bearer, problems } from '../../routes.ts';
import { createInflowService } from './inflows.ts';
import { createProjectService } from './projects.ts';
import { inflowTable, projectTable } from './tables.ts';

const state = Type.Optional(
  Type.Enum(['in_force', 'all'], { description: '`in_force` (default): the newest word on each, unless it took it back; `all`: every word given.' }),
);
const projectQuery = Type.Object(
  { ...pageQuery, organisationId: Type.Optional(Id), occupationCode: Type.Optional(OccupationCode), year: Type.Optional(Year), state },
  { additionalProperties: false },
);
const inflowQuery = Type.Object({ ...pageQuery, majorCode: Type.Optional(MajorCode), year: Type.Optional(Year), state }, { additionalProperties: false });

/** What is announced for years to come: projects by enterprises, graduates from elsewhere by planners. */
export function outlookRoutes(app: App, context: ServerContext): void {
  const projects = createProjectService(context);
  const inflows = createInflowService(context);
  const demand = { tags: ['demand'], security: bearer };
  const supply = { tags: ['supply'], security: bearer };

  app.post(
    '/demand/projects',
    {
      config: { policy: ['enterprise', 'administrator'] },
      schema: {
        ...demand,
        operationId: 'createProject',
        summary: 'Announce the headcount a project plans for an occupation 建设项目; runs started later use it',
        description:
          'The newest word on a name and occupation of the enterprise counts; earlier ones stay on record, and past runs stay as they are. 0 takes the project back and is recorded as a withdrawal. Read by the enterprise, planners and administrators.',
        body: ref(ProjectInput),
        response: { 201: ref(Project), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await projects.add(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/demand/projects',
    {
      config: { policy: ['enterprise', 'planner', 'administrator'] },
      schema: {
        ...demand,
        operationId: 'listProjects',
        summary: 'Projects, newest first',
        description: `\`year\` is the commissioning year. ${fileNote}`,
        querystring: projectQuery,
        response: { 200: listOrFile(ref(ProjectPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { organisationId, occupationCode, year, state: asked } = request.query;
      const filter = { ...defined({ organisationId, occupationCode, year }), inForce: asked !== 'all' };
      const file = fileAsked(request);
      if (file === null) return projects.list(principalOf(request), filter, request.query);
      return sendFile(context, request, reply, file, { table: projectTable, rows: projects.rows(principalOf(request), filter) });
    },
  );
  app.post(
    '/supply/inflows',
    {
      config: { policy: ['planner', 'administrator'] },
      schema: {
        ...supply,
        operationId: 'createInflow',
        summary: 'Declare graduates from elsewhere who come to work in the region 外来补充; runs started later use it',
        description:
          'The newest word on a major and year counts; earlier ones stay on record with their reasons, and 0 takes it back. Only for the region of this installation (422); past runs stay as they are. Schools and enterprises cannot list it.',
        body: ref(InflowInput),
        response: { 201: ref(Inflow), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await inflows.add(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/supply/inflows',
    {
      config: { policy: ['planner', 'secretariat', 'administrator'] },
      schema: {
        ...supply,
        operationId: 'listInflows',
        summary: 'Declared inflow of graduates, newest first',
        description: `\`year\` is the graduation year. ${fileNote}`,
        querystring: inflowQuery,
        response: { 200: listOrFile(ref(InflowPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { majorCode, year, state: asked } = request.query;
      const filter = { ...defined({ majorCode, year }), inForce: asked !== 'all' };
      const file = fileAsked(request);
      if (file === null) return inflows.list(filter, request.query);
      return sendFile(context, request, reply, file, { table: inflowTable, rows: inflows.rows(filter) });
    },
  );
}
