import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

/** Supervised tasks from the secretariat to a school and back, and the bulletin about them. */
export function register({ go, as, fits }: World): void {
  it('the secretariat opens a task, its school reports it done, the secretariat accepts it', async () => {
    const school = await as('院校', '/tasks');
    const name = (await school.page.locator('[data-test="task-row"] td').first().innerText()).split('、').find((unit) => unit.endsWith('学院')) ?? '';
    expect(name).not.toBe('');
    const keeper = await as('联席会议秘书处', '/tasks');
    await fits(keeper.page);
    await keeper.page.locator('[data-test="add-task"]').click();
    await keeper.page.locator('[data-test="save-task"]').click();
    await expect.poll(() => keeper.page.locator('[data-test="task-form"] .error').count()).toBeGreaterThan(1);
    await keeper.page.locator('[data-test="task-title"]').fill('页面测试任务');
    await keeper.page.locator('[data-test="task-content"]').fill('由页面测试开立');
    await keeper.page.locator('[data-test="task-leads"]').fill(name);
    await keeper.page.locator('[data-test="save-task"]').click();
    await keeper.page.locator('[data-test="task-drawer"]').waitFor();
    const id = new URL(keeper.page.url().replace('#', '')).searchParams.get('task') ?? '';

    await go(school.page, `/tasks?task=${id}`);
    await school.page.locator('[data-test="report-progress"]').fill('80');
    await school.page.locator('textarea[data-test="report-text"]').fill('已完成主体建设');
    await school.page.locator('[data-test="send-report"]').click();
    await school.page.locator('[data-test="task-reports"]').getByText('已完成主体建设').waitFor();
    await school.page.locator('[data-test="task-report"]').click();
    await school.page.locator('[data-test="task-report-form"]').waitFor({ state: 'detached' });
    expect(school.errors).toEqual([]);
    await school.context.close();

    await go(keeper.page, `/tasks?task=${id}`);
    await keeper.page.locator('[data-test="task-accept"]').click();
    await keeper.page.locator('[data-test="task-reopen"]').waitFor();
    await keeper.context.close();
  });

  it.runIf(process.env['TEST_FULL'] === '1')('a bulletin is made, edited and published, and read by an enterprise', async () => {
    const { page, context } = await as('联席会议秘书处', '/bulletins');
    await page.locator('[data-test="make-bulletin"] .el-select').first().click();
    await page.getByRole('option', { name: '年总结' }).click();
    await page.locator('[data-test="make"]').click();
    await page.locator('[data-test="edit-bulletin"]').click();
    await page.locator('textarea[data-test="paragraph-p6"]').fill('请各单位认真总结。');
    await page.locator('[data-test="save-bulletin"]').click();
    await page.locator('[data-test="bulletin-text"]').getByText('请各单位认真总结。').waitFor();
    await page.locator('[data-test="bulletin-publish"]').click();
    await page.locator('[data-test="bulletin-withdraw"]').waitFor();
    await fits(page);
    const [word] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test="word"]').click()]);
    expect(word.suggestedFilename()).toMatch(/年度总结\.docx$/);
    const address = page.url().split('#')[1] ?? '';
    await context.close();
    const reader = await as('企业', address);
    await reader.page.locator('[data-test="bulletin-text"]').getByText('请各单位认真总结。').waitFor();
    await expect.poll(() => reader.page.locator('[data-test="bulletin-withdraw"]').count()).toBe(0);
    await reader.context.close();
  });
}
