import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, opened, readConfig } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { catalogueKinds } from '../schemas/vocabulary.ts';
import type { CatalogueIssue } from '../schemas/catalogue-imports.ts';
import { ApiError } from '../server/errors.ts';
import { createCatalogueImportService, type CheckedImport } from '../server/modules/catalogue/imports.ts';
import { clock, newId } from '../server/runtime.ts';

/**
 * Imports the official edition of a catalogue from CSV or .xlsx, the server running or not:
 *   npm run -s catalogue -- KIND FILE [--edition LABEL] [--additions] [--replacements] [--dry-run] [--confirm [--force]]
 * KIND: majors, occupations, industries, regions, crosswalk. Without --confirm it checks and reports only, as with --dry-run. Exit 0: imported, known, or
 * could be; 1: not; 2: nothing was looked at.
 */
class Refusal extends Error {}
type Kind = (typeof catalogueKinds)[number];

function readArguments() {
  const boolean = { type: 'boolean', default: false } as const;
  const options = { edition: { type: 'string' }, additions: boolean, replacements: boolean, 'dry-run': boolean, confirm: boolean, force: boolean } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [kind, path, ...rest] = positionals;
  if (!catalogueKinds.includes(kind as Kind) || path === undefined || rest.length > 0)
    throw new Refusal(`catalogue needs: ${catalogueKinds.join('|')} FILE, got "${positionals.join(' ')}"`);
  if (values['dry-run'] && values.confirm) throw new Refusal('catalogue needs either --dry-run or --confirm, got both');
  const label = values.edition;
  if (label !== undefined && !/^[\w\u4e00-\u9fff][\w\u4e00-\u9fff ./-]{0,63}$/.test(label))
    throw new Refusal(`--edition needs a label of letters and digits such as 2025, got "${label}"`);
  const content = values.replacements ? ('replacements' as const) : ('catalogue' as const);
  return { path, asked: { kind: kind as Kind, content, additions: values.additions, ...(label === undefined ? {} : { label }) }, ...values };
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Refusal(`catalogue needs a file that can be read, got ${path}`, { cause });
  }
}

const marks: Record<CatalogueIssue['severity'], string> = { error: '错误 error', warning: '警告 warning', note: '说明 note' };
function place({ sheet, row, column, value }: CatalogueIssue): string {
  const parts = [sheet === null ? null : `[${sheet}]`, row === null ? null : `${row}`, column, value === null ? null : JSON.stringify(value)];
  return parts.filter((part) => part !== null).join(' ');
}

function print(file: string, { status, label, systemId, sha256, report }: CheckedImport): void {
  const { counts, issueCounts, issues, levels } = report;
  console.log(`${file} · ${label} (${systemId}) · SHA-256 ${sha256}`);
  console.log(`行 rows ${counts.rows} · 新增 new ${counts.added} · 改动 changed ${counts.changed} · 停用 retired ${counts.retired} · 恢复 returned ${counts.returned} · 未变 unchanged ${counts.unchanged} · 略去 left out ${counts.leftOut} · 替代 replacements ${counts.replacements}`); // prettier-ignore
  for (const { level, before, after } of levels) console.log(`  ${level}: ${before} → ${after}`);
  for (const issue of issues) console.log(`${marks[issue.severity]} ${file} ${place(issue)}: ${issue.zh} · ${issue.en}`);
  const rest = issueCounts.error + issueCounts.warning + issueCounts.note - issues.length;
  if (rest > 0) console.log(`… 另有 ${rest} 处 and ${rest} more`);
  if (status === 'known') console.log('此文件已导入，没有变动 · the file was imported before and changes nothing');
}

async function main(): Promise<number> {
  const { path, asked, confirm, force } = readArguments();
  const bytes = readBytes(path);
  const config = readConfig(process.env);
  const db = await opened(config.databaseUrl === undefined ? 'DATA_DIR' : 'DATABASE_URL', openDatabase(config));
  try {
    const service = createCatalogueImportService({ db, clock, newId });
    const checked = await service.check({ ...asked, bytes, fileName: basename(path) });
    print(basename(path), checked);
    const { status, report } = checked;
    if (status === 'known') return 0;
    if (status === 'refused') return 1;
    if (!confirm) {
      console.log('未写入；加 --confirm 导入 · nothing was written: --confirm imports it');
      return 0;
    }
    if (report.issueCounts.warning > 0 && !force) {
      console.log('有警告，未写入；核对后加 --force · there are warnings, nothing was written: look at them, then add --force');
      return 1;
    }
    console.log('写入… · writing…');
    await service.bring(checked, { actor: 'shell', requestId: newId() }, force);
    console.log(`已导入 ${checked.systemId} · imported`);
    return 0;
  } finally {
    await db.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const known = error instanceof Refusal || error instanceof ConfigError || (error instanceof TypeError && 'code' in error);
  if (error instanceof ApiError) console.error([error.detail, ...error.fields].map(({ zh, en }) => `${zh} · ${en}`).join('\n'));
  else console.error(known ? error.message : error);
  process.exitCode = 2;
}
