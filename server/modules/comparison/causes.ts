import { snapshotChanges } from '../../../forecasting/labour/snapshot-changes.ts';
import type { CitySnapshot } from '../../../forecasting/labour/snapshot.ts';
import type { createRunRepository } from '../../../db/repositories/runs.ts';
import type { RunComparison } from '../../../schemas/comparison.ts';
import { definitionOf, parameterTitle } from '../../parameter-titles.ts';

export type RunRow = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['find']>>>;
type Causes = RunComparison['causes'];

function parameterChanges(before: RunRow, after: RunRow): Causes['parameters'] {
  const names = [...new Set([...Object.keys(before.parameters), ...Object.keys(after.parameters)])].sort();
  return names
    .map((name) => ({ name, before: before.parameters[name] ?? null, after: after.parameters[name] ?? null }))
    .filter((row) => row.before !== row.after)
    .map((row) => ({ ...row, unit: definitionOf(row.name)?.unit ?? '', title: parameterTitle(row.name) }));
}

const changed = <T>(before: T, after: T) => (before === after ? null : { before, after });

/** Why two runs can differ: all that a run depends on, compared. */
export function causesOf(before: RunRow, after: RunRow, contents: { readonly before: string; readonly after: string }): Causes {
  const sameInputs = before.snapshotHash === after.snapshotHash;
  const sections = sameInputs ? [] : snapshotChanges(JSON.parse(contents.before) as CitySnapshot, JSON.parse(contents.after) as CitySnapshot);
  return {
    sameInputs,
    inputs: sections.filter((section) => section.added + section.removed + section.changed > 0),
    parameters: parameterChanges(before, after),
    asOfYear: changed(before.asOfYear, after.asOfYear),
    engineVersion: changed(before.engineVersion, after.engineVersion),
    previousRun: changed(before.previousRunId, after.previousRunId),
  };
}
