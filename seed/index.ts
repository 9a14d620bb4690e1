import type { Database, Executor, Steps } from '../db/database.ts';
import { chunks, run } from '../db/database.ts';
import { generateCity } from './generate/index.ts';
import type { City, CityOptions } from './generate/index.ts';

export { generateCity } from './generate/index.ts';
export type { City, CityOptions } from './generate/index.ts';
export type { CellTruth, UnofferedTruth, WindowTruth } from './generate/truth.ts';

/** Tables of the city, each after those it refers to. */
const order = [
  'codeSystems',
  'catalogueVersions',
  'regions',
  'industries',
  'majors',
  'occupations',
  'chains',
  'chainSegments',
  'chainMajors',
  'chainUnmatchedMajors',
  'chainOccupations',
  'crosswalkLinks',
  'organisations',
  'schoolTotals',
  'programmes',
  'enrolmentReports',
  'enrolmentGrades',
  'schoolYears',
  'destinationReports',
  'intakePlans',
  'pathways',
  'declarations',
  'postings',
  'postingOutcomes',
  'competences',
  'declarationParts',
  'declarationCompetences',
  'postingCompetences',
  'programmeCompetences',
  'employmentRegister',
  'seriesBreaks',
  'filings',
  'filingLines',
  'filingEvents',
  'adjustments',
  'adjustmentTargets',
  'keyLists',
  'keyListMajors',
] as const;
type CityTable = (typeof order)[number];

function* insertAll(tx: Executor, schema: Database['schema'], name: CityTable, city: City): Steps<void> {
  for (const rows of chunks<object>(schema[name], city[name])) yield* run(tx.insert(schema[name]).values(rows as never));
}

/**
 * Plants the demo city in one transaction. A database that holds one already is left as it is. `now` dates the batch only; every id and
 * every fact depends on seed and scale alone.
 */
export async function seedDemoCity(db: Database, options: CityOptions & { readonly now: Date }): Promise<{ counts: Record<string, number> }> {
  const { installation, batches } = db.schema;
  const planted = await db.query.select().from(installation);
  if (planted.some(({ key }) => key === 'seed')) return { counts: {} };

  const city = generateCity(options);
  const counts = Object.fromEntries(order.map((name) => [name, city[name].length]));
  return db.transaction(function* (tx) {
    // The first of several processes that start together plants the city; the others find the mark and leave.
    const mark = tx.insert(installation).values({ key: 'seed', value: String(options.seed) });
    const [first] = yield* run(mark.onConflictDoNothing().returning());
    if (first === undefined) return { counts: {} };
    yield* run(
      tx.insert(batches).values({
        id: city.batchId,
        kind: 'seed',
        description: `演示城市 demo city, seed ${options.seed}, scale ${options.scale}`,
        createdBy: 'seed',
        createdAt: options.now,
      }),
    );
    const filed = { kind: 'form', description: '演示填报单 demo filing', createdBy: 'seed', createdAt: options.now } as const;
    for (const some of chunks(
      batches,
      city.filingBatchIds.map((id) => ({ id, ...filed })),
    ))
      yield* run(tx.insert(batches).values(some));
    for (const name of order) yield* insertAll(tx, db.schema, name, city);
    yield* run(
      tx.insert(installation).values([
        { key: 'demo', value: '1' },
        { key: 'scale', value: String(options.scale) },
      ]),
    );
    return { counts };
  });
}
