import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { elsewhere, lookAtPages, places } from '../support/every-page.ts';
import type { World } from '../support/world.ts';

/** Every page of the router, in both languages: nobody is kept out, nothing sticks out, the console stays empty under the content security policy. */
export function register(world: World): void {
  it('has a place for every page of the router', () => {
    const names = [...readFileSync('web/src/router.ts', 'utf8').matchAll(/\{ path: '[^']+', name: '(\w+)'/g)].map(([, name]) => name ?? '');
    const placed = [...Object.values(places).flatMap((ofRole) => Object.keys(ofRole)), ...elsewhere];
    expect(names.length).toBeGreaterThan(40);
    expect(placed.sort()).toEqual(names.sort());
  });
  it.each(Object.keys(places))('keeps nobody out, in zh and en, at 1280 and 390 pixels: pages of the %s', async (role) => {
    expect(await lookAtPages(role, world.app, world.browser)).toEqual([]);
  });
}
