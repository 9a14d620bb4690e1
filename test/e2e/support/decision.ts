import { expect } from 'vitest';
import type { MeetingDetail } from '../../../schemas/conference.ts';
import type { Docket, DocketSummary } from '../../../schemas/dockets.ts';
import type { Flag } from '../../../schemas/results.ts';
import type { Database } from '../../../db/database.ts';
import { createCaller } from '../../support/process.ts';

interface List<T> {
  readonly items: readonly T[];
}
interface Keys {
  readonly planner: string;
  readonly secretariat: string;
}

/** A docket with a measure, in a meeting that sits: what is asked to decide it, once or again. */
export async function decisionAt(url: string, keys: Keys) {
  const [planner, office] = [createCaller(url, keys.planner), createCaller(url, keys.secretariat)];
  const taken = new Set((await planner.get<List<DocketSummary>>('/dockets?limit=200')).items.map(({ majorCode }) => majorCode));
  const { items: flags } = await planner.get<List<Flag>>('/flags?class=suspend&limit=50');
  const flag = flags.find(({ majorCode }) => !taken.has(majorCode))!;
  const put = async (key: string, path: string, body: object) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'if-match': '*' };
    const answer = await fetch(`${url}/api/v1${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
    expect(answer.status, await answer.text()).toBe(200);
  };
  const docket = await planner.post<Docket>('/dockets', { majorCode: flag.majorCode, runId: flag.runId }, 201);
  const measure = { schoolId: flag.evidence.schools[0]!.id, change: 'suspend', fromYear: docket.evidence!.run.asOfYear + 1 };
  await put(keys.planner, `/dockets/${docket.id}`, { opinion: '供大于求', measures: [measure] });
  await planner.post(`/dockets/${docket.id}/moves`, { event: 'assess' }, 200);
  const meeting = await office.post<MeetingDetail>('/conference/meetings', { kind: 'ad_hoc', title: '专题会议', plannedAt: new Date().toISOString(), place: '市政府', decisionRule: 'consensus' }, 201); // prettier-ignore
  const at = `/conference/meetings/${meeting.id}`;
  const { items, attendance } = await office.post<MeetingDetail>(`${at}/items`, { docketId: docket.id }, 201);
  await office.post(`${at}/moves`, { event: 'convene' }, 200);
  await put(keys.secretariat, `${at}/attendance`, { members: attendance.map(({ memberId }) => ({ memberId, state: 'present' })) });
  await office.post(`${at}/moves`, { event: 'hold' }, 200);
  const body = { outcome: 'approve', text: '同意暂停招生', units: [{ unit: '市教育体育局' }], dueOn: '2099-01-01' };
  return {
    docketId: docket.id,
    /** Status of the answer; 0 where there was none. */
    decide: (to: string) =>
      fetch(`${to}/api/v1${at}/items/${items[0]!.id}/decision`, {
        method: 'POST',
        headers: { authorization: `Bearer ${keys.secretariat}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then(
        ({ status }) => status,
        () => 0,
      ),
  };
}

/** Everything that a decision on a docket leaves behind: resolutions, lines of the ledger, tasks, moves and audit entries. */
export async function effectsOf({ query, schema }: Database, docketId: string) {
  const { dockets, resolutions, adjustments, tasks: taskTable, stateMoves } = schema;
  const [rows, resolved, lines, tasks, moves] = [
    (await query.select({ id: dockets.id, state: dockets.state }).from(dockets)).filter(({ id }) => id === docketId),
    (await query.select().from(resolutions)).filter((one) => one.docketId === docketId),
    (await query.select().from(adjustments)).filter((one) => one.docketId === docketId),
    await query.select().from(taskTable),
    (await query.select().from(stateMoves)).filter((one) => one.subjectId === docketId && one.event === 'resolve'),
  ];
  const opened = tasks.filter(({ originId }) => resolved.some(({ id }) => id === originId));
  return [rows[0]?.state, resolved.length, lines.length, opened.length, moves.length];
}
