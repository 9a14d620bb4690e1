import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { Id, OccupationCode, pageQuery, ref } from '../../../schemas/common.ts';
import { ProgrammeDemand, SupplierPage } from '../../../schemas/matches.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { pageOfRows } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { badId, bearer, problems } from '../../routes.ts';
import { createProgrammeDemandService } from './demand.ts';
import { createSupplierService } from './suppliers.ts';
import { demandLines, demandTable, supplierLines, supplierTable } from './table.ts';

/** Programmes and enterprises brought together: who supplies an occupation, who wants a programme. */
export function matchRoutes(app: App, context: ServerContext): void {
  const suppliers = createSupplierService(context);
  const demand = createProgrammeDemandService(context);
  const common = { tags: ['matches'], security: bearer };
  app.get(
    '/occupations/:code/suppliers',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'listSuppliers',
        summary: 'Programmes that lead to an occupation 人才供给: persons by graduation year, competences asked and taught',
        description: `By the newest run and the links in force, the largest share in the occupation's demand first. Graduates of a programme also go to other occupations. ${fileNote}`,
        params: Type.Object({ code: OccupationCode }),
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: listOrFile(ref(SupplierPage)), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => {
      const { rows, head } = await suppliers.of(principalOf(request), request.params.code);
      const file = fileAsked(request);
      if (file === null) return { ...(await pageOfRows(rows, request.query, (row) => row.programmeId)), ...head };
      return sendFile(context, request, reply, file, { table: supplierTable, rows: Readable.from(supplierLines(rows)), runs: [undefined] });
    },
  );
  app.get(
    '/programmes/:id/demand',
    {
      config: { policy: ['school', 'planner', 'secretariat', 'administrator'] },
      schema: {
        ...common,
        operationId: 'getProgrammeDemand',
        summary: 'Which enterprises want the graduates of a programme 用人需求, by occupation',
        description: `Schools ask for their own programmes: figures of fewer than three enterprises are withheld, and enterprises are named by open postings only. With what each occupation asks for and the programme teaches. As a file: the occupations. ${fileNote}`,
        params: Type.Object({ id: Id }),
        response: { 200: listOrFile(ref(ProgrammeDemand)), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => {
      const found = await demand.of(principalOf(request), request.params.id);
      const file = fileAsked(request);
      if (file === null) return found;
      return sendFile(context, request, reply, file, { table: demandTable, rows: Readable.from(demandLines(found)) });
    },
  );
}
