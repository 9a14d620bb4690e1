import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

/** An open programme of the school that the page is signed in for: its major. */
const ownMajor = `Promise.all([fetch('/api/v1/session').then((r) => r.json()), fetch('/api/v1/programmes?limit=200').then((r) => r.json())])
  .then(([session, { items }]) => items.find((one) => one.schoolId === session.organisationId && one.closedYear === null).majorCode)`;

/** Proposals, the ledger and lists of key majors. */
export function register({ go, as, become, fits }: World): void {
  it('a school proposes, is told what is missing, submits, and a planner makes a docket of it', async () => {
    const { page, context, errors } = await as('院校', '/changes');
    const code = await page.evaluate<string>(ownMajor);
    await page.locator('[data-test="begin-change"]').click();
    await page.locator('[data-test="save-change"]').click();
    expect(await page.locator('[data-test="change-form"] [role="alert"]').first().innerText()).toContain('应为专业代码');
    await page.locator('[data-test="choose-major"]').click();
    await page.locator('[data-test="choose-major"] input').fill(code);
    await page.getByRole('option', { name: code }).click();
    await expect.poll(() => page.locator('[data-test="seats-before"]').inputValue()).toMatch(/^\d+$/); // the newest intake that was reported
    await page.locator('[data-test="seats-before"]').fill('');
    await page.locator('[data-test="seats-after"]').fill('80');
    await fits(page);
    await page.locator('[data-test="save-change"]').click();
    await page.locator('[data-test="move-submit"]').click();
    await page.locator('[data-test="lacks"]').waitFor();
    expect(await page.locator('[data-test="lacks"] li').allInnerTexts()).toEqual(['提交前须填写现招生规模', expect.stringContaining('请写明理由')]);
    await page.locator('[data-test="edit-change"]').click();
    await page.locator('[data-test="seats-before"]').fill('40');
    await page.locator('[data-test="change-reasons"]').fill('两家整车企业每年需装调人员约六十人，现有毕业生全部本地就业。');
    await page.locator('[data-test="save-change"]').click();
    await page.locator('[data-test="change-form"]').waitFor({ state: 'detached' });
    expect(await page.locator('[data-test="lacks"]').count()).toBe(0);
    await page.locator('[data-test="move-submit"]').click();
    await page.locator('[data-test="frozen"]').waitFor();
    await become(page, '规划部门');
    await go(page, '/changes?state=submitted');
    await page.locator('[data-test="open-change"]').first().click();
    await page.locator('[data-test="move-docket"]').click();
    await expect.poll(() => page.locator('[data-test="state"]').innerText()).toBe('已立档');
    await fits(page);
    expect(errors.filter((text) => !text.includes('422'))).toEqual([]); // the browser itself reports what was refused
    await context.close();
  });

  it('a planner reads the ledger beside the plan, and takes back a line with a reason', async () => {
    const { page, context, errors } = await as('规划部门', '/ledger');
    const lines = async () => Number(/(\d+) 条/.exec(await page.locator('[data-test="headline"]').innerText())?.[1]);
    const before = await lines();
    expect(before).toBeGreaterThan(10);
    expect(await page.locator('[data-test="plan"]').innerText()).toMatch(/高职专科\s+新设\s+73/);
    await page.locator('[data-test="take-back"]').first().click();
    await page.locator('[data-test="field-reason"]:visible').fill('年份登记有误');
    await page.locator('[data-test="reason-send"]').click();
    await expect.poll(lines).toBe(before - 1);
    await fits(page);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a list of key majors is drafted, proposed and adopted, and everybody reads it', async () => {
    const { page, context, errors } = await as('规划部门', '/key-programmes');
    await page.locator('[data-test="begin-key-list"]').click();
    await page.locator('[data-test="key-name"]').fill('急需专业清单');
    await page.locator('[data-test="key-basis"]').fill('最新批次中建议扩大的专业');
    await page.locator('[data-test="key-flags"] label').first().click();
    await page.locator('[data-test="save-key-list"]').click();
    await page.locator('[data-test="key-propose"]').first().click();
    await page.locator('[data-test="key-withdraw"]').first().waitFor();
    await become(page, '联席会议秘书处');
    await go(page, '/key-programmes');
    await page.locator('[data-test="key-adopt"]').first().click();
    await page.locator('[data-test="key-adopt-send"]').click();
    await page.locator('[data-test="key-end"]').first().waitFor();
    await become(page, '企业');
    await go(page, '/key-programmes?kind=urgent');
    expect(await page.locator('[data-test="key-major"]').count()).toBe(1);
    await fits(page);
    expect(errors).toEqual([]);
    await context.close();
  });
}
