import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/** `unit` needs nothing but npm packages; the other projects get their servers from the global set-up. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          isolate: false, // files share loaded modules and the planted city: half the time
          maxWorkers: 2, // of two cores vitest would use one
          include: ['test/{forecasting,matching,intake,documents,files,schemas,seed,server,db,workers,web,config}/**/*.test.ts', 'test/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000, // planting the demo city, on a busy machine
        },
      },
      {
        test: {
          name: 'contract',
          sequence: { groupOrder: 1 }, // after the unit tests; each file has databases of its own
          maxWorkers: 2,
          include: ['test/contract/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'e2e',
          sequence: { groupOrder: 2 },
          maxWorkers: 2, // a file mostly waits for its server or its browser
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          expect: { poll: { timeout: 60_000, interval: 100 } }, // a page answers when its server does: one second is too short on a busy machine
          retry: 1, // the reporter names what needed it
          testTimeout: 400_000,
          hookTimeout: 400_000,
        },
      },
    ],
    coverage: { provider: 'v8', include: ['{forecasting,matching,db,workers,server}/**/*.ts'] },
  },
});
