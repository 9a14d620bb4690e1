import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { preparePrior, type LearnedPrior, type LearnedShortlist } from '../../forecasting/bank/prior.ts';
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
 * With `--intervals` weights and caution stay what the tables say and only the intervals are learned again, which takes half a minute; where nothing else changed, both give the same bytes.
 */
const sets = benchmarkSets.map((name) => ({ name, series: loadSet(name) }));
const intervalsOnly = process.argv.includes('--intervals');
const examples = intervalsOnly
  ? []
  : sets.map(({ series }) =>
      series.flatMap((one) => [one, earlierSeries(one), shortenedSeries(one)]).flatMap((one) => (one === undefined ? [] : [makeExample(one)])),
    );

/** Everything that decides the points. */
interface PointTable {
  readonly prior: LearnedPrior;
  readonly shortlist: LearnedShortlist;
  readonly caution: LearnedCaution;
}
type Keep = (series: BenchmarkSeries) => boolean;

function learnPoints(keep: Keep): PointTable {
  const kept = examples.map((set) => set.filter((example: Example) => keep(example.series)));
  const table = toTable(learnPrior(kept));
  return { ...table, caution: learnCaution(kept, preparePrior(table.prior, table.shortlist)) };
}

function learn(keep: Keep, stored: () => PointTable): PointTable & { interval: object } {
  const { prior, shortlist, caution } = intervalsOnly ? stored() : learnPoints(keep);
  const interval = learnIntervals(
    sets.map(({ series }) => series.filter(keep)),
    { prepared: preparePrior(prior, shortlist), caution },
  );
  return { prior, shortlist, caution, interval };
}

const LEARNED = '../../forecasting/bank/learned.json';
const FOLD_TABLES = 'folds.json';
const read = (path: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8'));
async function write(path: string, value: unknown): Promise<void> {
  const file = join(import.meta.dirname, path);
  writeFileSync(file, await format(JSON.stringify(value), { ...(await resolveConfig(file)), filepath: file }));
}

const folds = Array.from({ length: FOLDS }, (_, fold) => {
  process.stderr.write(`without fold ${fold}\n`);
  return learn(
    (series) => foldOf(series.id) !== fold,
    () => (read(FOLD_TABLES) as PointTable[])[fold]!,
  );
});
await write(FOLD_TABLES, folds);
process.stderr.write('all series\n');
const trainedOn = {
  sets: sets.map(({ name, series }) => `${name} (${series.length} series)`),
  sources:
    'M1 and M3 competitions (Makridakis et al.), yearly, and their monthly and quarterly series summed to years; Tourism competition (Athanasopoulos et al. 2011), yearly; Our World in Data (CC BY); last years of M4 yearly',
  loss: 'mean OWA of the sets; caution: the same plus a price on departures from no change; intervals: log MSIS at 95 % and 80 % plus a price where the coverage of a set leaves 95–97 % or 80–85 %',
  layout: { features: featureNames, attributes: attributeNames, pairs: pairCount, shortlist: shortlistNames, caution: cautionNames },
};
await write(LEARNED, {
  trainedOn,
  ...learn(
    () => true,
    () => read(LEARNED) as PointTable,
  ),
});
