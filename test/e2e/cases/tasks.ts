import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

/** Supervised tasks from the secretariat to a school and back. */
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
    // what was saved is not unsaved: leaving asks nothing
    await keeper.page.evaluate("location.hash = '#/bulletins'");
    await keeper.page.waitForURL('**/#/bulletins');
    expect(await keeper.page.locator('dialog[open]').count()).toBe(0);
    await keeper.page.goBack();
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
}
