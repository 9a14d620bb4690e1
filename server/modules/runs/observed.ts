import { entryGroupOf, entryRows, entryShares } from '../../../forecasting/labour/entry-shares.ts';
import type { CitySnapshot } from '../../../forecasting/labour/snapshot.ts';
import type { RunAssumptions } from '../../../schemas/run-checks.ts';
import type { Flag } from '../../../schemas/results.ts';
import { cityReliability } from './reliability.ts';

interface Told {
  readonly majorCode: string;
  readonly majorName: string;
  readonly level: Flag['level'];
  readonly evidence: Pick<Flag['evidence'], 'supplyParts'>;
}

/** What a run took from outcomes of postings and from graduate tracking in place of its assumptions, read from its snapshot and the evidence stored with its flags. */
export function observedOf(content: string | undefined, flags: readonly Told[]): Pick<RunAssumptions, 'entry' | 'tracked' | 'reliability'> {
  const snapshot = content === undefined ? undefined : (JSON.parse(content) as CitySnapshot);
  return { entry: snapshot ? entryOf(snapshot) : [], tracked: flags.flatMap(trackedOf), reliability: snapshot ? cityReliability(snapshot) : null };
}

function entryOf(snapshot: CitySnapshot): RunAssumptions['entry'] {
  const shareOf = entryShares(snapshot);
  const declared = new Set(snapshot.stockSpans.map(({ occupation }) => occupation));
  const posted = new Set(snapshot.hires.map(({ occupation }) => occupation).filter((code) => !declared.has(code)));
  const codes = { net: [...declared], gross: [...posted] };
  const shares = (snapshot.entries ?? []).map(({ measure, group }) => shareOf(measure, group));
  return entryRows(shares).map((observed) => ({
    observed,
    occupations: codes[observed.measure].filter((code) => entryGroupOf(code) === observed.group).length,
  }));
}

function trackedOf({ majorCode, majorName, level, evidence }: Told): RunAssumptions['tracked'] {
  const rates = evidence.supplyParts?.rates;
  if (!rates?.tracked) return [];
  const { tracked, localStay, inField } = rates;
  const { persons, jobs, years } = tracked;
  return [{ majorCode, majorName, level, persons, jobs, years, localStay, localStayRange: tracked.localStay, inField, inFieldRange: tracked.inField }];
}
