import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { ChainContentPage, ChainPage, MajorPage, OccupationPage, ProgrammePage, SchoolPage } from '../../../schemas/catalogue.ts';
import { Id, MajorCode, pageQuery, ref } from '../../../schemas/common.ts';
import { levels } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined, pageOfRows } from '../../paging.ts';
import { problems } from '../../routes.ts';
import { chainTable } from './chain-table.ts';
import { createCatalogueService } from './service.ts';

const q = Type.Optional(Type.String({ minLength: 1, maxLength: 50, description: 'Part of the name or code.' }));
const retired = Type.Optional(Type.Boolean({ default: false, description: 'Those that newer editions lack, instead of those in force.' }));
const strict = { additionalProperties: false };

/** Catalogues are published facts: readable without a key. */
export function catalogueRoutes(app: App, context: ServerContext): void {
  const service = createCatalogueService(context);
  const config = { policy: 'public' } as const;
  const tags = ['catalogue'];

  app.get(
    '/majors',
    {
      config,
      schema: {
        operationId: 'listMajors',
        summary: 'Majors 专业',
        tags,
        querystring: Type.Object(
          {
            ...pageQuery,
            level: Type.Optional(Type.Enum([...levels])),
            chain: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Majors this chain names.' })),
            retired,
            q,
          },
          strict,
        ),
        response: { 200: ref(MajorPage), ...problems(422) },
      },
    },
    async ({ query }) => service.majors({ retired: query.retired === true, ...defined({ level: query.level, chain: query.chain, text: query.q }) }, query),
  );
  app.get(
    '/occupations',
    {
      config,
      schema: {
        operationId: 'listOccupations',
        summary: 'Occupations 职业',
        tags,
        querystring: Type.Object({ ...pageQuery, retired, q }, strict),
        response: { 200: ref(OccupationPage), ...problems(422) },
      },
    },
    async ({ query }) => service.occupations({ retired: query.retired === true, ...defined({ text: query.q }) }, query),
  );
  app.get(
    '/chains',
    {
      config,
      schema: {
        operationId: 'listChains',
        summary: 'Industry chains 产业链 with segments and majors',
        tags,
        querystring: Type.Object(pageQuery, strict),
        response: { 200: ref(ChainPage), ...problems(422) },
      },
    },
    async ({ query }) => service.chains(query),
  );
  app.get(
    '/chains/contents',
    {
      config,
      schema: {
        operationId: 'listChainContents',
        summary: 'What stands in industry chains 产业链内容: segments, occupations, majors, one a row',
        description: `In the columns of the spreadsheet of chains, so that a file can be edited and imported. ${fileNote}`,
        tags,
        querystring: Type.Object({ ...pageQuery, chain: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Of this chain only.' })) }, strict),
        response: { 200: listOrFile(ref(ChainContentPage)), ...problems(422) },
      },
    },
    async (request, reply) => {
      const file = fileAsked(request);
      const rows = await service.chainContents(request.query.chain);
      if (file === null) return pageOfRows(rows, request.query, ({ id }) => id);
      return sendFile(context, request, reply, file, { table: chainTable, rows: Readable.from(rows) });
    },
  );
  app.get(
    '/schools',
    {
      config,
      schema: {
        operationId: 'listSchools',
        summary: 'Schools 院校 with reported students and targets',
        tags,
        querystring: Type.Object({ ...pageQuery, q }, strict),
        response: { 200: ref(SchoolPage), ...problems(422) },
      },
    },
    async ({ query }) => service.schools(query.q, query),
  );
  app.get(
    '/programmes',
    {
      config,
      schema: {
        operationId: 'listProgrammes',
        summary: 'Programmes 专业点: one school offering one major',
        tags,
        querystring: Type.Object(
          { ...pageQuery, school: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Id of the school.' })), majorCode: Type.Optional(MajorCode) },
          strict,
        ),
        response: { 200: ref(ProgrammePage), ...problems(422) },
      },
    },
    async ({ query }) => service.programmes(defined({ schoolId: query.school, majorCode: query.majorCode }), query),
  );
}
