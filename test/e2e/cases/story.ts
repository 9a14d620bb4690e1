import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { BulletinHead } from '../../../schemas/bulletins.ts';
import type { MeetingDetail } from '../../../schemas/conference.ts';
import type { Docket, DocketSummary } from '../../../schemas/dockets.ts';
import type { Flag } from '../../../schemas/results.ts';
import type { Run } from '../../../schemas/runs.ts';
import { createCaller } from '../../support/process.ts';
import { visit, type Visit } from '../support/browser.ts';
import type { World } from '../support/world.ts';

interface List<T> {
  readonly items: readonly T[];
}
const state = (page: Page) => page.locator('.docket-head .docket-state').innerText();
/** Text of a Word document: the part is found by its local header, and its text is what stands between tags. */
function wordsOf(file: Buffer): string {
  const name = 'word/document.xml';
  const at = file.indexOf(name) - 30;
  const [method, size, extra] = [file.readUInt16LE(at + 8), file.readUInt32LE(at + 18), file.readUInt16LE(at + 28)];
  const packed = file.subarray(at + 30 + name.length + extra, size === 0 ? undefined : at + 30 + name.length + extra + size);
  return (method === 8 ? inflateRawSync(packed, { info: false }) : packed).toString().replaceAll(/<[^>]+>/g, '');
}

/** From a flag to a decision that is carried out, told of, and held against what happened. */
export function register(world: World): void {
  const { as, go, fits } = world;
  it('a suspend flag becomes a docket, a resolution, a line of the ledger, a task and a bulletin; a later run scores what was decided', async () => {
    const { url, dataDir } = world.app;
    const keys = JSON.parse(readFileSync(join(dataDir, 'demo-keys.json'), 'utf8')) as Record<'planner' | 'secretariat' | 'administrator', string>;
    const [planner, office, admin] = [createCaller(url, keys.planner), createCaller(url, keys.secretariat), createCaller(url, keys.administrator)];
    const put = async (path: string, body: object) => {
      const headers = { authorization: `Bearer ${keys.planner}`, 'content-type': 'application/json', 'if-match': '*' };
      const answer = await fetch(`${url}/api/v1${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
      expect(answer.status, await answer.text()).toBe(200);
    };
    const run = async (asOfYear: number, parameters: object) => {
      const { id } = await planner.post<Run>('/runs', { asOfYear, parameters: { paths: 100, ...parameters } }, 202);
      await expect.poll(async () => (await planner.get<Run>(`/runs/${id}`)).status, { timeout: 120_000 }).toBe('succeeded');
      return id;
    };
    const taken = new Set((await planner.get<List<DocketSummary>>('/dockets?limit=200')).items.map(({ majorCode }) => majorCode));
    const suspended = async (query = '') =>
      (await planner.get<List<Flag>>(`/flags?class=suspend&limit=50${query}`)).items.filter(({ majorCode }) => !taken.has(majorCode));

    // a decision on what was known in 2019: few years of data grade no better than that
    const few = { gradeYears: 3, gradeDestinations: 0.05, gradeReporters: 0.05 };
    await run(2018, few);
    const [old] = await suspended(`&runId=${await run(2019, few)}`);
    const early = await planner.post<Docket>('/dockets', { majorCode: old!.majorCode, runId: old!.runId }, 201);
    const away = early.evidence!.flag.evidence.schools[0]!.id;
    await put(`/dockets/${early.id}`, { opinion: '多年供大于求', measures: [{ schoolId: away, change: 'suspend', fromYear: 2020 }] });
    await planner.post(`/dockets/${early.id}/moves`, { event: 'assess' }, 200);
    taken.add(old!.majorCode);

    // the button on the flag
    const [flag] = await suspended();
    const { page, context, errors } = await as('规划部门', '/flags?class=suspend');
    const item = page.locator('[data-test="flag"]', { hasText: flag!.majorCode });
    await item.locator('[data-test="toggle-evidence"]').click();
    await item.locator('[data-test="open-docket"]').click();
    await page.locator('[data-test="docket-form"]').waitFor();
    await page.locator('[data-test="add-measure"]').click();
    await page.locator('[data-test="save-docket"]').click();
    await expect.poll(() => page.locator('[data-test="measure"] [role="alert"]').innerText()).toContain('学校');
    const school = flag!.evidence.schools[0]!;
    await page.locator('[data-test="measure-school"]').click();
    await page.getByRole('option', { name: school.name, exact: true }).click();
    await expect.poll(() => page.locator('[data-test="measure-before"]').inputValue()).toBe(String(school.intake));
    await page.locator('[data-test="measure-change"]').click();
    await page.getByRole('option', { name: '暂停招生' }).click();
    await page.locator('[data-test="save-docket"]').click();
    await page.getByText('已保存').waitFor();
    await page.locator('[data-test="move-ask"]').click();
    await expect.poll(() => state(page)).toBe('征求学校意见');
    const address = page.url().split('#')[1] ?? '';

    // the school explains, and attaches what it has
    const heard = await asSchool(school.id, address);
    await heard.send('/flag-replies', { programmeId: await heard.programmeOf(flag!.majorCode), kind: 'explain', text: reply });
    await go(heard.page, address);
    await heard.page.locator('[data-test="docket-replies"]').getByText(reply).waitFor();
    const files = heard.page.locator('section[aria-label^="本校附件"]');
    await files.locator('[data-test="attach"]').setInputFiles({ name: '转型方案.txt', mimeType: 'text/plain', buffer: Buffer.from('两年内转为智能测绘方向') });
    await files.getByText('转型方案.txt').waitFor();
    expect(await heard.page.locator('[data-test="docket-form"]').count()).toBe(0);
    await fits(heard.page);
    expect(heard.errors).toEqual([]);
    await heard.context.close();

    // the planner reads both and gives the opinion
    await go(page, address);
    await page.locator('[data-test="attachment"]', { hasText: '转型方案.txt' }).waitFor();
    await page.locator('textarea[data-test="opinion"]').fill('学校说明不改变供大于求，建议自下一年度暂停招生。');
    await page.locator('[data-test="move-assess"]').click(); // what is written is stored first
    await page.getByText('已保存').waitFor();
    await expect.poll(() => state(page)).toBe('已出意见');
    await page.locator('[data-test="check-docket"]').click();
    await expect.poll(() => page.locator('[data-test="docket-verdict"]').innerText()).toContain('依据完好');
    await fits(page);

    // the meeting: both dockets are chosen for its agenda, and decided
    const plannedAt = `${day(0)}T01:00:00Z`;
    const { id: meetingId } = await office.post<MeetingDetail>('/conference/meetings', { kind: 'ad_hoc', title: '专业设置专题会议', plannedAt, place: '市政府', decisionRule: 'consensus' }, 201); // prettier-ignore
    const keeper = await as('联席会议秘书处', `/conference/meetings/${meetingId}`);
    for (const { majorCode, majorName } of [flag!, old!]) {
      if (majorCode === flag!.majorCode) {
        await keeper.page.locator('[data-test="item-from"]').click();
        await keeper.page.getByRole('option', { name: '议题档案' }).click();
      }
      await keeper.page.locator('[data-test="item-docket"]').click();
      await keeper.page.getByRole('option', { name: majorName }).click();
      await keeper.page.locator('[data-test="add-item"]').click();
      await keeper.page.locator('[data-test="agenda-item"]', { hasText: majorName }).waitFor();
    }
    await keeper.page.locator('[data-test="step-convene"]').click();
    await keeper.page.locator('[data-test="all-present"]').click();
    await keeper.page.locator('[data-test="save-attendance"]').click();
    await keeper.page.getByText('出席情况已保存').waitFor();
    await keeper.page.locator('[data-test="step-hold"]').click();
    const first = keeper.page.locator('[data-test="agenda-item"]', { hasText: flag!.majorName });
    await first.locator('[data-test="decide"]').click();
    await first.locator('[data-test="outcome"]').click();
    await keeper.page.getByRole('option', { name: '修改后通过' }).click();
    await first.locator('[data-test="measure"]').waitFor();
    await first.locator('[data-test="resolution-text"]').fill(resolved);
    await first.locator('[data-test="units"]').getByText(school.name).first().waitFor(); // the school concerned is in charge unless another unit is chosen
    await first.locator('[data-test="due"]').fill(day(120));
    await first.locator('[data-test="review-on"]').fill(day(800));
    await fits(keeper.page);
    await first.locator('[data-test="save-decision"]').click();
    await first.locator('[data-test="decision"]').waitFor();
    const second = keeper.page.locator('[data-test="agenda-item"]', { hasText: old!.majorName });
    await second.locator('[data-test="decide"]').click();
    await second.locator('[data-test="resolution-text"]').fill('同意暂停招生。');
    await second.locator('[data-test="save-decision"]').click();
    await second.locator('[data-test="decision"]').waitFor();
    const number = /\d{4}-\d+-\d\d/.exec(await first.locator('[data-test="decision"]').innerText())?.[0] ?? '';
    const [minutes] = await Promise.all([keeper.page.waitForEvent('download'), keeper.page.locator('[data-test="minutes"]').click()]);
    expect(minutes.suggestedFilename()).toMatch(/^minutes-\d{4}-\d+\.docx$/);
    expect(wordsOf(readFileSync(await minutes.path()))).toContain(resolved);

    // what follows from it
    await go(keeper.page, `/ledger?from=2020&to=${String(new Date().getFullYear() + 2)}&q=${number}`);
    expect(await keeper.page.locator('[data-test="line"]').allInnerTexts()).toEqual([expect.stringMatching(new RegExp(`${school.name}[\\s\\S]*停招`))]);
    await go(keeper.page, '/tasks');
    const task = keeper.page.locator('[data-test="task-row"]', { hasText: flag!.majorName });
    expect(await task.innerText()).toContain(school.name);
    // the deadline of the task is that of the resolution, and the one that was set
    const [y, m, d] = day(120).split('-').map(Number);
    const deadline = `${y}年${m}月${d}日`;
    expect(await task.innerText()).toContain(deadline);
    await go(keeper.page, `/resolutions?q=${number}`);
    expect(await keeper.page.locator('[data-test="resolution-row"]').allInnerTexts()).toEqual([expect.stringContaining(deadline)]);
    const { items: bulletins } = await office.get<List<BulletinHead>>('/bulletins?limit=100&kind=monthly_dispatch');
    for (const { id, state: of } of bulletins)
      if (of !== 'withdrawn') await office.post(`/bulletins/${id}/moves`, { event: 'withdraw', reason: '重新编制' }, 200);
    await go(keeper.page, '/bulletins');
    await keeper.page.locator('[data-test="make"]').click();
    await keeper.page.locator('[data-test="edit-bulletin"]').click();
    await keeper.page.locator('textarea[data-test="more"]').fill('请各单位按时报送。');
    await keeper.page.locator('[data-test="save-bulletin"]').click();
    const text = keeper.page.locator('[data-test="bulletin-text"]');
    await text.getByText('请各单位按时报送。').waitFor();
    expect(await text.innerText()).toContain(number);
    expect(await text.innerText()).toContain(school.name);
    await keeper.page.locator('[data-test="bulletin-publish"]').click();
    await keeper.page.locator('[data-test="bulletin-withdraw"]').waitFor();
    await fits(keeper.page);
    expect(keeper.errors).toEqual([]);
    await keeper.context.close();

    // a later run knows every year that the decision of 2019 was taken for, and none of the other's
    await run(2025, {});
    await expect.poll(async () => (await planner.get<Docket>(`/dockets/${early.id}`)).state).toBe('reviewed');
    await go(page, `/dockets/${early.id}`);
    expect(await page.locator('[data-test="docket-review"]').innerText()).toMatch(/决策窗口中已过 3 年[\s\S]*由系统自动复核/);
    await page.locator('[data-test="review-form"] textarea').fill('学校当年未停招。');
    await page.locator('[data-test="review-send"]').click();
    await page.locator('[data-test="docket-review"]').getByText('学校当年未停招。').waitFor();
    await go(page, address);
    expect(await state(page)).toBe('已议决');
    expect(await page.locator('[data-test="docket-review"]').innerText()).toContain('决策窗口尚未到来');
    await go(page, '/notifications');
    expect(await page.locator('main').innerText()).toContain(`议题档案 ${early.year}-${String(early.number).padStart(3, '0')} 的决定已与实际对照`);
    expect(errors.filter((error) => !error.includes('422'))).toEqual([]); // the browser notes the refusal itself
    await context.close();

    /** Somebody of a school, signed in with an account made by invitation, at a view. */
    async function asSchool(organisationId: string, view: string): Promise<Visit & { send: typeof send; programmeOf: typeof programmeOf }> {
      const { token } = await admin.post<{ token: string }>('/invitations', { label: '教务处', role: 'school', organisationId }, 201);
      const [login, password] = [`school-${String(Date.now())}`, 'vier stille Worte im Herbst'];
      await admin.post('/invitations/acceptance', { token, login, displayName: '教务处', password }, 201);
      const visited = await visit(world.browser, { role: 'school' });
      const inPage = <T>(script: string) => visited.page.evaluate<T>(script);
      await visited.page.goto(`${url}/#/login`);
      await inPage(`fetch('/api/v1/session/login', { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(JSON.stringify({ login, password }))} })
        .then((answer) => { if (!answer.ok) throw new Error(String(answer.status)); sessionStorage.setItem('gongxu.account', '1'); })`);
      await go(visited.page, view);
      const post = (path: string, body: object) =>
        inPage<{ id: string }>(`fetch('/api/v1/session').then((answer) => answer.json()).then(({ csrfToken }) => fetch('/api/v1${path}', {
          method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken }, body: ${JSON.stringify(JSON.stringify(body))} }))
          .then((answer) => { if (!answer.ok) throw new Error('${path} ' + answer.status); return answer.json(); })`);
      async function send(path: string, body: object): Promise<void> {
        const { id } = await post(path, body);
        await post(`${path}/${id}/submission`, {});
      }
      const programmeOf = async (majorCode: string) =>
        (await planner.get<List<{ id: string; schoolId: string }>>(`/programmes?majorCode=${majorCode}&limit=50`)).items.find((one) => one.schoolId === organisationId)?.id ?? ''; // prettier-ignore
      return { ...visited, send, programmeOf };
    }
  });
}
const reply = '现有在校生两届，实训设备两年内转用于智能测绘方向，请允许暂停而不撤销。';
const resolved = '同意自下一年度起暂停该专业招生，在校生培养至毕业。';
/** YYYY-MM-DD in the city's time, so many days from today. */
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
