import { createI18n } from 'vue-i18n';
import { describe, expect, it } from 'vitest';
import { compileMessage } from '../../web/src/i18n/compile.ts';
import { en } from '../../web/src/i18n/en/index.ts';
import { later as enLater } from '../../web/src/i18n/en/later.ts';
import { zh } from '../../web/src/i18n/zh/index.ts';
import { later as zhLater } from '../../web/src/i18n/zh/later.ts';

type Tree = { readonly [key: string]: string | Tree };
const texts = (tree: Tree): string[] => Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : texts(value)));
const all = [...new Set([zh, zhLater, en, enLater].flatMap(texts))];
const messages = { zh: Object.fromEntries(all.map((text, i) => [`m${i}`, text])) };
const theirs = createI18n({ legacy: false, locale: 'zh', messages }).global;
const ours = createI18n({ legacy: false, locale: 'zh', messages, messageCompiler: compileMessage }).global;
const named = Object.fromEntries(all.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, `<${name}>`])));

describe('our message format', () => {
  it('says every message as the compiler of vue-i18n does, whatever the count', () => {
    const counts = (text: string) => (text.includes('|') ? [0, 1, 7] : [7]);
    const differing = all.flatMap((text, i) =>
      counts(text)
        .map((count) => [theirs.t(`m${i}`, { ...named, count }, count), ours.t(`m${i}`, { ...named, count }, count)])
        .filter(([expected, got]) => expected !== got),
    );
    expect(all.length).toBeGreaterThan(2_000);
    expect(differing).toEqual([]);
  });
  it('leaves out what it was not given, and takes nothing but text', () => {
    expect(compileMessage('{n} of {all} ')({ named: (name) => (name === 'n' ? 0 : undefined), plural: ([form = '']) => form })).toBe('0 of  ');
    expect(() => compileMessage(7)).toThrow('a message needs to be text, got number');
  });
});
