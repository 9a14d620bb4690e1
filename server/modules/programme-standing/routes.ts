import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { ProgrammeStandingPage } from '../../../schemas/programme-standing.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { principalOf } from '../../plugins/access.ts';
import { badId, bearer, problems } from '../../routes.ts';
import { createProgrammeStandingService } from './service.ts';
import { standingTable } from './table.ts';

/** A school's programmes beside the city: its own for a school, any school's for those who plan. */
export function programmeStandingRoutes(app: App, context: ServerContext): void {
  const service = createProgrammeStandingService(context);
  app.get(
    '/schools/:id/programmes/standing',
    {
      config: { policy: ['school', 'planner', 'secretariat', 'administrator'] },
      schema: {
        ...{ tags: ['replies'], security: bearer },
        operationId: 'listProgrammeStanding',
        summary: 'Open programmes of a school beside the city: flag, gap, share, placement, peers and reply',
        description: `Of the newest run, or of the one named. Of other schools names are told, never their figures. ${fileNote}`,
        params: Type.Object({ id: Id }),
        querystring: Type.Object({ ...pageQuery, runId: Type.Optional(Id) }, { additionalProperties: false }),
        response: { 200: listOrFile(ref(ProgrammeStandingPage)), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => {
      const [principal, { id }, { runId }] = [principalOf(request), request.params, request.query];
      const file = fileAsked(request);
      if (file === null) return service.list(principal, id, runId, request.query);
      return sendFile(context, request, reply, file, { table: standingTable, rows: await service.rows(principal, id, runId), runs: [runId] });
    },
  );
}
