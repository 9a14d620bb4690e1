import { createIds } from '../identifiers.ts';
import { createChance } from '../random.ts';
import { lastReportedYear } from './assumptions.ts';
import { dayOf } from './rows.ts';
import type { BatchRef, Row } from './rows.ts';
import type { ProgrammeLife } from './supply.ts';

/** Share of the programmes whose plan for the next intake is not in yet. */
const late = 0.1;

/** Plans for the first intake that no report knows, of most programmes that go on. */
export function planIntakes(seed: number, lives: readonly ProgrammeLife[], programmes: readonly Row<'programmes'>[], batch: BatchRef): Row<'intakePlans'>[] {
  const newId = createIds(createChance(seed, 'plan ids'));
  const chance = createChance(seed, 'plans');
  const year = lastReportedYear + 1;
  const at = dayOf(lastReportedYear, 12, 28);
  return lives.flatMap((life, i): Row<'intakePlans'>[] => {
    const sent = chance.next() >= late;
    const { id: programmeId, schoolId, closedYear } = programmes[i]!;
    if (!sent || (closedYear ?? Infinity) <= year) return [];
    return [{ id: newId(at), programmeId, schoolId, year, unit: 'persons', plan: life.plan.get(year)!, ...batch, reportedBy: schoolId, validFrom: at }];
  });
}
