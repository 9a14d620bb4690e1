import { createCatalogueEditionRepository, type EditionImport } from '../../../db/repositories/catalogue-editions.ts';
import { createCatalogueImportRepository, type ImportFilter } from '../../../db/repositories/catalogue-imports.ts';
import { compareEdition, type CatalogueEntry, type CatalogueKind, type ReplacementRow, type StandingEntry } from '../../../intake/catalogue/index.ts';
import { sha256 as hashOf } from '../../../schemas/canonical.ts';
import { confirmableMs, type CatalogueImport, type CatalogueReport } from '../../../schemas/catalogue-imports.ts';
import type { importStatuses } from '../../../schemas/vocabulary.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createRecorder, type Doer } from '../../recording.ts';
import { createFileCheck, speaksByLevel, type FileToCheck } from './check-file.ts';
import { catalogueNames, defaultLabel, systemIdOf } from './naming.ts';

export interface FileToImport extends FileToCheck {
  readonly fileName: string;
  /** What the edition is to be called; left out, the file says. */
  readonly label?: string;
}
/** A file that was read and held against the catalogue, before anything is written. */
export interface CheckedImport extends Omit<FileToImport, 'bytes' | 'label'> {
  readonly label: string;
  readonly systemId: string;
  readonly sha256: string;
  readonly size: number;
  readonly status: Extract<(typeof importStatuses)[number], 'ready' | 'refused' | 'known'>;
  readonly report: CatalogueReport;
  readonly rows: Rows;
}
interface Rows {
  readonly entries: readonly CatalogueEntry[];
  readonly replacements: readonly ReplacementRow[];
}
const file = { zh: '此导入', en: 'This import' };

/** Official editions on their way in: a file is checked, its report read, and confirmed; then it is written whole or not at all. */
export function createCatalogueImportService(context: Pick<ServerContext, 'db' | 'clock' | 'newId'>) {
  const { db, clock, newId } = context;
  const editions = createCatalogueEditionRepository(db);
  const imports = createCatalogueImportRepository(db);
  const checkFile = createFileCheck({ editions, imports });
  const record = createRecorder(context);

  /** A label and id that no edition has; a label somebody chose is not changed. */
  async function nameOf(kind: CatalogueKind, chosen: string | undefined, suggested: string) {
    if (chosen !== undefined) {
      const systemId = systemIdOf(kind, chosen);
      if (await editions.find(systemId))
        throw invalidField('/query/edition', `已有版本 ${systemId}，请另取名称`, `there is an edition ${systemId} already: choose another label`);
      return { label: chosen, systemId };
    }
    for (let n = 1; ; n++) {
      const label = n === 1 ? suggested : `${suggested}-${n}`;
      const systemId = systemIdOf(kind, label);
      if (!(await editions.find(systemId))) return { label, systemId };
    }
  }

  async function check({ bytes, label: chosen, ...asked }: FileToImport): Promise<CheckedImport> {
    const { kind, content, fileName } = asked;
    if (content === 'replacements' && kind === 'crosswalk')
      throw invalidField('/query/content', '对应关系没有替代代码', 'links have no replacements: name the catalogue whose codes were replaced');
    const sha256 = hashOf(bytes);
    const checked = await checkFile({ ...asked, bytes });
    const { report, entries, replacements, same } = checked;
    const common = { ...asked, sha256, size: bytes.length, report, rows: { entries, replacements } };
    const refused = report.issueCounts.error > 0;
    const of = content === 'replacements' ? await editions.newest(kind) : refused ? undefined : await editions.ofFile(kind, sha256);
    const status = refused ? 'refused' : same && of ? 'known' : 'ready';
    if (of && (content === 'replacements' || status === 'known')) return { ...common, status, label: of.edition, systemId: of.id };
    return { ...common, status, ...(await nameOf(kind, chosen, defaultLabel(fileName, checked.edition))) };
  }

  /** Writes a file that was checked. Throws where the catalogue is no longer what it was checked against. */
  async function write(
    { kind, content, rows: { entries, replacements }, report, ...rest }: Omit<CheckedImport, 'status' | 'size'>,
    importId: string | null,
    { actor, requestId }: Doer,
    force: boolean,
  ) {
    // prettier-ignore
    const { systemId, label, fileName, sha256, additions } = rest;
    const at = clock();
    const byLevel = speaksByLevel(kind);
    const ids = { catalogue: systemId, replacements: `${kind} replacements` };
    const after = { kind, edition: label, fileName, sha256, additions, counts: { ...report.counts }, force };
    const work: EditionImport = {
      ...{ importId, by: actor, at, kind, entries, replacements },
      edition:
        content === 'replacements'
          ? null
          : {
              ...{ id: systemId, kind, edition: label, title: `${catalogueNames[kind].zh} ${label}`, source: fileName, fileName, sha256, additions },
              ...{ arrival: newId(), importedBy: actor, importedAt: at },
            },
      levels: byLevel ? [...new Set(entries.map((entry) => entry.level))] : null,
      check: (standing: readonly StandingEntry[]) => {
        if (content === 'replacements') return;
        const { added, changed, retired, returned } = compareEdition(standing, entries, { byLevel, additions });
        const { counts } = report;
        if (added.length === counts.added && changed.length === counts.changed && retired.length === counts.retired && returned.length === counts.returned)
          return;
        throw new ApiError('conflict', {
          zh: '目录在检查之后已有变动，请重新上传并检查',
          en: 'The catalogue has changed since the file was checked: upload it again',
        });
      },
      audit: record({ actor, requestId }, at, 'import', ['catalogue', ids[content]], after),
    };
    return editions.take(work);
  }

  async function found(id: string) {
    const row = await imports.find(id);
    if (!row) throw notFound(file);
    return row;
  }

  return {
    check,
    /** Writes a checked file at once, without keeping it first. */
    async bring(checked: CheckedImport, doer: Doer, force: boolean): Promise<void> {
      mayCome(checked.status, checked.report, force);
      await write(checked, null, doer, force);
    },
    /** Checks a file and keeps it with its report until it is confirmed. */
    async stage(asked: FileToImport, doer: Doer): Promise<CatalogueImport> {
      const { rows, label, size, systemId, ...checked } = await check(asked);
      const now = clock();
      const row = {
        ...{ id: newId(), ...checked, edition: label, systemId, bytes: size, createdBy: doer.actor, createdAt: now },
        rows: checked.status === 'ready' ? toJson(rows) : null,
      };
      const { kind, content, fileName, sha256, status } = row;
      const audit = record(doer, now, 'check', ['catalogue_import', row.id], { kind, content, edition: label, fileName, sha256, status });
      await imports.add({ ...row, report: toJson(row.report) }, new Date(now.getTime() - confirmableMs), audit);
      return present(await found(row.id));
    },
    get: async (id: string): Promise<CatalogueImport> => present(await found(id)),
    async list(filter: ImportFilter, query: PageQuery) {
      const page = await imports.page(filter, toPageRequest(query, ['text']));
      return toList(page, query, present, () => imports.count(filter));
    },
    async confirm(id: string, force: boolean, doer: Doer): Promise<CatalogueImport> {
      const row = await found(id);
      const report = row.report as unknown as CatalogueReport;
      const late = row.status === 'ready' && row.createdAt.getTime() < clock().getTime() - confirmableMs;
      mayCome(late ? 'expired' : row.status, report, force);
      const rows = (await imports.rowsOf(id)) as Rows | null;
      const { kind, content, systemId, edition: label, fileName, sha256, additions } = row;
      const done = rows !== null && (await write({ kind, content, systemId, label, fileName, sha256, additions, report, rows }, id, doer, force));
      if (!done) throw refusal('imported');
      return present(await found(id));
    },
  };
}

const refusals: Readonly<Record<(typeof importStatuses)[number], { readonly zh: string; readonly en: string }>> = {
  ready: { zh: '此文件可以导入', en: 'The file can be imported' },
  refused: { zh: '此文件有错误，不能导入；请更正后重新上传', en: 'The file has errors and cannot be imported: correct it and upload it again' },
  known: { zh: '此文件已导入，没有变动', en: 'The file was imported before and changes nothing' },
  imported: { zh: '此文件已经确认导入', en: 'The file was confirmed already' },
  expired: { zh: '此文件检查后逾期未确认，请重新上传', en: 'The file was not confirmed in time: upload it again' },
};
const refusal = (status: (typeof importStatuses)[number]) => new ApiError('conflict', refusals[status]);

function mayCome(status: (typeof importStatuses)[number], { issueCounts }: CatalogueReport, force: boolean): void {
  if (status !== 'ready') throw refusal(status);
  if (issueCounts.warning === 0 || force) return;
  throw invalidField(
    '/force',
    `检查报告中有 ${issueCounts.warning} 处警告，确认无误后请以 force=true 导入`,
    `the report holds ${issueCounts.warning} warnings: look at them and confirm with force=true`,
  );
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof createCatalogueImportRepository>['find']>>>;
type Stored = Parameters<ReturnType<typeof createCatalogueImportRepository>['add']>[0]['report'];
/** Read-only shapes as what a JSON column takes. */
const toJson = (value: CatalogueReport | Rows): Stored => value as unknown as Stored;

function present({ systemId, report, createdAt, decidedAt, ...row }: Row): CatalogueImport {
  return {
    ...{ ...row, codeSystem: systemId, report: report as unknown as CatalogueReport },
    ...{ createdAt: createdAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null },
  };
}
