import { canonicalJson } from '../../schemas/canonical.ts';
import type { CatalogueEntry } from './entries.ts';

/** A code as it stands before an edition comes. */
export type StandingEntry = Pick<CatalogueEntry, 'code' | 'name' | 'level' | 'fields'> & { readonly retired: boolean };

export interface LevelCount {
  readonly level: string;
  readonly before: number;
  readonly after: number;
}
export interface Comparison {
  readonly added: readonly CatalogueEntry[];
  readonly changed: readonly { readonly entry: CatalogueEntry; readonly before: StandingEntry }[];
  /** In force until now, missing in the edition. */
  readonly retired: readonly StandingEntry[];
  /** Retired earlier, in the edition again. */
  readonly returned: readonly CatalogueEntry[];
  readonly unchanged: number;
  /** Codes in force by level, before and after. */
  readonly levels: readonly LevelCount[];
}
export interface CompareOptions {
  /** The edition speaks only for the levels it holds. */
  readonly byLevel: boolean;
  /** The edition adds to what there is: nothing is retired. */
  readonly additions: boolean;
}

const countBy = (entries: readonly { readonly level: string }[]) =>
  new Map(
    Array.from(
      Map.groupBy(entries, (entry) => entry.level),
      ([level, of]) => [level, of.length],
    ),
  );

/** What an edition does to the codes there are. */
export function compareEdition(standing: readonly StandingEntry[], entries: readonly CatalogueEntry[], { byLevel, additions }: CompareOptions): Comparison {
  const before = new Map(standing.map((entry) => [entry.code, entry]));
  const codes = new Set(entries.map((entry) => entry.code));
  const levels = new Set(entries.map((entry) => entry.level));
  const spokenFor = (entry: StandingEntry) => !byLevel || levels.has(entry.level);

  const added = entries.filter((entry) => !before.has(entry.code));
  const returned = entries.filter((entry) => before.get(entry.code)?.retired === true);
  const changed = entries.flatMap((entry) => {
    const was = before.get(entry.code);
    return was && !was.retired && canonicalJson(was.fields) !== canonicalJson(entry.fields) ? [{ entry, before: was }] : [];
  });
  const retired = additions ? [] : standing.filter((entry) => !entry.retired && !codes.has(entry.code) && spokenFor(entry));

  const were = countBy(standing.filter((entry) => !entry.retired && spokenFor(entry)));
  const gone = new Set(retired.map((entry) => entry.code));
  const are = countBy([...standing.filter((entry) => !entry.retired && spokenFor(entry) && !gone.has(entry.code) && !codes.has(entry.code)), ...entries]);
  return {
    ...{ added, changed, retired, returned },
    unchanged: entries.length - added.length - returned.length - changed.length,
    levels: [...new Set([...were.keys(), ...are.keys()])].sort().map((level) => ({ level, before: were.get(level) ?? 0, after: are.get(level) ?? 0 })),
  };
}

/** Shares beyond which a difference looks like the wrong file: codes retired, and the change of the count of a level. */
export const largestRetiredShare = 0.2;
export const largestLevelChange = 0.5;

export interface Doubt {
  readonly zh: string;
  readonly en: string;
}
const percent = (share: number) => `${Math.round(share * 100)} %`;

/** What is too large a difference to be taken without a word. */
export function doubtsOf({ retired, levels }: Comparison): Doubt[] {
  const before = levels.reduce((sum, level) => sum + level.before, 0);
  const share = before === 0 ? 0 : retired.length / before;
  const doubts: Doubt[] = [];
  if (share > largestRetiredShare)
    doubts.push({
      zh: `现有 ${before} 个代码中有 ${retired.length} 个（${percent(share)}）将停用，超过 ${percent(largestRetiredShare)}；请核对是否选错了文件或类别`,
      en: `${retired.length} of ${before} codes (${percent(share)}) would be retired, more than ${percent(largestRetiredShare)}: check that this is the right file and kind`,
    });
  for (const { level, before: was, after } of levels)
    if (was > 0 && Math.abs(after - was) / was > largestLevelChange)
      doubts.push({
        zh: `层级 ${level} 的代码数由 ${was} 变为 ${after}，变动超过 ${percent(largestLevelChange)}；请核对文件是否完整`,
        en: `the codes of level ${level} would change from ${was} to ${after}, by more than ${percent(largestLevelChange)}: check that the file is complete`,
      });
  return doubts;
}
