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
  /** Names of its parameters; one that is taken apart at once has none. */
  readonly parameters: readonly string[];
  readonly returnsNothing: boolean;
}

/** Names and result of a function from the text after its name, where the list of its parameters begins; brackets inside are skipped. */
function signatureOf(after: string): Pick<Documented, 'parameters' | 'returnsNothing'> {
  const text = after.replace(/^[^(]*?\(/, '');
  let depth = 0;
  let end = 0;
  let flat = '';
  for (; end < text.length && (depth > 0 || text[end] !== ')'); end++) {
    const character = text[end]!;
    if ('([{<'.includes(character)) depth += 1;
    if (depth === 0) flat += character;
    if (')]}'.includes(character) || (character === '>' && text[end - 1] !== '=')) depth -= 1;
  }
  const parameters = flat.split(',').flatMap((part) => /^\s*(\w+)\??\s*[:=]/.exec(part)?.[1] ?? []);
  return { parameters, returnsNothing: /^\)\s*:\s*void\b/.test(text.slice(end)) };
}

/** Every exported function of the room with the docstring right above it and its examples. */
const documented: Documented[] = files.flatMap((file) => {
  const text = readFileSync(join(room, file), 'utf8');
  return [...text.matchAll(/(\/\*\*(?:[^*]|\*(?!\/))*\*\/\n)?^export (?:async )?(?:function\*? (\w+)|const (\w+)[^=\n]*= (?:async )?\()/gm)].map(
    ({ 0: whole, 1: docstring = '', 2: declared, 3: assigned, index }) => ({
      name: declared ?? assigned!,
      file,
      docstring,
      examples: [...docstring.matchAll(/@example (.+)/g)].map(([, example]) => example!),
      ...signatureOf(text.slice(index + whole.length - (assigned ? 1 : 0))),
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

  it('name their source: a publication, a rule of this room, or where it was measured', () => {
    expect(documented.length).toBeGreaterThan(200);
    expect(documented.filter(({ docstring }) => !/\bSources?: \S|\([A-Z]\w+ \d{4}\)/.test(docstring)).map(({ file, name }) => `${file} ${name}`)).toEqual([]);
  });

  it('say what comes back, in which shape or unit', () => {
    expect(
      documented.filter(({ docstring, returnsNothing }) => !returnsNothing && !/@returns \S/.test(docstring)).map(({ file, name }) => `${file} ${name}`),
    ).toEqual([]);
  });

  it('name every parameter that has a name', () => {
    expect(
      documented.flatMap(({ file, name, parameters, docstring }) =>
        parameters.filter((parameter) => !new RegExp(`@param ${parameter}\\b`).test(docstring)).map((parameter) => `${file} ${name}(${parameter})`),
      ),
    ).toEqual([]);
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
