import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { csvOf } from '../../../documents/csv.ts';
import { spreadsheetLimits } from '../../../intake/spreadsheet/index.ts';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { Import, ImportConfirmation, ImportKinds, ImportPage, ImportReport } from '../../../schemas/imports.ts';
import { importKinds, importStates } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, listOrFile, sendFile, xlsxType } from '../../downloads.ts';
import { ApiError } from '../../errors.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { languageOf } from '../../problems.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createImportFiles } from './files.ts';
import { problemTable } from './present.ts';
import { createImportService } from './service.ts';

const Kind = Type.Enum([...importKinds]);
const params = Type.Object({ id: Id }, { additionalProperties: false });
const fileTypes = [xlsxType, 'text/csv', 'application/octet-stream', 'application/vnd.ms-excel'];
const anyFile = Type.Unsafe<unknown>({ description: 'The file itself: .xlsx up to 20 MB, or .csv (UTF-8 or GB18030) up to 100 MB.' });
const fileAnswer = (type: string) => ({ description: 'The file', content: { [type]: { schema: Type.String({ format: 'binary' }) } } });

/** Spreadsheets in: template, upload and dry run, report, decision, undo. */
export function importRoutes(app: App, context: ServerContext): void {
  const service = createImportService(context);
  const files = createImportFiles(context);
  const everyone = { policy: ['enterprise', 'school', 'planner', 'secretariat', 'administrator'] } as const;
  const [write, read] = [everyone, everyone];
  const common = { tags: ['imports'], security: bearer };

  app.get(
    '/import-kinds',
    { config: read, schema: { ...common, operationId: 'listImportKinds', summary: 'Kinds of spreadsheet and their columns', response: { 200: ref(ImportKinds), ...problems(401, 403) } } }, // prettier-ignore
    async (request) => files.kinds(principalOf(request), languageOf(request)),
  );
  app.get(
    '/import-kinds/:kind/template',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getImportTemplate',
        summary: 'A workbook to fill in 模板; with Accept: text/csv only its header',
        description:
          'In the language of the caller, with notes, examples and the codes to choose from: for a school the majors it offers. For administrators it also has the column that names the organisation.',
        params: Type.Object({ kind: Kind }, { additionalProperties: false }),
        response: { 200: { description: 'The template', content: { [xlsxType]: { schema: Type.String({ format: 'binary' }) }, 'text/csv': { schema: Type.String() } } }, ...problems(400, 401, 403, 404, 414, 422) }, // prettier-ignore
      },
    },
    async (request, reply) => {
      const { kind } = request.params;
      const [principal, language] = [principalOf(request), languageOf(request)];
      const csv = fileAsked(request) === 'csv';
      void reply.header('content-disposition', `attachment; filename="${kind}.${csv ? 'csv' : 'xlsx'}"`);
      if (csv) return reply.type('text/csv; charset=utf-8').send(csvOf(files.header(principal, kind, language).map((title) => ({ title, value: () => '' })), Readable.from([])) as never); // prettier-ignore
      return reply.type(xlsxType).send(Buffer.from(await files.template(principal, kind, language)) as never);
    },
  );

  void app.register(async (upload: App) => {
    for (const type of fileTypes)
      upload.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => {
        done(null, body);
      });
    upload.post(
      '/imports',
      {
        config: write,
        bodyLimit: spreadsheetLimits.csvBytes,
        schema: {
          ...common,
          operationId: 'uploadImport',
          summary: 'Upload a spreadsheet; its rows are checked and nothing is imported yet 上传并预检',
          description:
            '202 and a dry run that a worker makes: read the import until it is `checked` or `failed`. 200 where the same file of the same reporter is there already; one that had errors is checked anew and takes the place of the earlier. Of one reporter ten files at most wait to be checked (429).',
          querystring: Type.Object(
            { kind: Kind, filename: Type.String({ minLength: 1, maxLength: 255, pattern: '\\S', description: 'As it is called; its ending has to be true.' }) },
            { additionalProperties: false },
          ),
          body: { content: Object.fromEntries(fileTypes.map((type) => [type, { schema: anyFile }])) },
          response: { 200: ref(Import), 202: ref(Import), ...problems(...badBody, 401, 403, 503) },
        },
      },
      async (request, reply) => {
        const { kind, filename } = request.query;
        if (!Buffer.isBuffer(request.body))
          throw new ApiError('unsupported_media_type', { zh: `请求体应为文件，内容类型为 ${fileTypes.join('、')} 之一`, en: `The body needs to be a file of one of the types ${fileTypes.join(', ')}` }); // prettier-ignore
        const { known, body } = await service.upload(principalOf(request), kind, filename, request.body, request.id, languageOf(request));
        return reply.code(known ? 200 : 202).header('location', `/api/v1/imports/${body.id}`).send(body); // prettier-ignore
      },
    );
  });
  app.get(
    '/imports',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listImports',
        summary: 'Imports, newest first',
        querystring: Type.Object({ ...pageQuery, organisationId: Type.Optional(Id), kind: Type.Optional(Kind), state: Type.Optional(Type.Enum([...importStates])) }, { additionalProperties: false }), // prettier-ignore
        response: { 200: ref(ImportPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => {
      const { organisationId, kind, state } = request.query;
      return service.list(principalOf(request), defined({ organisationId, kind, state }), request.query, languageOf(request));
    },
  );
  app.get(
    '/imports/:id',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getImport',
        summary: 'What became of an import',
        description:
          'To be read again while its state ends in -ing; of an import that is done or failed whoever confirmed or brought it is notified. Seen by its organisation, planners and administrators, and by the secretariat where offices bring the kind; to others it does not exist (404).',
        params,
        response: { 200: ref(Import), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.find(principalOf(request), request.params.id, languageOf(request)),
  );
  app.get(
    '/imports/:id/report',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getImportReport',
        summary: 'What the dry run found, cell by cell',
        description:
          'Empty until the dry run is over. With `Accept: text/csv` or that of .xlsx all errors and warnings as a file, in the language of the caller.',
        params,
        response: { 200: listOrFile(ref(ImportReport)), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => {
      const [principal, language] = [principalOf(request), languageOf(request)];
      const kind = fileAsked(request);
      if (kind === null) return service.report(principal, request.params.id, language);
      const { row } = await service.seen(principal, request.params.id);
      return sendFile(context, request, reply, kind, { table: problemTable, rows: service.problemsOf(row, language) });
    },
  );
  app.get(
    '/imports/:id/copy',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getImportCopy',
        summary: 'The rows as they came, wrong cells marked and commented',
        description: 'To be corrected and uploaded again. Of a file of more than 20,000 rows it holds the rows with errors only, the first 20,000 of them.',
        params,
        response: { 200: fileAnswer(xlsxType), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => {
      const { row } = await service.seen(principalOf(request), request.params.id);
      void reply.header('content-disposition', `attachment; filename="${row.kind}-checked.xlsx"`);
      return reply.type(xlsxType).send(Buffer.from(await files.copy(row, languageOf(request))) as never);
    },
  );
  app.post(
    '/imports/:id/confirmation',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'confirmImport',
        summary: 'Import the rows of a checked file 确认导入',
        description:
          'Only once it is `checked`, and not where the same file is imported already (409). A worker then takes all rows in at once or none: where a filing of the year was accepted or locked meanwhile, the import fails and nothing is in. Whoever confirmed is notified of the end.',
        params,
        body: ref(ImportConfirmation),
        response: { 202: ref(Import), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request, reply) =>
      reply.code(202).send(await service.confirm(principalOf(request), request.params.id, request.body, request.id, languageOf(request))),
  );
  app.post(
    '/imports/:id/undo',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'undoImport',
        summary: 'Take the facts of an import out again 撤销',
        description:
          'Only of an import that is `imported` (409), and by who may bring its kind. A worker takes its facts out; what was reported before them counts again, and past runs stay as they are. Refused (409) where something of it was changed or is referred to since, or its placement round is closed.',
        params,
        response: { 202: ref(Import), ...problems(400, 404, 413, 414, 415, 422, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(202).send(await service.undo(principalOf(request), request.params.id, request.id, languageOf(request))),
  );
}
