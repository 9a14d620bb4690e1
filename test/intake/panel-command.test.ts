import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'gongxu-panel-'));
const command = join(import.meta.dirname, '..', '..', 'commands', 'panel.ts');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const years = Array.from({ length: 8 }, (_, i) => 2011 + i);
function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}
const employment = file('e.csv', ['soc_code,title,year,employment', ...years.map((year) => `29-1141,"Nurses, registered",${year},${4000 + year - 2011}`)]);
const completions = file('c.csv', ['cip6,title,year,completions', ...years.map((year) => `51.3801,Nursing,${year},120`)]);
const links = file('l.csv', ['cip6,soc_code', '51.3801,29-1141']);

describe('npm run panel', () => {
  it('prints a line a cell and window, bounds in the decision window', () => {
    const out = execFileSync(process.execPath, [command, '--employment', employment, '--completions', completions, '--links', links, '--as-of', '2018'], {
      encoding: 'utf8',
    });
    const [head = '', ...lines] = out.trim().split('\n');
    expect(head).toBe('major,name,window,year,lastYear,demand,supply,gap,lo80,hi80,lo95,hi95,gapLow,gapHigh,ratio,probability,band,grade,robust');
    expect(lines.map((line) => line.split(',').slice(0, 5).join(','))).toEqual(['51.3801,Nursing,pipeline,2019,2019', '51.3801,Nursing,decision,2020,2022']);
    const [, decision = []] = lines.map((line) => line.split(','));
    expect(decision.slice(5, 17).every((value) => value !== '')).toBe(true);
    expect(decision.at(-1)).toBe('true');
  });

  it.each([
    [['--completions', completions, '--links', links], 'panel needs --employment FILE, got none'],
    [
      ['--employment', join(folder, 'none.csv'), '--completions', completions, '--links', links],
      `panel needs a readable file for --employment, got ${join(folder, 'none.csv')}`,
    ],
    [
      ['--employment', completions, '--completions', completions, '--links', links],
      `${completions}, line 1: the file needs a column soc_code, got cip6, title, year, completions (and 1 more)`,
    ],
    [
      ['--employment', employment, '--completions', completions, '--links', links, '--as-of', '1999'],
      'panelSnapshot needs employment and completions up to 1999, got 0 occupations and 0 programmes',
    ],
  ])('refuses in one line and computes nothing', (options, message) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...options], { encoding: 'utf8' });
    expect([status, stdout, stderr.trim()]).toEqual([2, '', message]);
  });
});
