import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type TSchema } from 'typebox';
import { createRunRepository } from '../db/repositories/runs.ts';
import { tableCsv } from '../documents/csv.ts';
import type { Table } from '../documents/table.ts';
import { workbookOf, type Workbook } from '../documents/workbook.ts';
import { writeWorkbook } from '../documents/xlsx.ts';
import type { OfficialDocument } from '../documents/word/blocks.ts';
import { officialDocument } from '../documents/word/official.ts';
import { canonicalJson, sha256 } from '../schemas/canonical.ts';
import { cityZone, minuteOf } from '../schemas/days.ts';
import type { ServerContext } from './context.ts';
import { languageOf, type Language } from './problems.ts';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export type FileKind = 'csv' | 'xlsx';

/** A list that is also given as a file: pages of JSON, or all of it in the type that is asked for. */
export const listOrFile = <T extends TSchema>(page: T) => ({
  description: 'Default Response',
  content: {
    'application/json': { schema: page },
    'text/csv': { schema: Type.String() },
    [xlsxType]: { schema: Type.String({ format: 'binary' }) },
  } as { 'application/json': { schema: T }; 'text/csv': { schema: ReturnType<typeof Type.String> } },
});
export const fileNote = `JSON in pages; the whole answer as CSV with \`Accept: text/csv\`, as a spreadsheet with \`Accept: ${xlsxType}\`.`;

/** The file a caller asks for; null is JSON. */
export function fileAsked({ headers: { accept = '' } }: FastifyRequest): FileKind | null {
  if (accept.includes(xlsxType)) return 'xlsx';
  return accept.includes('text/csv') ? 'csv' : null;
}

const notTold = new Set(['limit', 'cursor', 'total']);
const words = {
  zh: {
    about: '说明',
    table: '表',
    made: '导出时间',
    filter: '筛选条件',
    none: '无（全部）',
    units: '单位',
    unitsSaid: '人（列名另有说明的除外）；缺口 = 需求 − 供给，正数为短缺',
    run: '预测批次',
    year: '数据截至',
    date: '批次完成时间',
    engine: '引擎版本',
    parameters: '参数（SHA-256）',
    snapshot: '输入快照（SHA-256）',
    data: '数据性质',
    simulated: '模拟数据：含模拟生成的数据，不得作为真实情况使用',
    real: '填报数据',
    withheld: '保密',
    withheldSaid: '“保密”列为 primary 或 secondary 的行，其需求数字对规划部门以外留空：背后填报企业过少，或可由此推算出此类数字',
  },
  en: {
    about: '说明 About',
    table: 'Table',
    made: 'Exported at',
    filter: 'Filter',
    none: 'none (everything)',
    units: 'Units',
    unitsSaid: 'persons, unless a column says otherwise; gap = demand − supply, positive is shortage',
    run: 'Run',
    year: 'Data up to',
    date: 'Run finished at',
    engine: 'Engine',
    parameters: 'Parameters (SHA-256)',
    snapshot: 'Input snapshot (SHA-256)',
    data: 'Data',
    simulated: '模拟数据 simulated data: holds generated data and says nothing about the real city',
    real: 'reported data',
    withheld: 'Withheld',
    withheldSaid:
      'rows whose column “suppressed” is primary or secondary have empty demand figures outside planning: too few enterprises are behind them, or they would give such figures away',
  },
} as const;
type RunRow = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['find']>>>;

/** For people: the city's hour, and which zone that is. */
const cityTime = (at: Date) => `${minuteOf(at).replace('T', ' ')} (${cityZone})`;

/** Parameters of a run by one short name: equal parameters have equal hashes. */
const parametersHash = ({ parameters }: RunRow) => sha256(canonicalJson(parameters));

function aboutRun(run: RunRow, language: Language): [string, string][] {
  const said = words[language];
  return [
    [said.run, run.id],
    [said.year, String(run.asOfYear)],
    [said.date, run.finishedAt ? cityTime(run.finishedAt) : ''],
    [said.engine, run.engineVersion],
    [said.parameters, parametersHash(run)],
    [said.snapshot, run.snapshotHash ?? ''],
  ];
}

export interface FileOf<T> {
  readonly table: Table<T>;
  readonly rows: AsyncIterable<T>;
  /** Runs the table is of; undefined stands for the newest. Left out where it is of none. */
  readonly runs?: readonly (string | undefined)[];
}

/** Answers a list as the file that is asked for. CSV streams; a spreadsheet is collected page by page and written on another thread where there is one. */
export async function sendFile<T>(context: ServerContext, request: FastifyRequest, reply: FastifyReply, kind: FileKind, { table, rows, runs = [] }: FileOf<T>) {
  const language = languageOf(request);
  void reply.header('content-disposition', `attachment; filename="${table.name}.${kind}"`);
  if (kind === 'csv') return reply.type('text/csv; charset=utf-8').send(tableCsv(table, rows, language));
  const repository = createRunRepository(context.db);
  const found: RunRow[] = [];
  for (const id of runs) {
    const run = id === undefined ? await repository.latest() : await repository.find(id);
    if (run) found.push(run);
  }
  const said = words[language];
  const query = Object.entries(request.query as Record<string, unknown>).filter(([name]) => !notTold.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)); // prettier-ignore
  const about = (simulated: boolean): Workbook['about'] => ({
    title: said.about,
    lines: [
      [said.table, language === 'zh' ? table.zh : table.en],
      [said.data, simulated || found.some((run) => run.simulated) ? said.simulated : said.real],
      [said.made, cityTime(context.clock())],
      [said.filter, query.length === 0 ? said.none : query.map(([name, value]) => `${name}=${String(value)}`).join('  ')],
      [said.units, said.unitsSaid],
      ...found.flatMap((run) => aboutRun(run, language)),
      ...(table.columns.some(({ title }) => title.startsWith('suppressed')) ? [[said.withheld, said.withheldSaid] as const] : []),
    ],
  });
  const workbook = await workbookOf(table, rows, language, about);
  const bytes = await (context.workbooks ?? writeWorkbook)(workbook);
  return reply.type(xlsxType).send(Buffer.from(bytes));
}

/** What a route answers that sends a Word document. */
export const wordAnswer = { description: 'The document', content: { [docxType]: { schema: Type.String({ format: 'binary' }) } } };

/** Sends an official document as .docx under a name that may be Chinese (RFC 5987); written on another thread where there is one. */
export async function sendDocument({ words: write = officialDocument }: ServerContext, reply: FastifyReply, name: string, document: OfficialDocument) {
  return sendNamed(reply, docxType, `${name}.docx`, await write(document));
}

/** Sends a file under a name that may be Chinese (RFC 5987). */
export function sendNamed(reply: FastifyReply, type: string, name: string, bytes: Uint8Array) {
  const encoded = encodeURIComponent(name).replaceAll("'", '%27');
  void reply.header('content-disposition', `attachment; filename="document.${name.split('.').at(-1) ?? ''}"; filename*=UTF-8''${encoded}`);
  return reply.type(type).send(Buffer.from(bytes));
}
