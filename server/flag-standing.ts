import type { ReplyRow } from '../db/repositories/flag-replies.ts';
import { createFlagYearRepository } from '../db/repositories/flag-years.ts';
import { createRunRepository } from '../db/repositories/runs.ts';
import { askingClasses } from '../schemas/vocabulary.ts';
import { replyDays } from '../schemas/reply-limits.ts';
import type { ServerContext } from './context.ts';
import { notFound } from './errors.ts';

export type AskingClass = (typeof askingClasses)[number];
/** A flag that asks the schools with the major for a reply, and since which year every run has said the same. */
export interface StandingFlag {
  readonly majorCode: string;
  readonly level: ReplyRow['level'];
  readonly class: AskingClass;
  readonly since: number;
  /** `replyDays` after it was first said. */
  readonly dueAt: Date;
}
const dayMs = 86_400_000;
const asks = (name: string): name is AskingClass => askingClasses.some((asking) => asking === name);

/** Whether a reply answers a flag: given to the same class, and not before the flag last changed. */
export const answers = (reply: Pick<ReplyRow, 'majorCode' | 'flagClass' | 'asOfYear'>, flag: Pick<StandingFlag, 'majorCode' | 'class' | 'since'>): boolean =>
  reply.majorCode === flag.majorCode && reply.flagClass === flag.class && reply.asOfYear >= flag.since;

/** The newest run of every year, the run in question standing for its own year. */
export function runPerYear(
  runs: readonly { readonly id: string; readonly asOfYear: number }[],
  asked: { readonly id: string; readonly asOfYear: number },
): Map<number, string> {
  return new Map([...runs.map(({ id, asOfYear }) => [asOfYear, id] as const), [asked.asOfYear, asked.id] as const]);
}

/**
 * The first of the years, going back from the newest, in which the class was the same throughout.
 * @param classes by year; a year without a run is passed over, one whose run has no flag of the major ends the search
 * @example standsSince([[2023, 'watch'], [2024, 'expand'], [2026, 'expand']]) // → 2024
 */
export function standsSince(classes: readonly (readonly [year: number, name: string | undefined])[]): number | undefined {
  const newest = classes.at(-1)?.[1];
  if (newest === undefined) return undefined;
  return classes.slice(classes.findLastIndex(([, name]) => name !== newest) + 1)[0]?.[0];
}

export function createFlagStanding({ db }: Pick<ServerContext, 'db'>) {
  const years = createFlagYearRepository(db);
  const runs = createRunRepository(db);
  return {
    /** The named run, or the newest that succeeded; undefined before the first. */
    async runOf(id: string | undefined) {
      if (id === undefined) return runs.latest();
      const found = await runs.find(id);
      if (!found) throw notFound({ zh: '此预测批次', en: 'This run' });
      return found;
    },
    /** Asking flags of a run by major; of these majors, or of all. */
    async flagsOf(
      run: { readonly id: string; readonly regionCode: string; readonly asOfYear: number },
      majorCodes?: readonly string[],
    ): Promise<Map<string, StandingFlag>> {
      const perYear = runPerYear(await years.runsUntil(run.regionCode, run.asOfYear), run);
      const byYear = [...perYear].sort(([a], [b]) => a - b);
      const classOf = new Map<string, AskingClass | 'other'>();
      const now: Pick<StandingFlag, 'majorCode' | 'level' | 'class'>[] = [];
      for (const { runId, majorCode, level, class: name } of await years.classes([...perYear.values()], majorCodes)) {
        classOf.set(`${runId}|${majorCode}`, asks(name) ? name : 'other');
        if (runId === run.id && asks(name)) now.push({ majorCode, level, class: name });
      }
      const said = await years.firstSaid(run.regionCode, run.asOfYear, majorCodes);
      const firstSaid = new Map(said.map(({ majorCode, class: name, asOfYear, at }) => [`${majorCode}|${name}|${asOfYear}`, at]));
      const standing = now
        .sort((a, b) => (a.majorCode < b.majorCode ? -1 : 1))
        .flatMap(({ majorCode, level, class: name }): StandingFlag[] => {
          const since = standsSince(byYear.map(([year, id]) => [year, classOf.get(`${id}|${majorCode}`)]));
          if (since === undefined) return [];
          const moments = byYear.flatMap(([year]) => (year < since ? [] : (firstSaid.get(`${majorCode}|${name}|${year}`)?.getTime() ?? [])));
          if (moments.length === 0) return []; // a run that has not ended has said nothing yet
          return [{ majorCode, level, class: name, since, dueAt: new Date(Math.min(...moments) + replyDays * dayMs) }];
        });
      return new Map(standing.map((flag) => [flag.majorCode, flag]));
    },
  };
}
