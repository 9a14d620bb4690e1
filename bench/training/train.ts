import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { preparePrior } from '../../forecasting/bank/prior.ts';
import { attributeNames, pairCount } from '../../forecasting/bank/components.ts';
import { featureNames } from '../../forecasting/bank/features.ts';
import { shortlistNames } from '../../forecasting/bank/shortlist.ts';
import { cautionNames, type LearnedCaution } from '../../forecasting/engine/caution.ts';
import { benchmarkSets, foldOf, FOLDS, loadSet, type BenchmarkSeries } from '../benchmark-sets.ts';
import { earlierSeries, makeExample, shortenedSeries, type Example } from './examples.ts';
import { toTable } from './layout.ts';
import { learnCaution } from './learn-caution.ts';
import { learnIntervals } from './learn-intervals.ts';
import { learnPrior } from './learn-prior.ts';

/**
 * Learns the constants of the engine from the benchmark folder and writes two tables: the engine's own, from all series, and one a fold, each from the series of the other folds only,
 * for the cross-fitted figures of `npm run bench:accuracy`. Takes about three minutes on one free core; the same files give the same bytes.
 *   REFERENCE_DATA=… node bench/training/train.ts
 */
const sets = benchmarkSets.map((name) => ({ name, series: loadSet(name) }));
const examples = sets.map(({ series }) =>
  series.flatMap((one) => [one, earlierSeries(one), shortenedSeries(one)]).flatMap((one) => (one === undefined ? [] : [makeExample(one)])),
);

function learn(keep: (series: BenchmarkSeries) => boolean): { prior: object; shortlist: object; caution: LearnedCaution; interval: object } {
  const kept = examples.map((set) => set.filter((example: Example) => keep(example.series)));
  const table = toTable(learnPrior(kept));
  const prepared = preparePrior(table.prior, table.shortlist);
  const caution = learnCaution(kept, prepared);
  const interval = learnIntervals(
    sets.map(({ series }) => series.filter(keep)),
    { prepared, caution },
  );
  return { ...table, caution, interval };
}

async function write(path: string, value: unknown): Promise<void> {
  const file = join(import.meta.dirname, path);
  writeFileSync(file, await format(JSON.stringify(value), { ...(await resolveConfig(file)), filepath: file }));
}

const folds = Array.from({ length: FOLDS }, (_, fold) => {
  process.stderr.write(`without fold ${fold}\n`);
  return learn((series) => foldOf(series.id) !== fold);
});
await write('folds.json', folds);
process.stderr.write('all series\n');
const trainedOn = {
  sets: sets.map(({ name, series }) => `${name} (${series.length} series)`),
  sources:
    'M1 and M3 competitions (Makridakis et al.), yearly, and their monthly and quarterly series summed to years; Tourism competition (Athanasopoulos et al. 2011), yearly; Our World in Data (CC BY); last years of M4 yearly',
  loss: 'mean OWA of the sets; caution: the same plus a price on departures from no change; intervals: log MSIS at 95 % and 80 % with coverage penalties',
  layout: { features: featureNames, attributes: attributeNames, pairs: pairCount, shortlist: shortlistNames, caution: cautionNames },
};
await write('../../forecasting/bank/learned.json', { trainedOn, ...learn(() => true) });
