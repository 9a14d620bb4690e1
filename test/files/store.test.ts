import { readdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../schemas/canonical.ts';
import { openTestFiles } from '../support/files.ts';

let drop: (() => void) | undefined;
afterEach(() => drop?.());
const opened = () => {
  const store = openTestFiles();
  drop = store.drop;
  const names = () => readdirSync(store.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name).sort(); // prettier-ignore
  const pathOf = (hash: string) => join(store.folder, hash.slice(0, 2), hash);
  const age = (path: string, days: number) => {
    utimesSync(path, new Date(), new Date(Date.now() - days * 86_400_000));
  };
  return { ...store, names, pathOf, age };
};
const bytes = Buffer.from('一份论证报告');
const yesterday = () => new Date(Date.now() - 86_400_000);
const nobody = () => Promise.resolve(new Set<string>());

describe('a store of contents', () => {
  it('keeps each content once, under its hash', async () => {
    const { files, names } = opened();
    const hash = await files.put(bytes);
    expect(hash).toBe(sha256(bytes));
    expect(await Promise.all([files.put(bytes), files.put(Buffer.from(bytes))])).toEqual([hash, hash]);
    expect(names()).toEqual([hash]);
    expect(await buffer((await files.read(hash))!)).toEqual(bytes);
  });
  it('gives nothing where a content is missing, was changed or cut off, or what is asked for is no hash', async () => {
    const { files, pathOf } = opened();
    expect(await files.read(sha256('missing'))).toBeUndefined();
    const [one, two] = [await files.put(bytes), await files.put(Buffer.from('b'))];
    truncateSync(pathOf(one), bytes.length - 1);
    writeFileSync(pathOf(two), 'c');
    expect([await files.read(one), await files.read(two), await files.read('../secret.key')]).toEqual([undefined, undefined, undefined]);
  });
  it('forgets after a day what a killed process left: half a content, and one without a row', async () => {
    const { files, names, pathOf, age } = opened();
    const [wanted, left, fresh] = [await files.put(bytes), await files.put(Buffer.from('left')), await files.put(Buffer.from('fresh'))];
    const half = `${pathOf(wanted)}.draft`;
    writeFileSync(half, bytes.subarray(0, 4));
    expect(await files.sweep(yesterday(), nobody)).toBe(0);
    for (const path of [half, pathOf(wanted), pathOf(left)]) age(path, 2);
    const asked: string[][] = [];
    const removed = await files.sweep(yesterday(), (hashes) => {
      asked.push([...hashes].sort());
      return Promise.resolve(new Set([wanted]));
    });
    expect([removed, names(), asked]).toEqual([2, [wanted, fresh].sort(), [[wanted, left].sort()]]);
  });
  it('does not take what was put again while the sweep looked', async () => {
    const { files, names, pathOf, age } = opened();
    const hash = await files.put(bytes);
    age(pathOf(hash), 2);
    const removed = await files.sweep(yesterday(), async () => {
      await files.put(bytes);
      return new Set<string>();
    });
    expect([removed, names()]).toEqual([0, [hash]]);
  });
  it('is empty before the first file', async () => {
    expect(await opened().files.sweep(new Date(), nobody)).toBe(0);
  });
});
