import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { color, fontFamily, fontSize, markPairs, space, textPairs } from '../../web/src/design/tokens.ts';

const css = readFileSync('web/src/design/tokens.css', 'utf8');
const property = (name: string) => new RegExp(`--${name}:\\s*([^;]+);`).exec(css)?.[1];
const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Relative luminance and contrast of WCAG 2.1. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe('design tokens', () => {
  it('are the same in the style sheet and in code', () => {
    for (const [name, value] of Object.entries(color)) expect([name, property(kebab(name))]).toEqual([name, value]);
    for (const [name, value] of Object.entries(fontSize)) expect(property(`size-${name}`)).toBe(`${value}px`);
    for (const [name, value] of Object.entries(space)) expect(property(`space-${name}`)).toBe(`${value}px`);
    expect(property('font')?.replaceAll("'", '"')).toBe(fontFamily);
  });
  it('knows the contrast of known pairs', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
  it.each(textPairs)('%s on %s can be read (4.5 : 1)', (text, ground) => {
    expect(contrast(color[text], color[ground])).toBeGreaterThanOrEqual(4.5);
  });
  it.each(markPairs)('%s stands out on %s (3 : 1)', (mark, ground) => {
    expect(contrast(color[mark], color[ground])).toBeGreaterThanOrEqual(3);
  });
});

it('no style names a colour that is not a token', () => {
  const files = ['base.css', 'print.css'].map((file) => readFileSync(`web/src/design/${file}`, 'utf8'));
  expect(files.join('').match(/#[0-9a-f]{3,8}\b/gi) ?? []).toEqual([]);
});
