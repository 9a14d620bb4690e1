import type { Principal } from '../../../db/repositories/access.ts';
import { ConflictError } from '../../../db/errors.ts';
import { createDecisionImports, isDecisionKind } from '../../../db/repositories/import-decisions.ts';
import { canWithdrawOrganisations } from '../../../db/repositories/import-organisations.ts';
import { createPlacementImports, isPlacementKind } from '../../../db/repositories/import-placement.ts';
import { createRegisterImports, isRegisterKind } from '../../../db/repositories/import-registers.ts';
import { createImportRowRepository } from '../../../db/repositories/import-rows.ts';
import { createImportRepository, type ImportFilter, type ImportRow, type ImportState } from '../../../db/repositories/imports.ts';
import type { RowProblem } from '../../../intake/sheets/index.ts';
import type { Import, ImportConfirmation, ImportProblem, ImportReport } from '../../../schemas/imports.ts';
import { officeKinds, sheetKinds, type ImportKind } from '../../../schemas/sheets/kinds.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import type { Language } from '../../problems.ts';
import { createRecorder } from '../../recording.ts';
import { presentImport, presentProblem } from './present.ts';
import { createUpload } from './upload.ts';

/** Problems that are told at once; files tell all. */
const toldProblems = 200;
const readTogether = 500;
/** Files of one reporter that may wait to be checked. */
const mostOnTheirWay = 10;
/** Who brings what offices keep. */
const officeWords = {
  planner: ['规划部门和系统管理员导入', 'brought in by planners and administrators'],
  secretariat: ['联席会议办公室填报', 'reported by the secretariat of the joint conference'],
  administrator: ['系统管理员导入', 'brought in by administrators'],
} as const;
const reporterWords = { school: ['学校填报', 'reported by schools'], enterprise: ['企业填报', 'reported by enterprises'] } as const;
const stateWords: Record<ImportState, string> = {
  receiving: '正在上传',
  checking: '正在检查',
  checked: '等待确认',
  importing: '正在导入',
  imported: '已导入',
  undoing: '正在撤销',
  undone: '已撤销',
  failed: '失败',
  replaced: '已被重新检查的同一文件取代',
};

export function createImportService(context: ServerContext) {
  const { db, queue, clock } = context;
  const imports = createImportRepository(db);
  const rows = createImportRowRepository(db);
  const placements = createPlacementImports(db);
  const decisions = createDecisionImports(db);
  const registers = createRegisterImports(db);
  const upload = createUpload(context);
  const record = createRecorder(context);

  /** The import, for those it concerns; to others it does not exist. */
  async function seen(principal: Principal, id: string) {
    const found = await imports.find(id);
    const all = principal.role === 'administrator' || principal.role === 'planner';
    const office = principal.role === 'secretariat' && found !== undefined && officeKinds.includes(found.row.kind);
    if (!found || !(all || office || (principal.organisationId !== null && found.row.organisationId === principal.organisationId)))
      throw notFound({ zh: '此导入', en: 'This import' });
    return found;
  }
  /** Organisations bring what they report, offices what they keep. */
  function mayBring({ role }: Principal, kind: ImportKind): void {
    const { roles, reporter, zh, en } = sheetKinds[kind];
    if (roles.includes(role)) return;
    const office = (['planner', 'secretariat'] as const).find((may) => roles.includes(may)) ?? 'administrator';
    const by = reporter === 'office' ? officeWords[office] : reporterWords[reporter];
    throw new ApiError('forbidden', { zh: `“${zh}”由${by[0]}`, en: `“${en}” are ${by[1]}` });
  }
  const inState = (state: ImportState, needed: readonly [zh: string, en: string]) =>
    new ApiError('conflict', { zh: `此导入${stateWords[state]}，不能${needed[0]}`, en: `This import is ${state} and cannot be ${needed[1]}` });

  async function* problemsOf(of: ImportRow, language: Language): AsyncGenerator<ImportProblem> {
    for (let after = 0; ;) {
      const some = await rows.problems(of.id, after, readTogether);
      for (const { row, problems } of some)
        for (const problem of problems as unknown as readonly RowProblem[]) yield presentProblem(of, row, problem, language);
      const last = some.at(-1);
      if (!last || some.length < readTogether) return;
      after = last.row;
    }
  }
  const present = async (id: string, language: Language): Promise<Import> => {
    const found = await imports.find(id);
    if (!found) throw notFound({ zh: '此导入', en: 'This import' });
    return presentImport(found, language);
  };

  return {
    seen,
    problemsOf,
    /** Organisations import what they report, for themselves; administrators everything, naming the organisation in the sheet. */
    async upload(principal: Principal, kind: ImportKind, filename: string, bytes: Buffer, requestId: string, language: Language) {
      mayBring(principal, kind);
      const office = principal.role === 'administrator' || sheetKinds[kind].reporter === 'office';
      const organisationId = office ? null : principal.organisationId;
      if (organisationId === null && !office) throw new ApiError('forbidden', { zh: '此密钥不属于任何单位', en: 'This key belongs to no organisation' });
      if ((await imports.onTheirWay(organisationId)) >= mostOnTheirWay)
        throw new ApiError('too_many_requests', {
          zh: `已有 ${mostOnTheirWay} 个文件正在检查，请等它们检查完再上传`,
          en: `${mostOnTheirWay} files are being checked already: wait until they are, then upload this one`,
        });
      const { id, known } = await upload(principal, { kind, filename, bytes, organisationId }, requestId);
      return { known, body: await present(id, language) };
    },
    async list(principal: Principal, asked: ImportFilter, query: PageQuery, language: Language) {
      const office = principal.role === 'secretariat';
      const all = office || principal.role === 'administrator' || principal.role === 'planner';
      if (!all && principal.organisationId === null) throw new ApiError('forbidden', { zh: '此密钥不属于任何单位', en: 'This key belongs to no organisation' });
      if (!all && asked.organisationId !== undefined && asked.organisationId !== principal.organisationId)
        throw new ApiError('forbidden', { zh: '只能查看本单位的导入', en: 'An organisation sees its own imports only' });
      const filter: ImportFilter = all ? { ...asked, ...(office ? { kinds: officeKinds } : {}) } : { ...asked, organisationId: principal.organisationId ?? '' };
      const page = await imports.page(filter, toPageRequest(query, ['text']));
      return toList(
        page,
        query,
        (found) => presentImport(found, language),
        () => imports.count(filter),
      );
    },
    async find(principal: Principal, id: string, language: Language): Promise<Import> {
      return presentImport(await seen(principal, id), language);
    },
    async report(principal: Principal, id: string, language: Language): Promise<ImportReport> {
      const found = await seen(principal, id);
      const body = presentImport(found, language);
      const errors: ImportProblem[] = [];
      let more = false;
      for await (const problem of problemsOf(found.row, language)) {
        more = errors.length === toldProblems;
        if (more) break;
        errors.push(problem);
      }
      return { import: body, rows: body.rows ?? 0, valid: body.valid ?? 0, invalid: body.invalid ?? 0, warnings: body.warnings ?? 0, errors, more };
    },
    async confirm(principal: Principal, id: string, { mode }: ImportConfirmation, requestId: string, language: Language): Promise<Import> {
      const { row } = await seen(principal, id);
      mayBring(principal, row.kind);
      if (row.state !== 'checked') throw inState(row.state, ['确认导入', 'confirmed']);
      const invalid = (row.rows ?? 0) - (row.validRows ?? 0);
      if (mode === 'all-or-nothing' && invalid > 0)
        throw invalidField('/mode', `有 ${invalid} 行有错误：请更正后重新上传，或只导入正确的行`, `${invalid} rows have errors: correct them and upload again, or import the valid rows only`); // prettier-ignore
      if ((row.validRows ?? 0) === 0) throw invalidField('/mode', '没有可导入的行', 'there is no row to import');
      const now = clock();
      const fileKey = `${row.kind}|${row.organisationId ?? ''}|${row.sha256}`;
      const audit = record({ actor: principal.actor, requestId }, now, 'confirm', ['import', id], { mode, rows: row.validRows, invalid });
      try {
        if (!(await imports.confirm(id, { mode, confirmedBy: principal.actor, confirmedAt: now, fileKey }, audit)))
          throw inState((await seen(principal, id)).row.state, ['确认导入', 'confirmed']);
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        const same = (await imports.sameFile(row.sha256, row.kind, row.organisationId)).find((other) => other.fileKey === fileKey);
        throw new ApiError('conflict', { zh: `同一文件已导入（批次 ${same?.batchId ?? same?.id ?? ''}）`, en: `The same file is imported already (batch ${same?.batchId ?? same?.id ?? ''})` }); // prettier-ignore
      }
      await queue.add('importSheet', { importId: id });
      return present(id, language);
    },
    async undo(principal: Principal, id: string, requestId: string, language: Language): Promise<Import> {
      const { row } = await seen(principal, id);
      mayBring(principal, row.kind);
      if (row.state === 'imported' && row.kind === 'organisations' && !(await canWithdrawOrganisations(db, row)))
        throw new ApiError('conflict', {
          zh: '其中有单位已有成员、数据或更改，不能撤销',
          en: 'One of the organisations has members or data, or was changed: it cannot be undone',
        });
      if (row.state === 'imported' && isPlacementKind(row.kind) && !(await placements.canUndo(row.kind, row.batchId ?? '')))
        throw new ApiError('conflict', {
          zh: '轮次已截止，或此后又有人排过序，不能撤销',
          en: 'The round is closed, or somebody has ranked since: it cannot be undone',
        });
      if (row.state === 'imported' && isDecisionKind(row.kind) && !(await decisions.canUndo(row.kind, row.batchId ?? '')))
        throw new ApiError('conflict', {
          zh: '有席位此后已更正、出席或提出变更，不能整批撤销：请在联席会议页面逐个更正',
          en: 'A seat was corrected, sat on or asked to be changed since: correct seats one by one on the page of the conference',
        });
      if (row.state === 'imported' && isRegisterKind(row.kind) && !(await registers.canUndo(row)))
        throw new ApiError('conflict', {
          zh: '其中有内容此后又有变动，或已有填报、单位用到，不能整批撤销：请另传一份表格更正',
          en: 'Something of it was changed since, or reports or organisations refer to it: it cannot be undone as a whole; send a sheet that corrects it',
        });
      const audit = record({ actor: principal.actor, requestId }, clock(), 'ask_undo', ['import', id], { batchId: row.batchId });
      const asked = row.state === 'imported' ? await imports.askUndo(id, { undoneBy: principal.actor }, audit) : undefined;
      if (!asked) throw inState((await seen(principal, id)).row.state, ['撤销', 'undone']);
      await queue.add('importSheet', { importId: id });
      return present(id, language);
    },
  };
}
