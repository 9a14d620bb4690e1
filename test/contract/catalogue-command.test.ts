import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { hasReferenceData, missingReferenceData, referenceFolder } from '../intake/reference-data.ts';
import { runCatalogue } from '../support/editions.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'catalogue-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

async function stored() {
  const db = await openDatabase({ dataDir });
  const { regions, codeSystems, catalogueVersions, auditEntries } = db.schema;
  const rows = [regions, codeSystems, catalogueVersions, auditEntries].map(async (table) => (await db.query.select().from(table as typeof regions)).length);
  const counts = await Promise.all(rows);
  await db.close();
  return counts;
}
/** The command, killed so many milliseconds after it began to write. */
async function killed(file: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, ['commands/catalogue.ts', 'regions', file, '--confirm'], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir },
  });
  child.stdout.on('data', (text: Buffer) => {
    if (text.toString().includes('writing')) setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  await once(child, 'exit');
}

describe('npm run catalogue', () => {
  it('says what it needs, and looks at nothing', async () => {
    const { code, stderr } = await runCatalogue(dataDir, 'planets', 'x.csv');
    expect([code, stderr.trim()]).toEqual([2, 'catalogue needs: majors|occupations|industries|regions|crosswalk FILE, got "planets x.csv"']);
    const missing = await runCatalogue(dataDir, 'regions', '/nowhere.csv');
    expect([missing.code, missing.stderr.trim()]).toEqual([2, 'catalogue needs a file that can be read, got /nowhere.csv']);
  });

  describe.skipIf(!hasReferenceData)(`with the full catalogue of regions${missingReferenceData}`, () => {
    const file = resolve(referenceFolder, 'cn_regions_2023.csv');
    it('checks, imports, and knows the file again', async () => {
      const dry = await runCatalogue(dataDir, 'regions', file, '--dry-run');
      expect([dry.code, dry.stdout]).toEqual([0, expect.stringContaining('3: 0 → 2975')]);
      expect((await stored())[0]).toBe(0);
      const done = await runCatalogue(dataDir, 'regions', file, '--confirm');
      expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('REGION-2023 · imported')]);
      expect(await stored()).toEqual([3348, 1, 3348, 1]);
      const again = await runCatalogue(dataDir, 'regions', file, '--confirm');
      expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('changes nothing')]);
      expect(await stored()).toEqual([3348, 1, 3348, 1]);
    });
    it('killed while it writes leaves nothing, or everything', async () => {
      for (const afterMs of [0, 60, 200]) {
        await killed(file, afterMs);
        const counts = await stored();
        expect([[0, 0, 0, 0].join(), [3348, 1, 3348, 1].join()]).toContain(counts.join());
      }
      expect((await runCatalogue(dataDir, 'regions', file, '--confirm')).code).toBe(0);
      expect(await stored()).toEqual([3348, 1, 3348, 1]);
    });
  });
});
