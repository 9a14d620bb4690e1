import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { createAuditRepository } from '../../db/repositories/audit.ts';
import { loadWorkflows } from '../../documents/workflow-files.ts';
import { attemptsAt, followAttempts } from '../support/workflow-model.ts';

const workflows = await loadWorkflows();
let db: Database;
beforeAll(() => {
  db = openSqlite(':memory:');
});
afterAll(() => db.close());

describe('every workflow that is declared', () => {
  it('is found, under a name of its own', () => {
    const names = workflows.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['docket', 'filing', 'flag_reply', 'task']));
    expect(new Set(names).size).toBe(names.length);
  });
  it.each(workflows.map((workflow) => [workflow.name, workflow] as const))(
    '%s goes where it says and nowhere else, whatever is tried',
    async (_name, workflow) => {
      const seen = new Set<string>();
      await fc.assert(
        fc.asyncProperty(attemptsAt(workflow, 16), async (attempts) => {
          for (const state of await followAttempts(db, workflow, attempts)) seen.add(state);
        }),
        { numRuns: 20, seed: 20_261_122 },
      );
      expect(seen.size).toBeGreaterThan(Object.keys(workflow.states).length / 2); // they get somewhere
    },
  );
  it('leaves an audit chain that verifies', async () => {
    const { faults, entries } = await createAuditRepository(db).verify();
    expect([faults, entries > 100]).toEqual([[], true]);
  });
});
