import { createIds } from '../identifiers.ts';
import { createChance } from '../random.ts';
import type { Reference } from '../reference.ts';
import { planSource, regionCode, simulatedSource } from './assumptions.ts';
import { dayOf } from './rows.ts';
import type { Row } from './rows.ts';

const planYears = [2021, 2025] as const;
const by = 'seed';

/** Programmes of the demo city that open or close between the years of the plan, as lines of the ledger. */
export function adjustmentRows(seed: number, programmes: readonly Row<'programmes'>[], levelOf: ReadonlyMap<string, Row<'majors'>['level']>) {
  const newId = createIds(createChance(seed, 'adjustment ids'));
  const lines = programmes.flatMap((programme) =>
    [
      { year: programme.openedYear ?? null, change: 'new', basis: '演示数据：专业点首次招生' } as const,
      { year: programme.closedYear ?? null, change: 'close', basis: '演示数据：专业点停止招生' } as const,
    ].flatMap(({ year, change, basis }) => (year === null || year < planYears[0] || year > planYears[1] ? [] : [{ programme, year, change, basis }])),
  );
  return lines
    .sort((a, b) => a.year - b.year)
    .map(({ programme, year, change, basis }): Row<'adjustments'> => {
      const at = dayOf(year, 3, 1);
      return {
        ...{ id: newId(at), regionCode, year, schoolId: programme.schoolId, programmeId: programme.id, majorCode: programme.majorCode },
        ...{ level: levelOf.get(programme.majorCode)!, change, basis, decidedOn: at.toISOString().slice(0, 10) },
        ...{ simulated: true, source: simulatedSource, createdBy: by, createdAt: at },
      };
    });
}

/** What the plan document asks for: facts, with their place in it. */
export function targetRows({ adjustmentTargets }: Reference): Row<'adjustmentTargets'>[] {
  const source = `${planSource}，专栏 3`;
  return adjustmentTargets.map(({ action, level, majors, fromYear, toYear }) => ({ regionCode, action, level, fromYear, toYear, majors, source }));
}

/** The majors the plan names for its chains, as the list they are: facts, as far as the catalogues have them. */
export function keyListRows(seed: number, reference: Reference) {
  const known = new Map(reference.majors.map((major) => [major.code, major]));
  const codes = [...new Set(reference.chainMajors.flatMap(({ candidates }) => candidates))].sort();
  const at = dayOf(2022, 12, 31);
  const id = createIds(createChance(seed, 'key list ids'))(at);
  const keyLists: Row<'keyLists'>[] = [
    {
      ...{ id, regionCode, name: '对接产业链重点建设专业', kind: 'key', fromYear: planYears[0], toYear: planYears[1] },
      ...{ basis: `${planSource}，专栏 7；文件按名称列出专业，代码取自专业目录`, state: 'adopted', version: 1, resolutionNumber: '鄂府发〔2022〕78 号' },
      ...{ decidedOn: null, simulated: false, source: planSource, createdBy: by, createdAt: at, changedAt: at },
    },
  ];
  const keyListMajors = codes.flatMap((majorCode): Row<'keyListMajors'>[] => {
    const major = known.get(majorCode);
    return major ? [{ listId: id, majorCode, majorName: major.name, level: major.level }] : [];
  });
  return { keyLists, keyListMajors };
}
