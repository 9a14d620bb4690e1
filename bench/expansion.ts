import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plotPanels } from './expansion-plot.ts';
import { demandPath, simulate, world, type Behaviour } from './expansion-world.ts';

/**
 * `npm run bench:expansion`: does the guard keep ten schools from overshooting a shortage together? 300 seeded markets with and without it, the same seeds
 * for both; prints the tables of docs/expansion.md and draws its figure. Deterministic: no clock, every stream keyed by its seed.
 */
const seeds = Array.from({ length: 300 }, (_, i) => i + 1);
const targets = new Map([
  [0.3, 1],
  [1, 0.4],
  [2, 0.3],
]);
const paths = seeds.map(demandPath);

/** Mean absolute gap by year, over the seeds. */
function byYear(behaviour: Behaviour): number[] {
  const sums = Array.from({ length: world.years }, () => 0);
  for (const [i, seed] of seeds.entries()) for (const [t, gap] of simulate(seed, paths[i]!, behaviour).entries()) sums[t]! += Math.abs(gap);
  return sums.map((sum) => sum / seeds.length);
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const idle = byYear({ asked: 0, guarded: false, signal: 'present', leadYears: 1 });
let missed = false;
for (const [signal, leadYears] of [
  ['present', 1],
  ['present', 2],
  ['decision', 1],
  ['decision', 2],
] as const) {
  const main = signal === 'present' && leadYears === 1;
  console.log(`\nschools see ${signal === 'present' ? "this year's gap" : 'the gap of the decision window'}, seats ${leadYears} year(s) after asking\n`);
  console.log(`| asked ÷ gap seen | mean absolute gap without (persons) | with the guard | with ÷ without |${main ? ' target |' : ''}`);
  console.log(`| --- | --- | --- | --- |${main ? ' --- |' : ''}`);
  const panels = [];
  for (const [asked, target] of targets) {
    const without = byYear({ asked, guarded: false, signal, leadYears });
    const guarded = byYear({ asked, guarded: true, signal, leadYears });
    const ratio = mean(guarded) / mean(without);
    if (main && ratio > target) missed = true;
    console.log(
      `| ${asked} | ${mean(without).toFixed(0)} | ${mean(guarded).toFixed(0)} | ${ratio.toFixed(2)} |${main ? ` ≤ ${target.toFixed(1)} ${ratio <= target ? 'met' : 'missed'} |` : ''}`,
    );
    panels.push({
      title: `schools ask ${asked} × the gap`,
      lines: [
        { name: 'without the guard', colour: '#c05621', values: without },
        { name: 'with the guard', colour: '#1d5fa8', values: guarded },
        { name: 'nobody acts', colour: '#7b8794', dashed: true as const, values: idle },
      ],
    });
  }
  if (!main) continue;
  const file = join(import.meta.dirname, '..', 'docs', 'expansion.svg');
  writeFileSync(
    file,
    plotPanels('Mean absolute gap of 300 simulated markets: demand steps up by 30 % in year 2–4', panels, {
      x: 'year',
      y: 'persons (demand 1,000 before the step)',
    }),
  );
}
console.log(`\nnobody acts: ${mean(idle).toFixed(0)} persons`);
if (missed) process.exitCode = 1;
