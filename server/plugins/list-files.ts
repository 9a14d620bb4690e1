import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CellValue, Table, TableColumn } from '../../documents/table.ts';
import type { App, ServerContext } from '../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../downloads.ts';
import { sheetKinds, type ImportKind } from '../../schemas/sheets/kinds.ts';
import { listWord } from '../list-words.ts';

type Row = Readonly<Record<string, unknown>>;
/** What is read of a JSON Schema here. */
interface Schema {
  readonly $id?: string;
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}
type Resolve = (schema: Schema | undefined) => Schema | undefined;
interface Page {
  readonly items: readonly Row[];
  readonly nextCursor?: string | null;
}

/** Lists whose files come back as sheets: their Chinese titles are those of the sheet, their English ones the names of its fields. */
const sheets: Readonly<Record<string, ImportKind>> = {
  ...{ '/api/v1/demand/declarations': 'declarations', '/api/v1/demand/postings': 'postings', '/api/v1/enrolment/reports': 'enrolment' },
  ...{ '/api/v1/enrolment/destinations': 'destinations', '/api/v1/enrolment/plans': 'plans', '/api/v1/organisations': 'organisations' },
  '/api/v1/programmes': 'programmes',
};
/** Columns as the sheet has them: its titles, and a list of figures spread over its columns; what it does not know keeps its name. */
function asSheet(kind: ImportKind, columns: readonly TableColumn<Row>[]): TableColumn<Row>[] {
  const known = new Map(sheetKinds[kind].columns.map((column) => [titleOf(column.field.split('.')).replaceAll('__', '_'), column]));
  return columns.flatMap((column): TableColumn<Row>[] => {
    // of a figure, not of an organisation
    if (column.title === 'unit') return [{ ...column, zh: '计量单位' }];
    const spread = sheetKinds[kind].columns.filter(({ field }) => field.startsWith(`${column.title}.`) && /\d$/.test(field));
    if (spread.length > 0)
      return spread.map(({ zh, en }, i) => ({
        ...{ title: titleOf(en.replace(' (persons)', '').toLowerCase().split(' ')), zh, format: 'whole' as const },
        value: (row) => cell((row[column.title] as readonly number[] | undefined)?.[i]),
      }));
    const found = known.get(column.title);
    return [found && found.reading !== 'organisation' ? { ...column, zh: found.zh } : column];
  });
}

const titleOf = (path: readonly string[]) => path.join('_').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const isSingle = (schema: Schema): boolean =>
  schema.enum !== undefined || schema.const !== undefined || ['string', 'integer', 'number', 'boolean', 'null'].includes(schema.type ?? '');
function cell(value: unknown): CellValue {
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
const valueAt = (row: Row, path: readonly string[]): unknown => path.reduce<unknown>((at, name) => (at as Row | null | undefined)?.[name], row);

/** A column for every field that is one value or several plain ones; fields of a part come one level deep. What is a table of its own is left to its own list. */
function columnsOf(schema: Schema, resolve: Resolve, path: readonly string[] = []): TableColumn<Row>[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]): TableColumn<Row>[] => {
    const at = [...path, name];
    const kinds = (field.anyOf ?? [field]).flatMap((one) => resolve(one) ?? []).filter(({ type }) => type !== 'null');
    const items = kinds.length === 1 && kinds[0]?.type === 'array' ? resolve(kinds[0].items) : undefined;
    if (kinds.every(isSingle) || (items && isSingle(items))) {
      const whole = kinds.every(({ type }) => type === 'integer');
      const format = !whole ? {} : { format: /year/i.test(name) ? ('year' as const) : ('whole' as const) };
      return [{ title: titleOf(at), zh: at.map(listWord).join(' '), value: (row) => cell(valueAt(row, at)), ...format }];
    }
    const [part] = kinds;
    return path.length === 0 && kinds.length === 1 && part?.properties ? columnsOf(part, resolve, at) : [];
  });
}

/**
 * Gives every list of the API as a file too, where its module has no table of its own for it: CSV and .xlsx of all pages, through the route's own handler, so that a file holds what the caller may
 * read and nothing else.
 */
export function registerListFiles(app: App, context: ServerContext): void {
  app.addHook('onRoute', function (route) {
    const schema = route.schema as
      { response?: Record<number, unknown>; description?: string; summary?: string; operationId?: string; querystring?: Schema } | undefined;
    const answer = schema?.response?.[200] as Schema | undefined;
    if (route.method !== 'GET' || !route.url.startsWith('/api/v1') || !schema || !answer) return;
    const resolve: Resolve = (one) => (one?.$ref === undefined ? one : (this.getSchema(one.$ref.replace(/#$/, '')) as Schema | undefined));
    const page = resolve(answer);
    const item = resolve(page?.properties?.['items']?.items);
    if (!item?.properties || page?.properties?.['items']?.type !== 'array') return;
    schema.response = { ...schema.response, 200: listOrFile(answer) };
    schema.description = [schema.description, fileNote].filter((part) => part !== undefined).join(' ');
    const name = route.url
      .replace('/api/v1/', '')
      .replaceAll(/\/:\w+/g, '')
      .replaceAll('/', '-');
    const paged = schema.querystring?.properties?.['cursor'] !== undefined;
    const chinese = /[\u4e00-\u9fff].*$/.exec(schema.summary ?? '')?.[0] ?? name;
    const sheet = sheets[route.url];
    const columns = sheet === undefined ? columnsOf(item, resolve) : asSheet(sheet, columnsOf(item, resolve));
    const table: Table<Row> = { name, zh: chinese.slice(0, 31), en: name.slice(0, 31), columns, simulated: (row) => row['simulated'] === true };
    const handler = route.handler as unknown as (this: unknown, request: FastifyRequest, reply: FastifyReply) => Promise<Page>;
    route.handler = async function (this: unknown, request: FastifyRequest, reply: FastifyReply) {
      const kind = fileAsked(request);
      if (kind === null) return handler.call(this, request, reply);
      const read = async (cursor: string | undefined): Promise<Page> => {
        if (paged) request.query = { ...(request.query as object), limit: 200, total: false, ...(cursor === undefined ? {} : { cursor }) };
        return handler.call(this, request, reply);
      };
      const first = await read(undefined); // what is refused is refused before the file begins
      async function* rows(): AsyncGenerator<Row> {
        let last = first;
        yield* last.items;
        while (paged && typeof last.nextCursor === 'string') {
          last = await read(last.nextCursor);
          yield* last.items;
        }
      }
      return sendFile(context, request, reply, kind, { table, rows: rows() });
    };
  });
}
