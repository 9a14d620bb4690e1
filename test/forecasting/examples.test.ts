import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

const room = join(import.meta.dirname, '..', '..', 'forecasting');

const files = globSync('**/*.ts', { cwd: room });
const modules = (await Promise.all(files.map((path) => import(join(room, path))))) as Record<string, unknown>[];
const everything = Object.fromEntries(modules.flatMap((module) => Object.entries(module)));
/** What the examples of a file see: every exported name of the room, and where two files share a name their own. */
const contexts = new Map(files.map((file, index) => [file, createContext({ ...everything, ...modules[index] })]));

interface Documented {
  readonly name: string;
  readonly file: string;
  readonly docstring: string;
  readonly examples: readonly string[];
}

/** Every exported function of the room with the docstring right above it and its examples. */
const documented: Documented[] = files.flatMap((file) => {
  const text = readFileSync(join(room, file), 'utf8');
  return [...text.matchAll(/(\/\*\*(?:[^*]|\*(?!\/))*\*\/\n)?^export (?:async )?(?:function\*? (\w+)|const (\w+)[^=\n]*= (?:async )?\()/gm)].map(
    ([, docstring = '', declared, assigned]) => ({
      name: declared ?? assigned!,
      file,
      docstring,
      examples: [...docstring.matchAll(/@example (.+)/g)].map(([, example]) => example!),
    }),
  );
});
const incomplete = (pick: (one: Documented) => boolean): string[] => documented.filter(pick).map(({ file, name }) => `${file} ${name}`);

describe('docstrings', () => {
  it('are looked for at every function a module exports', () => {
    const exported = modules.flatMap((module, index) =>
      Object.entries(module)
        .filter(([, value]) => typeof value === 'function' && !/^class /.test(Function.prototype.toString.call(value)))
        .map(([name]) => ({ name, file: files[index]! })),
    );
    const own = exported.filter(({ file }) => file !== 'index.ts');
    expect(own.filter(({ name, file }) => !documented.some((one) => one.name === name && one.file === file))).toEqual([]);
    expect(own.length).toBeGreaterThan(150);
    expect(new Set(own.map(({ file }) => dirname(file))).size).toBe(12);
  });

  it.each(documented.flatMap(({ name, file, examples }) => examples.map((example) => [name, example, file] as const)))(
    'example of %s holds: %s',
    (_, example, file) => {
      const [expression, expected] = example.split(' // → ');
      expect(expected, 'an example reads "expression // → value"').toBeDefined();
      const run = (code: string): unknown => JSON.parse(JSON.stringify(runInContext(`(${code})`, contexts.get(file)!)));
      expect(run(expression!)).toEqual(run(expected!));
    },
  );

  it('carry an example at every exported function', () => {
    expect(incomplete(({ examples }) => examples.length === 0)).toEqual([]);
  });

  it('say what every parameter is', () => {
    expect(
      incomplete(({ file, name, docstring }) => {
        const text = readFileSync(join(room, file), 'utf8');
        const [, list = ''] = new RegExp(`export (?:async )?function\\*? ${name}(?:<[^(]*>)?\\(\\s*([^)]*)`).exec(text) ?? [];
        return /\w/.test(list) && !docstring.includes('@param');
      }),
    ).toEqual([]);
  });
});
