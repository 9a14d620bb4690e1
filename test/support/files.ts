import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileStore } from '../../files/store.ts';
import { newId } from '../../server/runtime.ts';

/** A store of its own; its folder is made with the first file. */
export function openTestFiles() {
  const folder = join(tmpdir(), `gongxu-files-${newId()}`);
  const drop = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  return { files: openFileStore(folder), folder, drop };
}
