import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { Id, MajorCode, pageQuery, ref } from '../../../schemas/common.ts';
import { MajorTightnessPage } from '../../../schemas/tightness.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined, pageOfRows } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { bearer, problems } from '../../routes.ts';
import { createTightness } from '../../tightness.ts';
import { tightnessTable } from './table.ts';

/** What placement rounds left over, by major: places and students. */
export function tightnessRoutes(app: App, context: ServerContext): void {
  const service = createTightness(context);
  app.get(
    '/tightness',
    {
      config: { policy: everyRole },
      schema: {
        ...{ tags: ['placement'], security: bearer },
        operationId: 'listTightness',
        summary: 'Tightness τ 紧张度 of majors in published placement rounds: places left empty and students left without',
        description: `Newest round first. It stands beside the gap and changes neither demand nor supply. Outside planning figures of few students or enterprises are withheld. ${fileNote}`,
        querystring: Type.Object(
          { ...pageQuery, majorCode: Type.Optional(MajorCode), roundId: Type.Optional({ ...Id, description: 'One round.' }) },
          { additionalProperties: false },
        ),
        response: { 200: listOrFile(ref(MajorTightnessPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { majorCode, roundId } = request.query;
      const rows = await service.rows(principalOf(request), defined({ majorCode, roundId }));
      const file = fileAsked(request);
      if (file === null) return pageOfRows(rows, request.query, (row) => `${row.roundId} ${row.majorCode}`);
      return sendFile(context, request, reply, file, { table: tightnessTable, rows: Readable.from(rows) });
    },
  );
}
