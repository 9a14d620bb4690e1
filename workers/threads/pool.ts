import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { SheetBook } from '../../documents/sheet-book.ts';
import type { OfficialDocument } from '../../documents/word/blocks.ts';
import type { Workbook } from '../../documents/workbook.ts';
import type { RoundCheck, RoundInput, RoundResult } from '../../matching/placement/round.ts';
import type { AssembleTask, AssembleResult } from './assemble.ts';
import type { FitTask, FittedBase } from './fit.ts';
import type { PlacedRound } from './placement.ts';

/** CPU work, off the threads that answer requests and messages. */
export interface ThreadPool {
  fit(task: FitTask, signal?: AbortSignal): Promise<FittedBase[]>;
  assemble(task: AssembleTask, signal?: AbortSignal): Promise<AssembleResult>;
  closePlacement(task: RoundInput, signal?: AbortSignal): Promise<RoundResult>;
  checkPlacement(task: PlacedRound): Promise<RoundCheck>;
  workbook(task: Workbook): Promise<Uint8Array>;
  sheetBook(task: SheetBook): Promise<Uint8Array>;
  word(task: OfficialDocument): Promise<Uint8Array>;
  close(): Promise<void>;
}

export function openThreadPool(threads = availableParallelism()): ThreadPool {
  const pool = new Piscina({
    ...{ filename: new URL('./worker.ts', import.meta.url).href, minThreads: 0, maxThreads: threads, idleTimeout: 30_000 },
    // a thread that nobody needs ends, and its memory with it; fits make much that is soon forgotten; the thread that serves is started with less
    resourceLimits: { maxYoungGenerationSizeMb: 48 },
  });
  const options = (name: string, signal: AbortSignal | undefined) => ({ name, ...(signal ? { signal } : {}) });
  return {
    fit: (task, signal) => pool.run(task, options('fit', signal)) as Promise<FittedBase[]>,
    assemble: (task, signal) => pool.run(task, options('assemble', signal)) as Promise<AssembleResult>,
    closePlacement: (task, signal) => pool.run(task, options('closePlacement', signal)) as Promise<RoundResult>,
    checkPlacement: (task) => pool.run(task, options('checkPlacement', undefined)) as Promise<RoundCheck>,
    workbook: (task) => pool.run(task, options('workbook', undefined)) as Promise<Uint8Array>,
    sheetBook: (task) => pool.run(task, options('sheetBook', undefined)) as Promise<Uint8Array>,
    word: (task) => pool.run(task, options('word', undefined)) as Promise<Uint8Array>,
    close: () => pool.destroy(),
  };
}
