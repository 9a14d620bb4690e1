import type { components } from './schema.d.ts';

/** problem+json as far as the pages use it; `status` 0 means no answer came. */
export type ProblemBody = Pick<components['schemas']['Problem'], 'status' | 'title' | 'traceId'> & Partial<components['schemas']['Problem']>;

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly body: ProblemBody;
  constructor(body: ProblemBody) {
    super(`${body.status} ${body.title}`);
    this.body = body;
  }
}

export function problemOf(error: unknown): ProblemBody {
  if (error instanceof ApiProblem) return error.body;
  return { status: -1, title: '', detail: error instanceof Error ? error.message : String(error), traceId: '' };
}

/** A problem in one sentence, where no field stands beside it: what is wrong with the fields, not that something is. */
export function saidOf({ errors, detail, title }: ProblemBody): string | undefined {
  const faults = [...new Set((errors ?? []).map((field) => field.detail))].slice(0, 3);
  if (faults.length > 0) return faults.join('；');
  return detail ?? (title === '' ? undefined : title);
}
