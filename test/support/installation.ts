import { cpSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { startProcess } from './process.ts';

/**
 * A data folder as the first start of `start.ts` leaves it: demo city, both runs, keys and accounts. The first file that asks makes it with a real first start, once a `vitest`;
 * the others copy it, since files run one after another.
 *
 * @param folder where the copy goes; must not exist yet
 */
export async function copyInstallation(folder: string): Promise<string> {
  const made = join(inject('common'), 'installation');
  if (!existsSync(made)) {
    const making = `${made}-${process.pid}`;
    const first = await startProcess('start.ts', { DATA_DIR: making, PORT: '0' });
    await first.stop('SIGTERM');
    renameSync(making, made); // a start that failed leaves nothing to copy
  }
  cpSync(made, folder, { recursive: true });
  return folder;
}
