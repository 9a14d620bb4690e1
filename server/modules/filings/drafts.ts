import type { Principal } from '../../../db/repositories/access.ts';
import { createCatalogueRepository } from '../../../db/repositories/catalogue.ts';
import { createFilingRepository } from '../../../db/repositories/filings.ts';
import { createStandingFactRepository } from '../../../db/repositories/standing-facts.ts';
import type { Json } from '../../../db/schema/runs.ts';
import type { Filing, FilingDetail, FilingInput, FilingLine } from '../../../schemas/filings.ts';
import { filingWorkflow } from '../../../schemas/workflows/filing.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField } from '../../errors.ts';
import type { Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { createReporting } from '../../reporting.ts';
import { createFilingAccess, kindOf } from './access.ts';
import { createLineChecks, type CheckedLine, type Line } from './lines.ts';
import { presentFiling, type Shown } from './present.ts';

type Values = Readonly<Record<string, Json>>;
const changing = ({ role }: Principal) => ({ event: 'change', by: role }) as const;

/** Filings while they are written: begun, copied, changed line by line, read beside last year's. */
export function createDraftService(context: ServerContext) {
  const { db, clock, newId } = context;
  const filings = createFilingRepository(db);
  const standing = createStandingFactRepository(db);
  const catalogue = createCatalogueRepository(db);
  const reporting = createReporting(context);
  const access = createFilingAccess(context);
  const lineChecks = createLineChecks(context);
  const record = createRecorder(context);
  const rowOf = (filingId: string, { key, errors }: CheckedLine, payload: Values, changedAt: Date) => {
    return { filingId, key, payload, errors, faults: errors.length, changedAt };
  };
  const counted = async (found: Shown): Promise<Filing> => presentFiling(found, (await filings.lineCounts([found.row.id])).get(found.row.id));

  async function detail(found: Shown): Promise<FilingDetail> {
    const { row } = found;
    const lines = await filings.lines(row.id);
    const before = await standing.lines(row.kind, row.organisationId, row.year - 1);
    const programmes = await lineChecks.programmesOf(row);
    const names = row.kind === 'demand' ? await catalogue.occupationNames(lines.map(({ key }) => key)) : new Map<string, string>();
    const lastYear = new Map(before.map((line) => [line.key, line]));
    const here = new Map(lines.map((line) => [line.key, line]));
    const items = [...new Set([...here.keys(), ...lastYear.keys()])].sort().map((key): FilingLine => {
      const [line, old, programme] = [here.get(key), lastYear.get(key), programmes.get(key)];
      return {
        ...{ key, name: names.get(key) ?? programme?.name ?? old?.name ?? key, level: programme?.level ?? null, lengthYears: programme?.lengthYears ?? null },
        ...{ values: (line?.payload as Values | undefined) ?? null, errors: line?.errors ?? [], lastYear: old?.values ?? null },
      };
    });
    const faults = lines.reduce((sum, line) => sum + line.faults, 0);
    return { ...presentFiling(found, { lines: lines.length, faults }), items };
  }

  return {
    async create(principal: Principal, { kind, year, copyFrom, organisationId }: FilingInput, requestId: string): Promise<FilingDetail> {
      const own = kindOf[principal.role];
      if (own !== undefined && own !== kind)
        throw invalidField(
          '/kind',
          kind === 'demand' ? '人才需求申报由企业填写' : '招生在校毕业由院校填写',
          `is filed by ${kind === 'demand' ? 'enterprises' : 'schools'}`,
        );
      const organisation = await reporting.reporter(principal, organisationId, kind === 'demand' ? 'enterprise' : 'school');
      await reporting.checkYear(year, '/year');
      if (copyFrom !== undefined && copyFrom > year)
        throw invalidField('/copyFrom', `不得晚于填报年份 ${year}`, `must be at most the year of the filing, ${year}`);
      const copied = copyFrom === undefined ? [] : await standing.lines(kind, organisation.id, copyFrom);
      if (copyFrom !== undefined && copied.length === 0)
        throw invalidField('/copyFrom', `本单位没有 ${copyFrom} 年的填报数据可复制`, `there are no reports of ${copyFrom} to copy`);
      const [id, now] = [newId(), clock()];
      const simulated = copied.some((line) => line.simulated);
      const row = {
        ...{ id, organisationId: organisation.id, kind, year, state: 'draft' as const, version: 1, batchId: null, reason: null },
        ...{ simulated, source: simulated ? '模拟数据' : 'filing', createdAt: now, changedAt: now, submittedAt: null },
      };
      const checked = await lineChecks.check(row, copied);
      const lines = checked.map((line, i) => rowOf(id, line, copied[i]?.values ?? {}, now));
      const event = { id: newId(), filingId: id, at: now, actor: principal.actor, action: 'create' as const, state: 'draft' as const, reason: null };
      const after = { organisationId: organisation.id, kind, year, state: 'draft', copyFrom: copyFrom ?? null, lines: lines.length };
      if (!(await filings.add(row, lines, event, record({ actor: principal.actor, requestId }, now, 'create', ['filing', id], after)))) {
        const [there] = (await filings.page({ organisationId: organisation.id, kind, year }, { limit: 1 })).items;
        const { zh, en } = filingWorkflow.states[there?.row.state ?? 'draft'];
        throw new ApiError('conflict', { zh: `${year} 年的填报单已存在（${zh}），每年一份`, en: `There is a filing of ${year} already (${en}): one a year` });
      }
      return detail({ row, organisationName: organisation.name });
    },
    get: async (principal: Principal, id: string) => detail(await access.visible(principal, id)),
    /** Stores a line with whatever is wrong with it. */
    async putLine(principal: Principal, id: string, key: string, values: Values, seen: Seen, requestId: string): Promise<Filing & { line: FilingLine }> {
      const { row, organisationName } = await access.ready(principal, id, changing(principal), seen);
      const name = await lineChecks.nameOf(row, key);
      if (name === null)
        throw invalidField(
          '/params/key',
          row.kind === 'demand' ? `职业代码 ${key} 不在目录中` : `本校没有开设专业 ${key}`,
          row.kind === 'demand' ? `occupation ${key} is not in the catalogue` : `the school does not offer major ${key}`,
        );
      const line: Line = { key, values };
      const [checked] = await lineChecks.check(row, [line]);
      if (!checked) throw new Error('a line that is checked needs to come back');
      const now = clock();
      const before = (await filings.lines(id)).find((one) => one.key === key)?.payload;
      const audit = record({ actor: principal.actor, requestId }, now, 'put_line', ['filing_line', `${id}.${key}`], values, before);
      const changed = await filings.changeLine(row, key, rowOf(id, checked, values, now), now, audit);
      if (!changed) throw await access.overtaken(row, changing(principal));
      const programme = (await lineChecks.programmesOf(row)).get(key);
      const old = (await standing.lines(row.kind, row.organisationId, row.year - 1)).find((one) => one.key === key);
      const told = {
        key,
        name,
        level: programme?.level ?? null,
        lengthYears: programme?.lengthYears ?? null,
        values,
        errors: checked.errors,
        lastYear: old?.values ?? null,
      };
      return { ...(await counted({ row: changed, organisationName })), line: told };
    },
    async removeLine(principal: Principal, id: string, key: string, seen: Seen, requestId: string): Promise<Filing> {
      const { row, organisationName } = await access.ready(principal, id, changing(principal), seen);
      const before = (await filings.lines(id)).find((one) => one.key === key);
      if (!before) throw new ApiError('not_found', { zh: `填报单没有 ${key} 这一行`, en: `The filing has no line ${key}` });
      const now = clock();
      const audit = record({ actor: principal.actor, requestId }, now, 'remove_line', ['filing_line', `${id}.${key}`], undefined, before.payload);
      const changed = await filings.changeLine(row, key, undefined, now, audit);
      if (!changed) throw await access.overtaken(row, changing(principal));
      return counted({ row: changed, organisationName });
    },
  };
}
