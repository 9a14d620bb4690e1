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

const right = { short: ['expand', 'new'], surplus: ['reduce', 'suspend'] };
const seeds = process.env['TEST_FULL'] === '1' ? Array.from({ length: 20 }, (_, i) => i + 1) : [1, 2, 3, 4, 5];

/** The whole way: seed, the two first runs through workers and database, and what they say of cells whose future the generator knows. */
async function flagsOfSeed(seed: number, pool: ReturnType<typeof openThreadPool>) {
  const db = openSqlite(':memory:');
  await seedDemoCity(db, { seed, scale: 1, now: clock() });
  const queue = openEmbeddedQueue();
  await queue.work(createHandlers({ db, queue, pool, clock, newId, logger: silentLogger }));
  await ensureFirstRuns({ db, queue, clock, newId, demo: true, engineVersion: 'test' }, [2024, 2025]);
  const run = await createRunRepository(db).latest();
  const flags = await createResultRepository(db).flagClasses(run!.id);
  await queue.close();
  await db.close();
  return new Map(flags.map((flag) => [flag.key.split('|')[1]!, flag]));
}

describe('the generated city, whose future is known', () => {
  test(
    `recall of planted shortages and surpluses over ${seeds.length} seeds, no suspension of a balanced cell`,
    async () => {
      const pool = openThreadPool(2);
      const found = { short: { hits: 0, cells: 0 }, surplus: { hits: 0, cells: 0 } };
      let onDefaultPage = new Set<string>();
      for (const seed of seeds) {
        const flags = await flagsOfSeed(seed, pool);
        if (seed === 1) onDefaultPage = new Set([...flags.values()].map((flag) => flag.class));
        for (const cell of generateCity({ seed, scale: 1 }).truth.cells) {
          const flag = flags.get(cell.majorCode);
          if (cell.planted === 'balanced') expect([flag?.class, flag?.proposedClass]).not.toContain('suspend');
          if (cell.planted !== 'short' && cell.planted !== 'surplus') continue;
          found[cell.planted].cells++;
          if (right[cell.planted].includes(flag?.proposedClass ?? '')) found[cell.planted].hits++;
        }
      }
      await pool.close();
      console.info('recall', JSON.stringify(found));
      expect(found.short.hits / found.short.cells).toBeGreaterThanOrEqual(0.7);
      expect(found.surplus.hits / found.surplus.cells).toBeGreaterThanOrEqual(0.7);
      expect(onDefaultPage).toContain('suspend');
      expect(onDefaultPage).toContain('new');
    },
    20 * 60_000,
  );
});
