import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

/** Plans beside the ledger, and what a city has in its files. */
export function register({ go, as, fits }: World): void {
  it('a planner enters the targets of a plan, is told what is wrong, corrects and removes them', async () => {
    const { page, context, errors } = await as('规划部门', '/ledger?from=2031&to=2035');
    const plans = page.locator('[data-test="target-plan"]');
    await plans.first().waitFor();
    await page.locator('[data-test="new-targets"]').click();
    const fill = (name: string, value: string) => page.locator(`[data-test="${name}"]`).fill(value);
    await fill('targets-from', '2031');
    await fill('targets-to', '2030');
    await fill('targets-source', '第十六个五年规划');
    await fill('target-associate-added', '30');
    await page.locator('[data-test="save-targets"]').click();
    await page.locator('[data-test="targets-form"] .form-error, [data-test="targets-form"] [role="alert"]').first().waitFor();
    await fill('targets-to', '2035');
    await fits(page);
    await page.locator('[data-test="save-targets"]').click();
    const mine = plans.filter({ hasText: '2031–2035' });
    await mine.getByText('高职专科 新设 30').waitFor();
    await expect.poll(() => page.locator('[data-test="plan"]').innerText()).toMatch(/高职专科\s+新设\s+30\s+0\s+30/);
    await mine.locator('[data-test="change-targets"]').click();
    await fill('target-associate-added', '28');
    await page.locator('[data-test="save-targets"]').click();
    await mine.getByText('高职专科 新设 28').waitFor();
    await mine.locator('[data-test="remove-targets"]').click();
    await page.locator('[data-test="remove-targets-yes"]').click();
    await mine.waitFor({ state: 'detached' });
    await fits(page);
    expect(errors.filter((text) => !text.includes('422'))).toEqual([]); // the browser itself reports what was refused
    await context.close();
  });

  it('the secretariat brings lines of past years by spreadsheet, and takes them back', async () => {
    const { page, context, errors } = await as('联席会议秘书处', '/ledger?from=2011&to=2012');
    await page.locator('[data-test="ledger-sheet"]').click();
    await page.locator('[data-test="import-form"]').getByText('专业调整台账').first().waitFor();
    const [school, major] = await page.evaluate<[string, string]>(
      `Promise.all(['schools', 'majors'].map((what) => fetch('/api/v1/' + what + '?limit=1').then((r) => r.json()))).then(([a, b]) => [a.items[0].name, b.items[0].code])`,
    );
    const sheet = ['学校,年份,专业代码,调整类型,调整前招生规模,调整后招生规模,依据,文号,决定日期', `${school},2012,${major},减招,90,60,年度备案,教发〔2012〕3 号,2012-03-01`, `${school},2012,${major},减招,90,95,年度备案,教发〔2012〕4 号,2012-03-01`]; // prettier-ignore
    await page.locator('[data-test="import-file"]').setInputFiles({ name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet.join('\n')) });
    await page.locator('[data-test="import-send"]').click();
    await page.locator('[data-test="import-decision"]').waitFor({ timeout: 60_000 });
    expect(await page.locator('[data-test="import-problems"]').innerText()).toMatch(/F3[\s\S]*减招后须少于原 90 人/);
    await page.locator('[data-test="import-decision"] label').first().click();
    await page.locator('[data-test="import-confirm"]').click();
    await expect.poll(() => page.locator('[data-test="import-sentence"]').innerText(), { timeout: 30_000 }).toMatch(/已导入 1 行/);
    await fits(page);
    await go(page, '/ledger?from=2011&to=2012');
    expect(await page.locator('[data-test="line"]').allInnerTexts()).toEqual([expect.stringMatching(/2012[\s\S]*减招[\s\S]*90 → 60/)]);
    await go(page, '/imports');
    await page.locator('[data-test="undo-import"]').first().click();
    await page.locator('[data-test="undo-sure"]').click();
    await expect.poll(() => page.locator('[data-test="imports"] tbody tr').first().innerText(), { timeout: 30_000 }).toContain('已撤销');
    await go(page, '/ledger?from=2011&to=2012');
    expect(await page.locator('[data-test="headline"]').innerText()).toContain('0 条');
    expect(errors).toEqual([]);
    await context.close();
  });
}
