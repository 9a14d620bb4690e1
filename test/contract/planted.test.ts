import { describe, expect, test } from 'vitest';
import { openSqlite } from '../../db/open-sqlite.ts';
import { createResultRepository } from '../../db/repositories/results.ts';
import { createRunRepository } from '../../db/repositories/runs.ts';
import { generateCity, seedDemoCity } from '../../seed/index.ts';
import { ensureFirstRuns } from '../../server/first-runs.ts';
import { clock, newId } from '../../server/runtime.ts';
import { createHandlers } from '../../workers/handlers/index.ts';
import { silentLogger } from '../../workers/queue.ts';
import { openEmbeddedQueue } from '../../workers/queue-embedded.ts';
import { openThreadPool } from '../../workers/threads/pool.ts';
import { openTestFiles } from '../support/files.ts';
import { testKey } from '../support/secret-key.ts';

const right = { short: ['expand', 'new'], surplus: ['reduce', 'suspend'] } as const;
const kinds = ['short', 'surplus'] as const;
const full = process.env['TEST_FULL'] === '1';
const seeds = full ? Array.from({ length: 20 }, (_, i) => i + 1) : [1, 2, 3, 4];
/** Bins of the calibration below this many cells join the next, the last the one before. */
const smallestBin = 300;

interface Told {
  readonly major: string;
  readonly class: string | null;
  readonly proposedClass: string | null;
  readonly probability: number;
}

/** The whole way: seed, the two first runs through workers and database, and what they say of cells whose future the generator knows. */
async function toldOfSeed(seed: number, pool: ReturnType<typeof openThreadPool>): Promise<Map<string, Told>> {
  const db = openSqlite(':memory:');
  await seedDemoCity(db, { seed, scale: 1, now: clock() });
  const queue = openEmbeddedQueue();
  await queue.work(createHandlers({ db, queue, pool, clock, newId, logger: silentLogger }));
  await ensureFirstRuns({ db, secretKey: testKey, queue, files: openTestFiles().files, clock, newId, demo: true, engineVersion: 'test' }, [2024, 2025]);
  const run = await createRunRepository(db).latest();
  const { gaps, flags } = await createResultRepository(db).cellsOf(run!.id);
  await queue.close();
  await db.close();
  const byMajor = new Map(flags.map((flag) => [flag.majorCode, flag]));
  return new Map(
    gaps
      .filter((row) => row.span === 'total' && row.window === 'decision' && row.chainKey === 'city')
      .map(({ majorCode, probability }) => {
        const flag = byMajor.get(majorCode);
        return [majorCode, { major: majorCode, probability, class: flag?.class ?? null, proposedClass: flag?.proposedClass ?? null }];
      }),
  );
}

/** Mean |stated − observed| over ten bins of P and the worst of them, small bins merged; `bins` are the ten as they are. */
function calibration(pairs: readonly { readonly stated: number; readonly short: boolean }[]) {
  const bins = Array.from({ length: 10 }, (_, i) => pairs.filter(({ stated }) => Math.min(9, Math.floor(stated * 10)) === i));
  const merged: (typeof pairs)[number][][] = [];
  for (const bin of bins) {
    const before = merged.at(-1);
    if (before && before.length < smallestBin) before.push(...bin);
    else merged.push([...bin]);
  }
  if (merged.length > 1 && merged.at(-1)!.length < smallestBin) merged.at(-2)!.push(...merged.pop()!);
  const tell = (bin: typeof pairs) => ({
    n: bin.length,
    stated: bin.reduce((sum, { stated }) => sum + stated, 0) / bin.length,
    came: bin.filter(({ short }) => short).length / bin.length,
  });
  const errors = merged.map(tell).map(({ n, stated, came }) => ({ n, error: Math.abs(stated - came) }));
  return {
    mean: errors.reduce((sum, { n, error }) => sum + n * error, 0) / pairs.length,
    worst: Math.max(...errors.map(({ error }) => error)),
    merged: merged.map(tell),
    bins: bins.map(tell),
  };
}

describe('the generated city, whose future is known', () => {
  test(
    `recall, precision and calibration over ${seeds.length} seeds, no suspension of a balanced cell`,
    async () => {
      const pool = openThreadPool(2);
      const found = { short: { hits: 0, cells: 0, flagged: 0 }, surplus: { hits: 0, cells: 0, flagged: 0 } };
      const pairs: { stated: number; short: boolean }[] = [];
      let onDefaultPage = new Set<string | null>();
      for (const seed of seeds) {
        const told = await toldOfSeed(seed, pool);
        if (seed === 1) onDefaultPage = new Set([...told.values()].map((one) => one.class));
        for (const cell of generateCity({ seed, scale: 1 }).truth.cells) {
          const one = told.get(cell.majorCode);
          if (!one || cell.decision.demand + cell.decision.supply < 20) continue;
          pairs.push({ stated: one.probability, short: cell.decision.demand > cell.decision.supply });
          if (cell.planted === null) continue;
          if (cell.planted === 'balanced') expect([one.class, one.proposedClass]).not.toContain('suspend');
          for (const kind of kinds) {
            const flagged = (right[kind] as readonly (string | null)[]).includes(one.proposedClass);
            if (flagged) found[kind].flagged++;
            if (cell.planted === kind) {
              found[kind].cells++;
              if (flagged) found[kind].hits++;
            }
          }
        }
      }
      await pool.close();
      const calibrated = calibration(pairs);
      console.info('planted', JSON.stringify({ ...found, cells: pairs.length, ...calibrated }));
      for (const kind of kinds) {
        expect(found[kind].hits / found[kind].cells, `recall of ${kind}`).toBeGreaterThanOrEqual(0.9);
        // four seeds hold few flags: the figure itself is asserted over twenty
        expect(found[kind].hits / found[kind].flagged, `precision of ${kind}`).toBeGreaterThanOrEqual(full ? 0.8 : 0.7);
      }
      expect(calibrated.mean).toBeLessThanOrEqual(full ? 0.04 : 0.08);
      expect(calibrated.worst).toBeLessThanOrEqual(full ? 0.1 : 0.15);
      expect(onDefaultPage).toContain('suspend');
      expect(onDefaultPage).toContain('new');
    },
    90 * 60_000,
  );
});
