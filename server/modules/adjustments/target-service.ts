import type { Principal } from '../../../db/repositories/access.ts';
import { createTargetRepository, type TargetRow } from '../../../db/repositories/adjustment-targets.ts';
import { createInstallationRepository } from '../../../db/repositories/installation.ts';
import type { AdjustmentTargets, AdjustmentTargetsInput, AdjustmentTargetsUpdate } from '../../../schemas/adjustment-targets.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, invalidFields, notFound } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';

interface Doing {
  readonly principal: Principal;
  readonly requestId: string;
  readonly seen: Seen;
}
interface Span {
  readonly fromYear: number;
  readonly toYear: number;
}
const idOf = ({ fromYear, toYear }: Span) => `${fromYear}-${toYear}`;
const spanOf = (id: string): Span => ({ fromYear: Number(id.slice(0, 4)), toYear: Number(id.slice(5)) });
function present(rows: readonly TargetRow[]): AdjustmentTargets {
  const [first] = rows;
  if (!first) throw new Error('a plan needs at least one row, got none');
  const { fromYear, toYear, source, version } = first;
  return { id: idOf(first), fromYear, toYear, source, targets: rows.map(({ level, action, majors }) => ({ level, action, majors })), version };
}

/** What plans ask to be opened and ended, by level, in a span of years. */
export function createTargetService(context: ServerContext) {
  const { db, clock } = context;
  const targets = createTargetRepository(db);
  const installation = createInstallationRepository(db);
  const record = createRecorder(context);
  const region = () => installation.region();
  async function visible(id: string) {
    const [first, ...others] = await targets.find({ ...spanOf(id), regionCode: await region() });
    if (!first) throw notFound({ zh: '此规划', en: 'This plan' });
    return [first, ...others] as const;
  }
  function checkTargets({ targets: said }: AdjustmentTargetsUpdate): void {
    const seen = new Set<string>();
    const twice = said.flatMap(({ level, action }, i) => {
      const repeated = seen.has(`${level}|${action}`);
      seen.add(`${level}|${action}`);
      return repeated ? [{ pointer: `/targets/${i}`, zh: '同一层次和类型只填一次', en: 'names a level and action that stands above already' }] : [];
    });
    if (twice.length > 0) throw invalidFields(twice);
  }
  /** Within another plan, or apart from it: what overlaps in part could not be told beside the ledger. */
  async function checkYears({ fromYear, toYear }: Span, regionCode: string): Promise<void> {
    if (toYear < fromYear) throw invalidField('/toYear', `须不早于 ${fromYear} 年`, `must not be before ${fromYear}`);
    const crossed = (await targets.spans(regionCode)).find(
      (other) => (fromYear < other.fromYear && toYear >= other.fromYear && toYear < other.toYear) || (fromYear > other.fromYear && fromYear <= other.toYear && toYear > other.toYear),
    ); // prettier-ignore
    if (crossed) throw invalidField('/fromYear', `与 ${idOf(crossed)} 年的规划部分重叠：须在其内、包含它或互不相交`, `overlaps in part with the plan of ${idOf(crossed)}: must lie within it, around it or apart from it`); // prettier-ignore
  }
  const told = (rows: readonly Pick<TargetRow, 'level' | 'action' | 'majors'>[]) => ({ targets: rows.map(({ level, action, majors }) => ({ level, action, majors })) }); // prettier-ignore
  const rowsOf = (span: Span & { regionCode: string }, { source, targets: said }: AdjustmentTargetsUpdate, version: number): TargetRow[] =>
    said.map((target) => ({ ...span, ...target, source: source.trim(), version }));

  return {
    async list(query: PageQuery) {
      const regionCode = await region();
      const page = await targets.page(regionCode, toPageRequest(query, ['number']));
      return toList(page, query, present, () => targets.count(regionCode));
    },
    /** All of them, for files. */
    async rows() {
      const regionCode = await region();
      return walk((page) => targets.page(regionCode, page), present);
    },
    async add(input: AdjustmentTargetsInput, { principal, requestId }: Doing): Promise<AdjustmentTargets> {
      const span = { regionCode: await region(), fromYear: input.fromYear, toYear: input.toYear };
      checkTargets(input);
      await checkYears(span, span.regionCode);
      const rows = rowsOf(span, input, 1);
      const audit = record({ actor: principal.actor, requestId }, clock(), 'create', ['adjustment_targets', idOf(span)], told(rows));
      const there = () => new ApiError('conflict', { zh: `已有 ${idOf(span)} 年的规划，请修改它`, en: `There is a plan of ${idOf(span)} already: change it` });
      if ((await targets.find(span)).length > 0 || !(await targets.replace({ ...span, version: 1, rows: 0 }, rows, audit))) throw there();
      return present(await visible(idOf(span)));
    },
    async change(id: string, input: AdjustmentTargetsUpdate, { principal, requestId, seen }: Doing): Promise<AdjustmentTargets> {
      const before = await visible(id);
      const { version, regionCode } = before[0];
      checkVersion(seen, version);
      checkTargets(input);
      const span = { regionCode, ...spanOf(id) };
      const rows = rowsOf(span, input, version + 1);
      const audit = record({ actor: principal.actor, requestId }, clock(), 'update', ['adjustment_targets', id], told(rows), told(before));
      if (!(await targets.replace({ ...span, version, rows: before.length }, rows, audit))) throw stale();
      return present(await visible(id));
    },
    async remove(id: string, { principal, requestId, seen }: Doing): Promise<void> {
      const before = await visible(id);
      const { version, regionCode } = before[0];
      checkVersion(seen, version);
      const audit = record({ actor: principal.actor, requestId }, clock(), 'delete', ['adjustment_targets', id], undefined, told(before));
      if (!(await targets.replace({ regionCode, ...spanOf(id), version, rows: before.length }, [], audit))) throw stale();
    },
  };
}
