import { and, eq, gte, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Alert } from '../../schemas/alerts.ts';
import type { RunComparison } from '../../schemas/comparison.ts';
import type { Flag } from '../../schemas/results.ts';
import type { Run } from '../../schemas/runs.ts';
import { createRunService } from '../../server/modules/runs/service.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk } from '../support/pages.ts';

let api: TestApp;
let before: Run;
let after: Run;
const parameters = { paths: 100 };
const compare = (run: Run, other: Run) => api.getJson<RunComparison>(`/runs/${run.id}/comparison?with=${other.id}`, 'planner');

/** Two of three enterprises stop reporting in the last two years. */
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  before = await api.runToEnd({ asOfYear: api.t0 - 2, parameters });
  const { declarations, organisations } = api.db.schema;
  const enterprises = await api.db.query
    .select({ id: organisations.id })
    .from(organisations)
    .where(eq(organisations.kind, 'enterprise'))
    .orderBy(organisations.id);
  const silent = enterprises.filter((_, i) => i % 3 !== 0).map(({ id }) => id);
  await api.db.query.delete(declarations).where(and(inArray(declarations.organisationId, silent), gte(declarations.year, api.t0 - 1)));
  after = await api.runToEnd({ asOfYear: api.t0, parameters });
}, 240_000);
afterAll(() => api.close());

it('a city whose enterprises stop reporting is told so, of every flag that rests on too few of them', async () => {
  expect([before.status, after.status]).toEqual(['succeeded', 'succeeded']);
  const lost = (await walk<Alert>(api, '/alerts?kind=reporters_lost', 200, 'planner')).filter(({ runId }) => runId === after.id);
  expect(lost.length).toBeGreaterThan(5);
  const sharesOf = async (run: Run) =>
    new Map((await walk<Flag>(api, `/flags?runId=${run.id}`, 200, 'planner')).map(({ majorCode, evidence }) => [majorCode, evidence.reporterShare ?? 0]));
  const [earlier, later] = [await sharesOf(before), await sharesOf(after)];
  for (const alert of lost) {
    expect([alert.state, alert.severity, alert.status, alert.previousRunId, alert.simulated]).toEqual(['below_threshold', 'notice', 'open', before.id, true]);
    const [then, now] = [earlier.get(alert.majorCode) ?? 1, later.get(alert.majorCode) ?? 1]; // where the earlier run had no flag, no share is told
    expect([alert.majorCode, then >= 0.7, now < 0.7]).toEqual([alert.majorCode, true, true]);
    const { zh, en } = alert.sentences[0]!;
    for (const sentence of [zh, en]) expect(sentence).toContain(`${Math.round(now * 100)}`);
  }
});

it('a run of another engine says so in the comparison, and nothing else differs', async () => {
  const other = createRunService({ ...api.context, engineVersion: '0' });
  const principal = { actor: 'test', role: 'planner' as const, organisationId: null, keyId: null };
  const { id } = await other.start(principal, { asOfYear: api.t0, parameters }, 'test');
  for (;;) {
    const { status } = await api.getJson<Run>(`/runs/${id}`, 'planner');
    if (status !== 'queued' && status !== 'running') break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const old = await api.getJson<Run>(`/runs/${id}`, 'planner');
  expect([old.status, old.engineVersion]).toEqual(['succeeded', '0']);
  const { causes, before: there, after: here } = await compare(after, old);
  expect(causes.engineVersion).toEqual({ before: '0', after: after.engineVersion });
  expect([there.engineVersion, here.engineVersion]).toEqual(['0', after.engineVersion]);
  expect([causes.sameInputs, causes.inputs, causes.parameters, causes.asOfYear]).toEqual([true, [], [], null]);
});
