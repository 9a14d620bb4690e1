import { engineVersion } from '../../forecasting/version.ts';
import { clock, newId } from '../../server/runtime.ts';
import type { TestApp } from './app.ts';

/** A report that a school made, where the test has no run with results. */
export async function addAnalysis(api: TestApp, schoolId: string, waiting?: { readonly requestedBy: string }): Promise<string> {
  const { runs, regions, analyses } = api.db.schema;
  const [region] = await api.db.query.select().from(regions);
  if (!region) throw new Error('a report needs a region, got none');
  const [id, runId, now] = [newId(), newId(), clock()];
  await api.db.query.insert(runs).values({
    ...{ id: runId, status: 'failed', stage: 'finished', regionCode: region.code, asOfYear: api.t0, parameters: {}, engineVersion },
    ...{ done: 0, total: 0, requestedBy: 'test', simulated: true, createdAt: now },
  });
  const run = { id: runId, asOfYear: api.t0, finishedAt: null, engineVersion, snapshotHash: null };
  const content = { title: '报告', issuer: null, dated: '2026-11-22', run, simulated: true, sections: [] };
  await api.db.query.insert(analyses).values({
    ...{ id, kind: 'school_matching', scopeId: schoolId, scopeName: '学校', audience: 'school', title: '报告', year: api.t0 + 1, runId, templateVersion: 1 },
    ...{ state: waiting ? 'queued' : 'ready', progress: waiting ? 10 : 100, attempts: waiting ? 0 : 1, content, contentHash: '', simulated: true },
    ...{ requestedBy: waiting?.requestedBy ?? 'test', createdAt: now },
  });
  return id;
}
