import type { TSchema } from 'typebox';
import { ref } from '../schemas/common.ts';
import { Problem } from '../schemas/problem.ts';
import { errorRegistry } from './errors.ts';

/** How a body can be refused before anyone looks at what it says, and after. */
export const badBody = [400, 413, 415, 422] as const;
/** How an id in the address can be refused. */
export const badId = [400, 404, 414, 422] as const;

interface ProblemResponse {
  readonly description: string;
  readonly content: { readonly 'application/problem+json': { readonly schema: TSchema } };
}
const titles = new Map<number, string>(Object.values(errorRegistry).map(({ status, en }) => [status, en]));

/** The errors a route can answer with, for its schema: every one of them (a test tries). */
export function problems(...statuses: number[]): Record<number, ProblemResponse> {
  return Object.fromEntries(
    statuses.map((status) => [status, { description: titles.get(status) ?? 'Error', content: { 'application/problem+json': { schema: ref(Problem) } } }]),
  );
}
export const bearer = [{ bearer: [] }];
