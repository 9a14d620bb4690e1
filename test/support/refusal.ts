import { expect } from 'vitest';
import type { Problem } from '../../schemas/problem.ts';
import { rowCounts, type Call, type TestApp } from './app.ts';

const han = /\p{Script=Han}/u;

/** A check that a request is refused in both languages with the same fields named, and that nothing at all is stored. */
export async function createRefusalCheck(api: TestApp) {
  const counts = await rowCounts(api);
  return async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, call: Call, status: number, pointers?: readonly string[]): Promise<void> => {
    for (const language of ['zh', 'en'] as const) {
      // Chinese unless English is asked for
      const headers = { ...call.headers, ...(language === 'en' ? { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' } : {}) };
      const response = await api.call(method, path, { ...call, headers });
      expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(response.headers['content-language']).toBe(language);
      const problem = response.json<Problem>();
      expect([response.statusCode, problem.status, problem.detail]).toEqual([status, status, problem.detail]);
      expect(problem.type).toMatch(/^\/problems\/[a-z_]+$/);
      expect(problem.traceId).toBe(response.headers['x-request-id']);
      // names of schools and majors stay Chinese in English sentences, titles do not hold any
      if (language === 'en') expect(problem.title).not.toMatch(han);
      else for (const sentence of [problem.title, problem.detail, ...(problem.errors ?? []).map((error) => error.detail)]) expect(sentence).toMatch(han);
      if (pointers) expect(problem.errors?.map((error) => error.pointer).toSorted()).toEqual([...pointers].toSorted());
    }
    expect(await rowCounts(api)).toEqual(counts);
  };
}
export type RefusalCheck = Awaited<ReturnType<typeof createRefusalCheck>>;
