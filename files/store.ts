import { createHash, randomUUID } from 'node:crypto';
import { statSync, unlinkSync } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Contents of files under the SHA-256 of their bytes. */
export interface FileStore {
  /** Keeps a content and says its hash. What has been there before is not written again. */
  put(bytes: Uint8Array): Promise<string>;
  /** The content, once it was found to be what was put; undefined where it is missing or no longer that. */
  read(sha256: string): Promise<Readable | undefined>;
  /**
   * Removes contents and drafts that were last put before a time, unless `wanted` names their hashes.
   * @param wanted of some hashes, those that something points at
   * @returns how many were removed
   */
  sweep(before: Date, wanted: (hashes: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>;
}

const hashed = /^[0-9a-f]{64}$/;
const together = 500;
const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** A folder as a store: `ab/ab12…`, made with the first file. Whoever reads it has to be asked whether they may: the folder is not served. */
export function openFileStore(folder: string): FileStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);

  /** A name in its folder is on the disk once the folder is. */
  async function flushFolder(path: string): Promise<void> {
    if (process.platform === 'win32') return; // folders cannot be opened there
    const handle = await open(path, 'r');
    await handle.sync().finally(() => handle.close());
  }
  async function* old(before: Date): AsyncGenerator<string> {
    let shelves;
    try {
      shelves = await opendir(folder);
    } catch (error) {
      if (isMissing(error)) return;
      throw error;
    }
    for await (const shelf of shelves) {
      if (!shelf.isDirectory()) continue;
      for await (const { name } of await opendir(join(folder, shelf.name))) {
        const found = await stat(join(folder, shelf.name, name)).catch(() => undefined);
        if (found && found.mtime < before) yield join(folder, shelf.name, name);
      }
    }
  }
  /** Looks once more and removes in one go: a file that was put again meanwhile stays. */
  function removeOld(path: string, before: Date): number {
    try {
      if (statSync(path).mtime >= before) return 0;
      unlinkSync(path);
      return 1;
    } catch (error) {
      if (isMissing(error)) return 0; // another sweep was here
      throw error;
    }
  }

  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(sha256);
      const now = new Date();
      // put again: young again, so that no sweep takes it before its row is there
      const there = await utimes(path, now, now).then(
        () => true,
        (error: unknown) => {
          if (isMissing(error)) return false;
          throw error;
        },
      );
      if (there) return sha256;
      const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.${randomUUID()}`;
      try {
        const handle = await open(draft, 'wx', 0o600);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(draft, path); // whole before it has its name
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      await flushFolder(dirname(path));
      if (made !== undefined) await flushFolder(dirname(made));
      return sha256;
    },
    async read(sha256) {
      if (!hashed.test(sha256)) return undefined;
      let handle;
      try {
        handle = await open(pathOf(sha256), 'r');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
      try {
        const hash = createHash('sha256');
        await pipeline(handle.createReadStream({ start: 0, autoClose: false }), hash);
        if (hash.digest('hex') === sha256) return handle.createReadStream({ start: 0 });
      } catch (error) {
        await handle.close();
        throw error;
      }
      await handle.close();
      return undefined;
    },
    async sweep(before, wanted) {
      let removed = 0;
      let some: string[] = [];
      const look = async () => {
        const names = some.map((path) => path.slice(-64)).filter((name) => hashed.test(name));
        const kept = names.length === 0 ? new Set<string>() : await wanted(names);
        for (const path of some) if (!kept.has(path.slice(-64))) removed += removeOld(path, before);
        some = [];
      };
      for await (const path of old(before)) if (some.push(path) === together) await look();
      await look();
      return removed;
    },
  };
}
