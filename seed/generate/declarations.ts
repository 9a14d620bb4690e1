import { createIds } from '../identifiers.ts';
import { createChance } from '../random.ts';
import { firstYear, lastReportedYear, separationRate, span } from './assumptions.ts';
import { headsOf } from './enterprises.ts';
import type { Enterprise } from './enterprises.ts';
import type { OccupationLife } from './occupations.ts';
import { dayOf } from './rows.ts';
import type { BatchRef, Row } from './rows.ts';

const reportingNoise = 0.08;
const sentAgain = 0.05;

/** Yearly declarations: what each reporting enterprise counts, with counting noise; some are sent a second time, nearly alike. */
export function declare(
  seed: number,
  enterprises: readonly Enterprise[],
  lives: readonly OccupationLife[],
  organisationIds: ReadonlyMap<Enterprise, string>,
  batch: BatchRef,
): Row<'declarations'>[] {
  const newId = createIds(createChance(seed, 'declaration ids'));
  const stocks = lives.filter((life) => life.measure === 'stock');
  return span(firstYear, lastReportedYear).flatMap((year) => {
    const chance = createChance(seed, `declarations/${year}`);
    const reported = enterprises
      .filter((enterprise) => !enterprise.missingYears.has(year))
      .flatMap((enterprise) =>
        stocks.flatMap((life) => {
          if (!enterprise.shares.has(life.code)) return [];
          const headcount = Math.round(headsOf(enterprise, life, year) * chance.noise(reportingNoise));
          const growth = life.values.get(year + 1)! / life.values.get(year)! - 1;
          return {
            organisationId: organisationIds.get(enterprise)!,
            occupationCode: life.code,
            year,
            nature: 'stock' as const,
            unit: 'persons',
            headcount,
            expectedLeavers: Math.round(headcount * separationRate * chance.noise(0.25)),
            plannedHires: Math.max(0, Math.round(headcount * (separationRate + growth) * chance.noise(0.3))),
          };
        }),
      );
    const again = chance
      .shuffled(reported)
      .slice(0, Math.round((reported.length * sentAgain) / (1 - sentAgain)))
      .map((row) => ({ ...row, headcount: Math.round(row.headcount * chance.noise(0.01)) }));
    const send = (row: (typeof reported)[number], at: Date): Row<'declarations'> => ({
      id: newId(at),
      ...row,
      ...batch,
      reportedBy: row.organisationId,
      validFrom: at,
    });
    return [...reported.map((row) => send(row, dayOf(year, 12, 1))), ...again.map((row) => send(row, dayOf(year, 12, 20)))];
  });
}
