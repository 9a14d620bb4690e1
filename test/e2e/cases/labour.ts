import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

/** Forms of what a forecast rests on: seats asked for and decided, thresholds and links changed with a reason. */
export function register({ go, as, become, fits }: World): void {
  it('a school asks for seats, is told what is missing, and a planner approves', async () => {
    const { page, context, errors } = await as('院校', '/seats');
    await page.locator('[data-test="seat-programme"]').click();
    await page.getByRole('option').first().click();
    await page.locator('[data-test="seat-count"]').fill('30');
    await page.locator('[data-test="save-seats"]').click();
    await page.getByText('缺少必填字段“入学年份”（entryYear）').waitFor();
    await page.locator('[data-test="seat-year"]').fill('2027');
    await page.locator('[data-test="save-seats"]').click();
    await page.locator('[data-test="seat-request"]').waitFor();
    await become(page, '规划部门');
    await go(page, '/seats?status=requested');
    await page.locator('[data-test="seat-approved"]').first().click();
    await page.locator('[data-test="note"]').fill('同意，分两年到位');
    await page.locator('[data-test="note-send"]').click();
    await expect.poll(() => page.locator('[data-test="headline"]').innerText()).toBe('没有待决定的学额申请。');
    await fits(page);
    expect(errors.filter((text) => !text.includes('422'))).toEqual([]); // the browser itself reports what was refused
    await context.close();
  });

  it('a planner edits a threshold and a link with reasons, and takes the link back from its history', async () => {
    const { page, context, errors } = await as('规划部门', '/rules');
    const rule = page.locator('[data-rule="nmg-fill"]');
    await rule.locator('[data-test="edit-thresholds"]').click();
    await page.locator('[data-test^="threshold-"] input, input[data-test^="threshold-"]').first().fill('0.85');
    await page.locator('[data-test="threshold-reason"]').fill('本市近三年计划完成率偏低');
    await page.locator('[data-test="save-thresholds"]').click();
    await rule.locator('[data-test="threshold-copy"]').waitFor();
    expect(await rule.locator('[data-test="threshold-copy"]').innerText()).toContain('本市近三年计划完成率偏低');
    await page.locator('[data-test="threshold-history"]').click();
    await page.locator('[data-test="threshold-edit"]').first().waitFor();
    expect(await page.locator('[data-test="threshold-edit"]').first().innerText()).toMatch(/90% → 85%[\s\S]*本市近三年计划完成率偏低[\s\S]*规划部门/);
    await go(page, '/crosswalk');
    await page.locator('[data-test="edit-link"]').first().click();
    await page.locator('[data-test="strength"]').fill('2');
    await page.locator('[data-test="reason"]').fill('座谈会意见');
    await page.locator('[data-test="save-link"]').click();
    await page.getByText('已保存，下一次预测起生效').first().waitFor();
    await go(page, '/crosswalk/history');
    expect(await page.locator('[data-test="link-edit"]').innerText()).toContain('座谈会意见');
    await page.locator('[data-test="undo-edit"]').click();
    await page.locator('[data-test="field-reason"]:visible').fill('误改');
    await page.locator('[data-test="reason-send"]').click();
    await expect.poll(() => page.locator('[data-test="link-edit"]').count()).toBe(2);
    await fits(page);
    expect(errors).toEqual([]);
    await context.close();
  });
}
