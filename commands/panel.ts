import { stringify } from 'csv-stringify/sync';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { modelCity } from '../forecasting/labour/city.ts';
import { fitBases } from '../forecasting/labour/fit-bases.ts';
import { panelSnapshot, type LabourPanel } from '../forecasting/labour/panel.ts';
import { resolveParameters } from '../forecasting/labour/parameters.ts';
import { parseCompletions, parseEmployment, parsePanelLinks } from '../intake/panel/index.ts';
import type { Imported } from '../intake/catalogue/index.ts';

/**
 * The whole model on published statistics, without a database:
 *   npm run -s panel -- --employment E.csv --completions C.csv --links L.csv [--as-of 2018] [--region NAME] > cells.csv
 * One line a cell and window. A faulty line of an input is named and nothing is computed.
 */
class Refusal extends Error {}

function read<Row>(option: string, path: string | undefined, parse: (text: string) => Imported<Row>): Row[] {
  if (path === undefined) throw new Refusal(`panel needs --${option} FILE, got none`);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Refusal(`panel needs a readable file for --${option}, got ${path}`, { cause });
  }
  const { rows, errors } = parse(text);
  const [first] = errors;
  if (first) throw new Refusal(`${path}, line ${first.line}: ${first.message}${errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''}`);
  return rows;
}

function modelled(panel: LabourPanel, asOf: string | undefined) {
  const newest = panel.completions.reduce((year, row) => Math.max(year, row.year), 0);
  const year = asOf === undefined ? newest : Number(asOf);
  if (!Number.isInteger(year)) throw new Refusal(`panel needs a year for --as-of, got ${asOf}`);
  const snapshot = panelSnapshot(panel, year, resolveParameters({}).parameters);
  return { snapshot, result: modelCity(snapshot, fitBases(snapshot)) };
}

function main(): void {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { employment: text, completions: text, links: text, 'as-of': text, region: text } });
  const { snapshot, result } = modelled(
    {
      region: values.region ?? 'panel',
      employment: read('employment', values.employment, parseEmployment),
      completions: read('completions', values.completions, parseCompletions),
      links: read('links', values.links, parsePanelLinks),
    },
    values['as-of'],
  );
  const names = new Map(snapshot.majors.map((major) => [major.code, major.name]));
  const bounds = new Map(result.bounds.map((row) => [row.major, row]));
  const rows = result.gaps
    .filter((row) => row.span === 'total' && row.chain === 'city')
    .map(({ major, window, year, lastYear, demand, supply, gap, lo80, hi80, lo95, hi95, ratio, probability, band, grade, robust }) => {
      const { gapLow, gapHigh } = (window === 'decision' ? bounds.get(major) : undefined) ?? { gapLow: null, gapHigh: null };
      return {
        major,
        name: names.get(major),
        window,
        year,
        lastYear,
        demand,
        supply,
        gap,
        lo80,
        hi80,
        lo95,
        hi95,
        gapLow,
        gapHigh,
        ratio,
        probability,
        band,
        grade,
        robust,
      };
    });
  process.stdout.write(stringify(rows, { header: true, cast: { number: (value) => String(Number(value.toPrecision(7))), boolean: String } }));
}

try {
  main();
} catch (error) {
  const known = error instanceof Refusal || error instanceof RangeError || (error instanceof TypeError && 'code' in error);
  console.error(known ? error.message : error);
  process.exitCode = 2;
}
