import { simulatedCreditCode } from '../../schemas/credit-code.ts';
import { createIds } from '../identifiers.ts';
import { createChance } from '../random.ts';
import { firstYear, lastReportedYear, planSource, regionCode, simulatedSource, span, sum } from './assumptions.ts';
import { headsOf } from './enterprises.ts';
import type { Enterprise } from './enterprises.ts';
import type { OccupationLife } from './occupations.ts';
import { dayOf } from './rows.ts';
import type { Row } from './rows.ts';
import type { School } from './schools.ts';

/** The real schools; what year a new one opened is not in the documents, so it stands with its (simulated) programmes only. */
export function schoolRows(seed: number, schools: readonly School[]) {
  const newId = createIds(createChance(seed, 'school ids'));
  const at = dayOf(firstYear, 1, 1);
  const organisations = schools.map((school): Row<'organisations'> => ({
    id: newId(at),
    kind: 'school',
    name: school.name,
    regionCode,
    level: school.level,
    ownership: school.name.includes('民办') ? 'private' : 'public',
    direction: school.direction,
    simulated: false,
    source: planSource,
    createdAt: at,
  }));
  const schoolTotals = schools.flatMap((school, i): Row<'schoolTotals'>[] => {
    const schoolId = organisations[i]!.id;
    return [
      { schoolId, year: 2021, basis: 'reported', students: school.students2021, simulated: false, source: planSource },
      { schoolId, year: 2025, basis: 'target', students: school.planned2025, simulated: false, source: planSource },
      { schoolId, year: 2030, basis: 'target', students: school.target2030, simulated: true, source: simulatedSource },
    ];
  });
  return { organisations, schoolTotals };
}

export function enterpriseRows(seed: number, enterprises: readonly Enterprise[], chainIds: ReadonlyMap<number, string>): Row<'organisations'>[] {
  const newId = createIds(createChance(seed, 'enterprise ids'));
  const at = dayOf(firstYear, 1, 2);
  return enterprises.map((enterprise) => ({
    id: newId(at),
    kind: 'enterprise',
    name: enterprise.name,
    creditCode: simulatedCreditCode(enterprise.serial),
    regionCode,
    ownership: 'private',
    chainId: chainIds.get(enterprise.chainNumber) ?? null,
    sizeClass: enterprise.sizeClass,
    simulated: true,
    source: simulatedSource,
    createdAt: at,
  }));
}

/** All employees of a chain and size class in the city, by year, those of enterprises that never report included. */
export function registerRows(
  enterprises: readonly Enterprise[],
  lives: readonly OccupationLife[],
  chainIds: ReadonlyMap<number, string>,
): Row<'employmentRegister'>[] {
  const stocks = lives.filter((life) => life.measure === 'stock');
  const groups = Map.groupBy(
    enterprises.filter((enterprise) => enterprise.chainNumber > 0),
    ({ chainNumber, sizeClass }) => `${String(chainNumber).padStart(2, '0')} ${sizeClass}`,
  );
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, members]) =>
      span(firstYear, lastReportedYear).map((year): Row<'employmentRegister'> => {
        const { chainNumber, sizeClass } = members[0]!;
        const heads = sum(members.map((enterprise) => enterprise.coverage * sum(stocks.map((life) => headsOf(enterprise, life, year)))));
        return { regionCode, chainId: chainIds.get(chainNumber)!, sizeClass, year, employees: Math.round(heads), simulated: true, source: simulatedSource };
      }),
    );
}
