import { cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { startProcess } from './process.ts';

/**
 * A data folder as the first start of `start.ts` leaves it: demo city, both runs, keys and accounts. The first file that asks makes it with a real first start, once a `vitest`;
 * the others wait for it and copy it.
 *
 * @param folder where the copy goes; must not exist yet
 */
export async function copyInstallation(folder: string): Promise<string> {
  const made = join(inject('common'), 'installation');
  const making = `${made}-making`;
  if (mkdirSync(making, { recursive: true }) !== undefined) {
    const first = await startProcess('start.ts', { DATA_DIR: join(making, 'data'), PORT: '0' });
    await first.stop('SIGTERM');
    renameSync(join(making, 'data'), made); // a start that failed leaves nothing to copy
  }
  while (!existsSync(made)) await sleep(50);
  cpSync(made, folder, { recursive: true });
  return folder;
}
