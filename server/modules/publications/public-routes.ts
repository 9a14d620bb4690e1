import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { PublicationRow } from '../../../db/repositories/publications.ts';
import { tableCsv } from '../../../documents/csv.ts';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { DataDictionary, PublicData, PublicOverview, PublishedFigurePage } from '../../../schemas/publications.ts';
import { bands, levels, publishedCuts } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { problems } from '../../routes.ts';
import { createPublicService } from './public.ts';
import { figureTable } from './table.ts';

/** A withdrawal has to reach everybody soon; until then nobody needs to ask twice. */
const cacheSeconds = 60;

/** 公开数据: without key or account, of the publication in force. */
export function publicRoutes(app: App, context: ServerContext): void {
  const service = createPublicService(context);
  const config = { policy: 'public' } as const;
  const common = { tags: ['public'] };
  const cached = (reply: FastifyReply) =>
    reply.headers({ 'cache-control': `public, max-age=${cacheSeconds}, must-revalidate`, vary: 'accept, accept-language' });
  /** The same edition is the same bytes: its digest names them. */
  const named = (reply: FastifyReply, { id, digest }: PublicationRow, kind: string) =>
    cached(reply).header('etag', `"${id.slice(-12)}-${digest.slice(0, 16)}-${kind}"`);

  app.get(
    '/public/overview',
    {
      config,
      schema: {
        ...common,
        operationId: 'publicOverview',
        summary: 'What is short here: the published figures at a glance, with method, licence and how to cite',
        description: '404 where nothing is published yet, or where it was withdrawn: the detail then tells when and why. May be kept for a minute.',
        response: { 200: ref(PublicOverview), ...problems(404) },
      },
    },
    async (_request, reply) => {
      const row = await service.inForce(); // only what is told may be kept, not that there is nothing
      cached(reply);
      return service.overview(row);
    },
  );
  app.get(
    '/public/gaps',
    {
      config,
      schema: {
        ...common,
        operationId: 'listPublicGaps',
        summary: 'Published gaps of the city, levels, chains and majors: band, range, evidence, recommendation',
        description: `Largest shortage first; what is too small or withheld stands last. ${fileNote}`,
        querystring: Type.Object(
          {
            ...pageQuery,
            cut: Type.Optional(Type.Enum([...publishedCuts], { description: '`major` where left out.' })),
            level: Type.Optional(Type.Enum([...levels])),
            chain: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Majors that this chain named when they were published.' })),
            band: Type.Optional(Type.Enum([...bands])),
            q: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Part of a name or a code.' })),
          },
          { additionalProperties: false },
        ),
        response: { 200: listOrFile(ref(PublishedFigurePage)), ...problems(404, 422) },
      },
    },
    async (request, reply) => {
      const { level, chain, band, q, cut = 'major' } = request.query;
      const asked = defined({ cut, level, chain, band, text: q });
      const row = await service.inForce();
      cached(reply);
      const file = fileAsked(request);
      if (file === null) return service.list(row, asked, request.query);
      return sendFile(context, request, reply, file, { table: figureTable(row), rows: service.rowsOf(row, asked), runs: [row.runId] });
    },
  );
  app.get(
    '/public/data.csv',
    {
      config,
      schema: {
        ...common,
        operationId: 'publicDataCsv',
        summary: 'Everything published as CSV, with the columns of the data dictionary',
        description:
          'Figures in ranges, small ones withheld, as at publication. The ETag names the edition: with `If-None-Match` an unchanged one is 304. 404 where nothing is published or it was withdrawn, with the reason.',
        response: { 200: { description: 'text/csv', content: { 'text/csv': { schema: Type.String() } } }, ...problems(404) },
      },
    },
    async (_request, reply) => {
      const row = await service.inForce();
      const table = figureTable(row);
      void named(reply, row, 'csv').header('content-disposition', `attachment; filename="${table.name}.csv"`);
      return reply.type('text/csv; charset=utf-8').send(tableCsv(table, service.rowsOf(row, {}), 'en') as never);
    },
  );
  app.get(
    '/public/data.json',
    {
      config,
      schema: {
        ...common,
        operationId: 'publicDataJson',
        summary: 'Everything published as one JSON document, with its dictionary, method, licence and how to cite',
        description:
          'The same figures as data.csv. The ETag names the edition: with `If-None-Match` an unchanged one is 304. 404 where nothing is published or it was withdrawn, with the reason.',
        response: { 200: ref(PublicData), ...problems(404) },
      },
    },
    async (_request, reply) => {
      const row = await service.inForce();
      void named(reply, row, 'json').header('content-disposition', `attachment; filename="${figureTable(row).name}.json"`);
      return service.data(row);
    },
  );
  app.get(
    '/public/data-dictionary',
    {
      config,
      schema: {
        ...common,
        operationId: 'publicDataDictionary',
        summary: 'What every column of the published data means, method, licence and how to cite',
        description:
          'Of the publication in force, for both data.csv and data.json: rounding and thresholds are those it was published with. 404 where nothing is published or it was withdrawn.',
        response: { 200: ref(DataDictionary), ...problems(404) },
      },
    },
    async (_request, reply) => {
      const row = await service.inForce();
      cached(reply);
      return service.dictionary(row);
    },
  );
}
