import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

const reasons = '现有实训工位与专任教师只够目前的规模，二期校舍要到 2028 年才能建成，届时再报调整计划。';

/** A school's own page, and its reply to a flag on the way to the planner and back. */
export function register({ go, as }: World): void {
  it('a school is told by field what its reply lacks and sends it; a planner asks again', async () => {
    const school = await as('院校', '/my-programmes');
    const { page } = school;
    expect(await page.locator('[data-test="headline"]').innerText()).toMatch(/个专业/);
    const waiting = page.locator('[data-test="task"][data-kind="flag"]');
    const tasks = await waiting.count();
    expect(tasks).toBeGreaterThan(0);
    const code = /\d{6}[A-Z]*/.exec(await waiting.first().innerText())?.[0] ?? '';
    await page.locator('[data-test="task-reply"]').first().click();
    await page.locator('[data-test="send-reply"]').click();
    await expect.poll(() => page.locator('[data-test="reply-form"] .error').count()).toBe(2);
    await page.locator('[data-test="reply-explain"]').click();
    await page.locator('textarea[data-test="reply-text"]').fill(reasons);
    await page.locator('[data-test="send-reply"]').click();
    await page.locator('[data-test="reply-drawer"]').waitFor({ state: 'hidden' });
    await expect.poll(() => waiting.count()).toBe(tasks - 1);
    await page.locator('[data-test="replies"]').getByText(reasons).first().waitFor();
    expect(school.errors.filter((error) => !error.includes('422'))).toEqual([]); // the browser notes the refusal itself
    await school.context.close();

    const planner = await as('规划部门', `/flags?open=${code}`);
    await planner.page.locator('[data-test="reply-count"]').first().waitFor();
    await planner.page.locator('[data-test="open-school-reply"]').first().click();
    await planner.page.locator('[data-test="reply-review"]').getByText(reasons).first().waitFor();
    await planner.page.locator('[data-test="ask-again"]').click();
    await planner.page.locator('[data-test="field-reason"]:visible').fill('请写明二期校舍的建设进度');
    await planner.page.locator('[data-test="reason-send"]').click();
    await expect.poll(() => planner.page.locator('[data-test="reply-asked"]').innerText()).toContain('请补充');
    await go(planner.page, '/my-programmes');
    await planner.page.locator('[data-test="choose-school"]').waitFor();
    expect(planner.errors).toEqual([]);
    await planner.context.close();
  });
}
