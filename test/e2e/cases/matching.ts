import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';
import { visit } from '../support/browser.ts';

/** A placement round from its preparation to a student's outcome. */
export function register(world: World): void {
  const { go, as, fits } = world;
  let code = '';

  it('a round is prepared: a post, a student, a code that is shown once', async () => {
    const secretariat = await as('联席会议秘书处', '/placement');
    await secretariat.page.locator('[data-test="round-name"]').fill('2027 届顶岗实习');
    await secretariat.page.locator('[data-test="save-round"]').click();
    await secretariat.page.getByText('2027 届顶岗实习正在筹备').waitFor();
    await secretariat.context.close();
    const enterprise = await as('企业', '/placement');
    await enterprise.page.locator('[data-test="post-title"]').fill('装配技术员');
    await enterprise.page.locator('[data-test="post-capacity"]').fill('2');
    await enterprise.page.locator('[data-test="save-post"]').click();
    await enterprise.page.locator('[data-test="placement-posts"]').getByText('装配技术员').waitFor();
    await enterprise.context.close();
    const school = await as('院校', '/placement');
    await school.page.locator('[data-test="candidate-lines"]').fill('A-001, 460702');
    await school.page.locator('[data-test="add-candidates"]').click();
    code = await school.page.locator('[data-test="codes"] code').innerText();
    expect(code).toMatch(/^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$/);
    await school.page.locator('[data-test="codes-kept"]').click();
    await school.page.locator('[data-test="codes"]').waitFor({ state: 'detached' });
    await fits(school.page);
    await school.context.close();
  });

  it('a student comes in with it and chooses, the round closes, the student reads where they are placed', async () => {
    const secretariat = await as('联席会议秘书处', '/placement');
    await secretariat.page.locator('[data-test="open-round"]').click();
    await secretariat.page.locator('[data-test="close-round"]').waitFor();
    const student = await visit(world.browser);
    await go(student.page, '/student');
    await student.page.locator('[data-test="field-code"]').fill(code);
    await student.page.locator('[data-test="come-in"]').click();
    await student.page.locator('[data-test="choosable"] button').first().click();
    await student.page.locator('[data-test="save-wishes"]').click();
    await student.page.getByText('志愿已保存').waitFor();
    await fits(student.page);
    await secretariat.page.locator('[data-test="close-round"]').click();
    await secretariat.page.locator('[data-test="close-sure"]').click();
    await secretariat.page.locator('[data-test="verification"]').waitFor();
    await fits(secretariat.page);
    await go(student.page, '/student');
    await student.page.getByText('第 1 志愿').waitFor();
    await fits(student.page);
    expect(student.errors).toEqual([]);
    await Promise.all([student.context.close(), secretariat.context.close()]);
  });
}
