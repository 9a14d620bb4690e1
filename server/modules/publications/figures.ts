import type { createPublicationRepository, FigureRow } from '../../../db/repositories/publications.ts';
import { outwards } from '../../../forecasting/disclosure/outward.ts';
import type { publishedCuts } from '../../../schemas/vocabulary.ts';
import { withhold, type Sum, type Withheld } from '../../withhold.ts';

type Cells = Awaited<ReturnType<ReturnType<typeof createPublicationRepository>['cellsOf']>>;
type Figure = Omit<FigureRow, 'publicationId' | 'place'>;
interface Cell {
  readonly key: string;
  readonly cut: (typeof publishedCuts)[number];
  readonly row: Cells['majors'][number]['gap'] | Cells['totals'][number];
  readonly told: Pick<Figure, 'code' | 'name' | 'level' | 'category' | 'chains' | 'grade' | 'flag'>;
}
/** How strictly: stricter than towards schools and enterprises, who are known and answer for what they do with a figure. */
export interface PublicRules {
  readonly fewestEnterprises: number;
  readonly roundedTo: number;
}
const nothing = { level: null, category: null, chains: '', grade: null, flag: null };

function cellsOf({ majors, totals, flags, chains, named }: Cells, regionName: string): Cell[] {
  const chainNames = new Map(chains.map(({ id, name }) => [id, name]));
  const classes = new Map(flags.map((flag) => [flag.majorCode, flag.class]));
  const naming = Map.groupBy(named, ({ majorCode }) => majorCode);
  const listed = (ids: readonly string[]) => (ids.length === 0 ? '' : `|${ids.join('|')}|`);
  return [
    ...totals.flatMap((row): Cell[] => {
      if (row.cut === 'region') return [{ key: 'region', cut: 'region', row, told: { ...nothing, code: row.regionCode, name: regionName } }];
      if (row.cut === 'level') return [{ key: `level|${row.code}`, cut: 'level', row, told: { ...nothing, code: row.code, name: row.code, level: row.level } }];
      if (row.cut !== 'chain') return [];
      return [{ key: `chain|${row.code}`, cut: 'chain', row, told: { ...nothing, code: row.code, name: chainNames.get(row.code) ?? row.code } }];
    }),
    ...majors.map(({ gap: row, name, category }): Cell => {
      const { majorCode: code, level, grade } = row;
      const within = listed((naming.get(code) ?? []).map(({ chainId }) => chainId));
      return { key: `major|${code}`, cut: 'major', row, told: { code, name, level, category, chains: within, grade, flag: classes.get(code) ?? null } };
    }),
  ];
}

/**
 * How the demand of these figures adds up. Majors are not cut by chain: most parts rest on few enterprises, and each would take the figure of the whole major with it.
 */
function sumsOf(cells: readonly Cell[]): Sum[] {
  const keys = (cut: Cell['cut']) => cells.filter((cell) => cell.cut === cut);
  const grouped = (parts: readonly Cell[], totalOf: (cell: Cell) => string): Sum[] =>
    [...Map.groupBy(parts, totalOf)].map(([total, own]) => ({ total, parts: own.map(({ key }) => key) }));
  return [
    ...grouped(keys('major'), ({ told }) => `level|${told.level ?? ''}`),
    ...grouped(keys('level'), () => 'region'),
    ...grouped(keys('chain'), () => 'region'),
  ];
}

/**
 * Reason by key of what may not be told: figures of few enterprises and what would give them away, and whatever the run itself withholds from schools and
 * enterprises, since one of them may hold both answers side by side. A run that did not count enterprises tells nothing.
 */
function withheldOf(cells: readonly Cell[], fewest: number): Map<string, Withheld> {
  const counted = cells.map(({ key, row }) => ({ key, enterprises: row.enterprises ?? 1, value: row.demand }));
  const own = withhold(counted, sumsOf(cells), fewest);
  for (const { key, row } of cells) {
    if (row.enterprises === null || row.suppressed === 'primary') own.set(key, 'few_enterprises');
    else if (row.suppressed === 'secondary' && !own.has(key)) own.set(key, 'would_reveal');
  }
  return own;
}

const order: readonly Cell['cut'][] = ['region', 'level', 'chain', 'major'];
/** Told with a range, told to be too small, withheld: a place in the order tells nothing that the range does not. */
const rank = ({ low, withheld }: Figure) => (withheld !== null ? 2 : low === null ? 1 : 0);
const middle = ({ low, high }: Figure) => (low ?? 0) + (high ?? 0);
const compare = (a: Figure, b: Figure) =>
  order.indexOf(a.cut) - order.indexOf(b.cut) || rank(a) - rank(b) || middle(b) - middle(a) || (a.code < b.code ? -1 : 1);

/** What is published of a run: words, ranges rounded outwards, and what is withheld. No demand, no supply, no point value. */
export function figuresOf(cells: Cells, regionName: string, { fewestEnterprises, roundedTo }: PublicRules): Figure[] {
  const all = cellsOf(cells, regionName);
  const withheld = withheldOf(all, fewestEnterprises);
  return all
    .map(({ key, cut, row, told }): Figure => {
      const why = withheld.get(key) ?? null;
      const years = { cut, firstYear: row.year, lastYear: row.lastYear };
      if (why !== null) return { ...told, ...years, band: null, low: null, high: null, grade: null, flag: null, withheld: why };
      if (row.band === 'insufficient') return { ...told, ...years, band: row.band, low: null, high: null, withheld: null };
      const [low, high] = outwards(row.lo80, row.hi80, roundedTo);
      return { ...told, ...years, band: row.band, low, high, withheld: null };
    })
    .sort(compare);
}
