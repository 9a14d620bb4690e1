import type { MeasureRow } from '../db/repositories/docket-steps.ts';
import { createDocketRepository } from '../db/repositories/dockets.ts';
import type { MeasureInput } from '../schemas/dockets.ts';
import { seatYearsAhead } from '../schemas/seats.ts';
import type { ServerContext } from './context.ts';
import { invalidFields, type Bilingual, type FieldError } from './errors.ts';

type Place = Awaited<ReturnType<ReturnType<typeof createDocketRepository>['schools']>>[number];
/** What measures are checked against. */
export interface MeasureWorld {
  readonly major: { readonly code: string; readonly level: string };
  /** Last year whose intakes are reported. */
  readonly asOfYear: number;
  readonly schools: ReadonlyMap<string, Place>;
  /** Newest reported intake of the school's programme of the major. */
  readonly intakes: ReadonlyMap<string, number>;
}

const opens = (change: string) => change === 'new' || change === 'resume';
const ends = (change: string) => change === 'suspend' || change === 'close';
const seatsBeforeOf = ({ change, schoolId, seatsBefore }: MeasureInput, { intakes }: MeasureWorld) =>
  change === 'new' ? null : (seatsBefore ?? intakes.get(schoolId) ?? null);

/** Whether the school can be told to do this: it has, or has not, the programme that the change is about. */
function placeFault({ schoolId, change }: MeasureInput, { schools, major }: MeasureWorld): Bilingual | undefined {
  const found = schools.get(schoolId);
  if (!found || found.school.status !== 'verified' || found.school.closedYear !== null)
    return { zh: '没有此在办学校', en: 'there is no open school with this id' };
  const { school, programme } = found;
  const open = programme !== null && programme.closedYear === null;
  if (change === 'new') {
    if (open) return { zh: `${school.name}已开设此专业，不能新增`, en: 'the school offers the major already: new needs a school that does not' };
    return school.level === null || school.level === major.level
      ? undefined
      : { zh: `${school.name}的办学层次与此专业不同`, en: `the school teaches ${school.level}, the major is ${major.level}` };
  }
  if (change === 'resume')
    return programme ? undefined : { zh: `${school.name}从未开设此专业，应为新增`, en: 'the school never offered the major: this is new' };
  return open ? undefined : { zh: `${school.name}没有在办的此专业`, en: `${change} needs an open programme of the major at the school` };
}

/** Whether seats and name are those the change needs. */
function contentFault(measure: MeasureInput, world: MeasureWorld): (Bilingual & { readonly field: 'seatsAfter' | 'newName' }) | undefined {
  const { change, seatsAfter: after, newName } = measure;
  const before = seatsBeforeOf(measure, world);
  if (change === 'rename') return newName === undefined ? { field: 'newName', zh: '更名须写新名称', en: 'newName is needed to rename' } : undefined;
  if (ends(change) || change === 'keep') {
    const fits = after === undefined || after === (ends(change) ? 0 : before);
    return fits ? undefined : { field: 'seatsAfter', zh: ends(change) ? '停招或撤销后须为 0' : '保持不变，不能改动计划数', en: `must be ${ends(change) ? 0 : 'left out'} with ${change}, got ${after}` }; // prettier-ignore
  }
  if (after === undefined || after === 0) return { field: 'seatsAfter', zh: '须写调整后的招生计划数，大于 0', en: `must be above 0 with ${change}` };
  if (opens(change) || before === null) return undefined;
  if (change === 'expand' && after <= before)
    return { field: 'seatsAfter', zh: `扩招须多于现有 ${before} 人`, en: `must be more than the present ${before} to expand, got ${after}` };
  return change === 'reduce' && after >= before ? { field: 'seatsAfter', zh: `缩减须少于现有 ${before} 人`, en: `must be fewer than the present ${before} to reduce, got ${after}` } : undefined; // prettier-ignore
}

/** What is wrong with measures, by field. */
export function measureFaults(measures: readonly MeasureInput[], world: MeasureWorld): FieldError[] {
  const seen = new Set<string>();
  const [first, last] = [world.asOfYear + 1, world.asOfYear + seatYearsAhead];
  return measures.flatMap((measure, i) => {
    const pointer = (field: string) => `/measures/${i}/${field}`;
    const key = `${measure.schoolId}|${measure.change}`;
    const faults: FieldError[] = [];
    if (seen.has(key)) faults.push({ pointer: pointer('change'), zh: '同一学校的同类措施只能有一项', en: 'a school has one measure of a kind' });
    seen.add(key);
    if (measure.fromYear < first || measure.fromYear > last)
      faults.push({ pointer: pointer('fromYear'), zh: `须在 ${first} 至 ${last} 年之间：${world.asOfYear} 年的招生已成事实`, en: `must be from ${first} to ${last}: intakes up to ${world.asOfYear} are reported` }); // prettier-ignore
    const place = placeFault(measure, world);
    if (place) return [...faults, { pointer: pointer(measure.change === 'new' && world.schools.has(measure.schoolId) ? 'change' : 'schoolId'), ...place }];
    const content = contentFault(measure, world);
    return content ? [...faults, { pointer: pointer(content.field), zh: content.zh, en: content.en }] : faults;
  });
}

/** Checked measures as they are stored. Those that were there before keep their ids. */
function measureRows(measures: readonly MeasureInput[], world: MeasureWorld, known: readonly MeasureRow[], newId: () => string) {
  return measures.map((measure): Omit<MeasureRow, 'docketId'> => {
    const { schoolId, change, fromYear, seatsAfter, newName, note } = measure;
    const before = seatsBeforeOf(measure, world);
    return {
      ...{ id: known.find((row) => row.schoolId === schoolId && row.change === change)?.id ?? newId(), schoolId, change, fromYear, seatsBefore: before },
      programmeId: change === 'new' ? null : (world.schools.get(schoolId)?.programme?.id ?? null),
      seatsAfter: ends(change) ? 0 : change === 'keep' ? before : change === 'rename' ? null : (seatsAfter ?? null),
      newName: change === 'rename' ? (newName?.trim() ?? null) : null,
      note: note?.trim() ?? null,
    };
  });
}

/** Checks measures that were sent against the schools they name, and makes rows of them. */
export function createMeasureCheck({ db, newId }: Pick<ServerContext, 'db' | 'newId'>) {
  const dockets = createDocketRepository(db);
  return {
    /**
     * @param known measures of the docket so far
     * @throws ApiError `invalid` naming every field at fault
     */
    async rows(
      { major, asOfYear }: Pick<MeasureWorld, 'major' | 'asOfYear'>,
      measures: readonly MeasureInput[],
      known: readonly MeasureRow[] = [],
    ): Promise<Omit<MeasureRow, 'docketId'>[]> {
      const ids = [...new Set(measures.map(({ schoolId }) => schoolId))];
      const schools = new Map((await dockets.schools(ids, major.code)).map((row) => [row.school.id, row]));
      const intakes = [...(await dockets.intakes(major.code, ids))].flatMap(([id, byYear]) => {
        const newest = [...byYear.values()].at(-1);
        return newest === undefined ? [] : [[id, newest] as const];
      });
      const world: MeasureWorld = { major, asOfYear, schools, intakes: new Map(intakes) };
      const faults = measureFaults(measures, world);
      if (faults.length > 0) throw invalidFields(faults);
      return measureRows(measures, world, known, newId);
    },
  };
}
