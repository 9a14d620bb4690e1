import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

const room = join(import.meta.dirname, '..', '..', 'forecasting');
const files = globSync('**/*.ts', { cwd: room }).filter((path) => !/^(labour|flags)\//.test(path));
const modules = (await Promise.all(files.map((path) => import(join(room, path))))) as Record<string, unknown>[];
const context = createContext(Object.fromEntries(modules.flatMap((module) => Object.entries(module))));

interface Documented {
  readonly name: string;
  readonly file: string;
  readonly example: string | undefined;
}

/** Every exported function of the room with the example of the docstring above it. */
const documented: Documented[] = files.flatMap((file) => {
  const text = readFileSync(join(room, file), 'utf8');
  return [...text.matchAll(/(\/\*\*(?:[^*]|\*(?!\/))*\*\/)?\s*export (?:async )?function (\w+)/g)].map(([, docstring, name]) => ({
    name: name!,
    file,
    example: /@example (.+)/.exec(docstring ?? '')?.[1],
  }));
});

describe('docstrings', () => {
  it('are found in every folder', () => {
    expect(new Set(documented.map(({ file }) => dirname(file))).size).toBeGreaterThan(3);
  });

  it.each(documented.filter(({ example }) => example !== undefined).map((one) => [one.name, one.example!] as const))(
    'example of %s holds: %s',
    (_, example) => {
      const [expression, expected] = example.split(' // → ');
      expect(expected, 'an example reads "expression // → value"').toBeDefined();
      const run = (code: string): unknown => JSON.parse(JSON.stringify(runInContext(`(${code})`, context)));
      expect(run(expression!)).toEqual(run(expected!));
    },
  );

  it('carry an example wherever the contents page exports a function', async () => {
    const contents = Object.keys(await import('../../forecasting/index.ts'));
    expect(documented.filter(({ name, example }) => contents.includes(name) && example === undefined).map(({ name }) => name)).toEqual([]);
  });
});
