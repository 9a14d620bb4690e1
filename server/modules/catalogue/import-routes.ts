import { Type } from 'typebox';
import { largestFile } from '../../../intake/catalogue/index.ts';
import {
  CatalogueCodePage,
  CatalogueConfirmation,
  CatalogueEditionPage,
  CatalogueImport,
  CatalogueImportPage,
  CatalogueKind,
  CatalogueReplacementPage,
  codeKinds,
  EditionLabel,
} from '../../../schemas/catalogue-imports.ts';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { catalogueContents, importStatuses } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import { fileAsked, fileNote, listOrFile, sendFile, xlsxType } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createCatalogueCodeService } from './codes.ts';
import { createCatalogueImportService } from './imports.ts';
import { codeTable, replacementTable } from './tables.ts';

const strict = { additionalProperties: false };
const kind = Type.Optional(CatalogueKind);
const code = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 32, description }));
const bytes = { schema: Type.Unsafe<Buffer>({ description: 'The file as it is, up to 20 MB.' }) };

/** Official editions of the catalogues: codes as they stand, editions, replacements, and files on their way in. */
export function catalogueImportRoutes(app: App, context: ServerContext): void {
  const imports = createCatalogueImportService(context);
  const catalogue = createCatalogueCodeService(context);
  const readers = { policy: ['planner', 'administrator'] } as const;
  const administrator = { policy: ['administrator'] } as const;
  const common = { tags: ['catalogue'], security: bearer };
  const params = Type.Object({ id: Id });

  app.get(
    '/catalogue/codes',
    {
      config: { policy: 'public' },
      schema: {
        tags: ['catalogue'],
        operationId: 'listCatalogueCodes',
        summary: 'Codes of a catalogue as it stands 目录',
        description: `Those in force; with \`retired=true\` those that newer editions lack. ${fileNote} Files have the columns that an import reads.`,
        querystring: Type.Object(
          {
            ...pageQuery,
            kind: Type.Enum([...codeKinds]),
            retired: Type.Optional(Type.Boolean({ default: false })),
            q: Type.Optional(Type.String({ minLength: 1, maxLength: 50, description: 'Part of the name or code.' })),
          },
          strict,
        ),
        response: { 200: listOrFile(ref(CatalogueCodePage)), ...problems(422) },
      },
    },
    async (request, reply) => {
      const { kind: of, retired = false, q: text } = request.query;
      const filter = { kind: of, retired, ...(text === undefined ? {} : { text }) };
      const file = fileAsked(request);
      if (file === null) return catalogue.codes(filter, request.query);
      return sendFile(context, request, reply, file, { table: codeTable(of), rows: catalogue.codeRows(filter) });
    },
  );
  app.get(
    '/catalogue/editions',
    {
      config: readers,
      schema: {
        ...common,
        operationId: 'listCatalogueEditions',
        summary: 'Editions of the catalogues 目录版本, newest first',
        querystring: Type.Object({ ...pageQuery, kind }, strict),
        response: { 200: ref(CatalogueEditionPage), ...problems(401, 403, 422) },
      },
    },
    async ({ query }) => catalogue.editions(query.kind, query),
  );
  app.get(
    '/catalogue/replacements',
    {
      config: readers,
      schema: {
        ...common,
        operationId: 'listCatalogueReplacements',
        summary: 'What old codes became 替代代码',
        description: fileNote,
        querystring: Type.Object(
          { ...pageQuery, kind, oldCode: code('What became of this code.'), newCode: code('What this code took the place of.') },
          strict,
        ),
        response: { 200: listOrFile(ref(CatalogueReplacementPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { kind: of, oldCode, newCode } = request.query;
      const filter = defined({ kind: of, oldCode, newCode });
      const file = fileAsked(request);
      if (file === null) return catalogue.replacements(filter, request.query);
      return sendFile(context, request, reply, file, { table: replacementTable, rows: catalogue.replacementRows(filter) });
    },
  );
  app.get(
    '/catalogue/imports',
    {
      config: readers,
      schema: {
        ...common,
        operationId: 'listCatalogueImports',
        summary: 'Files of catalogues that were checked, newest first, with their reports',
        querystring: Type.Object({ ...pageQuery, kind, status: Type.Optional(Type.Enum([...importStatuses])) }, strict),
        response: { 200: ref(CatalogueImportPage), ...problems(401, 403, 422) },
      },
    },
    async ({ query }) => imports.list(defined({ kind: query.kind, status: query.status }), query),
  );
  app.get(
    '/catalogue/imports/:id',
    {
      config: readers,
      schema: {
        ...common,
        operationId: 'getCatalogueImport',
        summary: 'One checked file with its report',
        description:
          'Also after it was confirmed, or refused for its errors. A file that waited for more than a week expires when the next one is checked: its report stays, its rows are deleted.',
        params,
        response: { 200: ref(CatalogueImport), ...problems(...badId, 401, 403) },
      },
    },
    async ({ params: { id } }) => imports.get(id),
  );
  app.post(
    '/catalogue/imports/:id/confirmation',
    {
      config: administrator,
      schema: {
        ...common,
        operationId: 'confirmCatalogueImport',
        summary: 'Import a checked file: whole, or not at all',
        description: 'Refused where the report holds errors, or warnings without `force`, or where the catalogue has changed since.',
        params,
        body: ref(CatalogueConfirmation),
        response: { 200: ref(CatalogueImport), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request) => imports.confirm(request.params.id, request.body.force === true, { actor: principalOf(request).actor, requestId: request.id }),
  );
  // files are taken here and nowhere else
  void app.register(async (files: App) => {
    files.addContentTypeParser(['text/csv', xlsxType, 'application/octet-stream'], { parseAs: 'buffer', bodyLimit: largestFile }, (_request, body, done) => {
      done(null, body);
    });
    files.removeContentTypeParser('application/json');
    files.post(
      '/catalogue/imports',
      {
        config: administrator,
        bodyLimit: largestFile,
        schema: {
          ...common,
          operationId: 'checkCatalogueFile',
          summary: 'Check a file of a catalogue (CSV or .xlsx); writes nothing into the catalogue',
          description:
            'The report says what the file would add, change and retire, and every fault with sheet, row and column. Columns and checks: docs/catalogue.md. A file that waits is forgotten after a week.',
          querystring: Type.Object(
            {
              kind: CatalogueKind,
              fileName: Type.String({ minLength: 1, maxLength: 200, description: 'Name of the file.' }),
              edition: Type.Optional(EditionLabel),
              content: Type.Optional(
                Type.Enum([...catalogueContents], {
                  default: 'catalogue',
                  description: 'replacements: the file says what old codes became (oldCode,newCode[,weight]).',
                }),
              ),
              additions: Type.Optional(Type.Boolean({ default: false, description: 'The file adds to what there is: codes it lacks are not retired.' })),
            },
            strict,
          ),
          body: { content: { 'text/csv': bytes, [xlsxType]: bytes, 'application/octet-stream': bytes } },
          response: { 201: ref(CatalogueImport), ...problems(...badBody, 401, 403, 503) },
        },
      },
      async (request, reply) => {
        const { kind: of, fileName, edition, content = 'catalogue', additions = false } = request.query;
        if (!Buffer.isBuffer(request.body)) throw new ApiError('malformed_request', { zh: '请求中没有文件', en: 'The request holds no file' });
        const asked = { kind: of, fileName, content, additions, bytes: request.body, ...(edition === undefined ? {} : { label: edition }) };
        const stored = await imports.stage(asked, { actor: principalOf(request).actor, requestId: request.id });
        return reply.code(201).header('location', `/api/v1/catalogue/imports/${stored.id}`).send(stored);
      },
    );
  });
}
