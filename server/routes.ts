import type { TSchema } from 'typebox';
import { ref } from '../schemas/common.ts';
import { Problem } from '../schemas/problem.ts';

/** The 4xx answers of a route, for its schema. */
export function problems(...statuses: number[]): Record<number, TSchema> {
  return Object.fromEntries(statuses.map((status) => [status, ref(Problem)]));
}
export const bearer = [{ bearer: [] }];
