import type { Steps } from './database.ts';

/** Drives a transaction body on a driver that answers at once. */
export function runStepsSync<T>(steps: Steps<T>, execute: (query: unknown) => unknown): T {
  let step = steps.next();
  while (!step.done) {
    let rows: unknown;
    try {
      rows = execute(step.value);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(rows);
  }
  return step.value;
}

/** Drives a transaction body on a driver that answers later. */
export async function runStepsAsync<T>(steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    let rows: unknown;
    try {
      rows = await step.value;
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(rows);
  }
  return step.value;
}
