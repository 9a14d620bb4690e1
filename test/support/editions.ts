import { runProcess } from './process.ts';

/** Small editions of the catalogues, as their files are shaped. */
export const regionsCsv = (rows: readonly (readonly [code: string, name: string, level: number, parent: string, replaces?: string])[]): string =>
  ['code,name,level,parent_code,replaces', ...rows.map(([code, name, level, parent, replaces = '']) => [code, name, level, parent, replaces].join(','))].join(
    '\n',
  );

export const firstRegions = regionsCsv([
  ['150000', '内蒙古自治区', 1, ''],
  ['150600', '鄂尔多斯市', 2, '150000'],
  ['150602', '东胜区', 3, '150600'],
  ['150603', '康巴什区', 3, '150600'],
  ['150621', '达拉特旗', 3, '150600'],
  ['150622', '准格尔旗', 3, '150600'],
  ['150623', '鄂托克前旗', 3, '150600'],
  ['150624', '鄂托克旗', 3, '150600'],
]);
/** Renames 150603, drops 150624 for the new 150682, adds 150681. */
export const secondRegions = regionsCsv([
  ['150000', '内蒙古自治区', 1, ''],
  ['150600', '鄂尔多斯市', 2, '150000'],
  ['150602', '东胜区', 3, '150600'],
  ['150603', '康巴什新区', 3, '150600'],
  ['150621', '达拉特旗', 3, '150600'],
  ['150622', '准格尔旗', 3, '150600'],
  ['150623', '鄂托克前旗', 3, '150600'],
  ['150681', '乌审市', 3, '150600'],
  ['150682', '鄂托克市', 3, '150600', '150624'],
]);

/** `npm run catalogue` in a process of its own. */
export const runCatalogue = (dataDir: string, ...args: string[]) => runProcess(['commands/catalogue.ts', ...args], { DATA_DIR: dataDir });
