import type { Database } from '../../db/database.ts';
import { createResultRepository } from '../../db/repositories/results.ts';
import type { createRunRepository } from '../../db/repositories/runs.ts';
import { parameterRange } from '../../forecasting/labour/parameter-range.ts';
import { parameterNames } from '../../forecasting/labour/parameters.ts';
import type { CitySnapshot } from '../../forecasting/labour/snapshot.ts';
import { canonicalJson } from '../../schemas/canonical.ts';
import type { EffectResult } from '../../schemas/run-checks.ts';
import type { ThreadPool } from '../threads/pool.ts';
import { refit, ReplayError, snapshotContent } from './replay.ts';
import { storedFits } from './result-rows.ts';

type Run = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['find']>>>;
type Classes = ReadonlyMap<string, EffectResult['low']['examples'][number]['to']>;
const shown = 10;

/** Majors whose proposed class is another, in the order of codes; one without a flag has none. */
function changesOf(before: Classes, after: Classes): EffectResult['low']['examples'] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((majorCode) => ({ majorCode, from: before.get(majorCode) ?? null, to: after.get(majorCode) ?? null }))
    .filter(({ from, to }) => from !== to);
}

/**
 * What one parameter does to the flags of a run: everything is made again from its snapshot with the lower and with the upper value of its range, everything else equal, and the
 * proposed classes are compared with those stored. Reads the database, writes nothing.
 *
 * @throws ReplayError when the snapshot cannot be used, or there is no such parameter
 */
export async function effectOf(db: Database, pool: ThreadPool, run: Run, parameter: string): Promise<EffectResult> {
  const name = parameterNames.find((known) => known === parameter);
  if (name === undefined) throw new ReplayError(`an effect needs the name of a parameter, got ${parameter}`);
  const content = await snapshotContent(db, run);
  const snapshot = JSON.parse(content) as CitySnapshot;
  const stored = new Map((await createResultRepository(db).flagClasses(run.id)).map(({ key, proposedClass }) => [key.split('|').at(-1) ?? key, proposedClass]));
  const fits = storedFits(await refit(pool, run, content, snapshot)); // engine fits know no parameter
  const used = snapshot.parameters[name];
  const end = async (value: number): Promise<EffectResult['low']> => {
    if (value === used) return { value, changed: 0, examples: [] };
    const changed = canonicalJson({ ...snapshot, parameters: { ...snapshot.parameters, [name]: value } });
    const { flags } = await pool.assemble({ snapshot: changed, fits });
    const changes = changesOf(stored, new Map(flags.map((flag) => [flag.major, flag.proposedClass])));
    return { value, changed: changes.length, examples: changes.slice(0, shown) };
  };
  const [low, high] = parameterRange(name, snapshot.parameters);
  return { used, flags: stored.size, low: await end(low), high: await end(high) };
}
