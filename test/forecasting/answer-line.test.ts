import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerLine, forecastSeries } from '../../forecasting/index.ts';

interface Answer {
  id: string | number | null;
  mean?: number[];
  why?: { candidates?: { model: string }[]; coverage95?: number };
  error?: { code: string; message: string };
}
const ask = (line: string, backtest = false): Answer => JSON.parse(answerLine(line, backtest)) as Answer;

describe('a line of the command', () => {
  it('answers what the library answers', () => {
    const { mean, lo95, hi80, why } = forecastSeries({ values: [4, null, 6, 7], kind: 'count' }, 2, { scores: false });
    expect(ask('{"id":"a","values":[4,null,6,7],"horizon":2,"kind":"count"}')).toMatchObject({ id: 'a', mean, lo95, hi80, why: { weights: why.weights } });
  });

  it('adds candidates with --backtest only', () => {
    const line = '{"id":1,"values":[4,5,6,7,8,9],"horizon":2}';
    expect(ask(line).why?.candidates).toBeUndefined();
    const { why } = ask(line, true);
    // the engine first, then the registry: naive, drift and the regressions, at the same origins
    expect(why?.candidates?.map(({ model }) => model)).toEqual(['engine', 'naive', 'drift', 'linear', 'theilSen', 'exponential', 'power', 'polynomial']);
    expect(why?.coverage95).toBeGreaterThan(0.5);
  });

  it.each([
    ['not json', null, 'bad_line'],
    ['[1,2]', null, 'bad_line'],
    ['{"id":"a","horizon":2}', 'a', 'bad_line'],
    ['{"id":"a","values":[1,"2"],"horizon":2}', 'a', 'bad_line'],
    ['{"id":"a","values":[1]}', 'a', 'bad_line'],
    ['{"id":"a","values":[1],"horizon":2,"kind":"persons"}', 'a', 'bad_line'],
    ['{"id":"a","values":[1],"horizon":2,"breaks":"0"}', 'a', 'bad_line'],
    ['{"id":9,"values":[],"horizon":2}', 9, 'empty_series'],
    ['{"id":"n","values":[-1],"horizon":2}', 'n', 'negative'],
    ['{"id":"h","values":[1],"horizon":0.5}', 'h', 'bad_horizon'],
    ['{"id":"e","values":[1e999],"horizon":1}', 'e', 'not_finite'],
  ])('%s is answered with its error', (line, id, code) => {
    expect(ask(line)).toEqual({ id, error: { code, message: expect.any(String) as string } });
  });
});

describe('the command', () => {
  const command = join(import.meta.dirname, '..', '..', 'commands', 'forecast.ts');
  const ask = (input: string, ...flags: string[]) => spawnSync(process.execPath, [command, ...flags], { input, encoding: 'utf8', maxBuffer: 1e9 });
  const question = (index: number): string => JSON.stringify({ id: `第${index}行`, values: [index, index + 1, null, index + 3], horizon: 3, kind: 'count' });

  it('answers every line in order, errors and blank lines included', () => {
    const lines = Array.from({ length: 300 }, (_, index) => (index % 7 === 3 ? '{' : question(index)));
    const { stdout, status, stderr } = ask(lines.join('\n\r\n'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toEqual(lines.map((line) => answerLine(line, false)));
  });

  it('gives the same bytes on one thread and on three', () => {
    const input = Array.from({ length: 12_000 }, (_, index) => question(index)).join('\n');
    const single = ask(input, '--threads', '1');
    const several = ask(input, '--threads', '3');
    expect([single.status, several.status, single.stdout.split('\n').length]).toEqual([0, 0, 12_001]);
    expect(several.stdout === single.stdout).toBe(true);
  });

  it('answers nothing with nothing and refuses a bad flag', () => {
    expect(ask('')).toMatchObject({ stdout: '', status: 0 });
    expect(ask('', '--threads', '0').status).not.toBe(0);
  });
});
