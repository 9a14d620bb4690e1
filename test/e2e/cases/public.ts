import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { World } from '../support/world.ts';

const headline = (page: Page) => page.locator('[data-test="headline"]').innerText();

/** The public page, the run centre and the page of parameters, on the demo city with its two runs. */
export function register(world: World): void {
  it('everybody reads what is short, finds a major, and takes the data along', async () => {
    const { page, context, errors } = await world.as('规划部门', '/public');
    expect(await headline(page)).toMatch(/\d+ 个专业的毕业生预计不够用/);
    const first = await page.locator('[data-test="short"] [data-test="figure"] th').first().innerText();
    const code = /\d{6}\w*/.exec(first)![0];
    await page.locator('[data-test="public-search"] input, input[data-test="public-search"]').fill(code);
    await expect.poll(() => page.evaluate('document.documentElement.dataset.ready === "1" && location.hash')).toContain(`q=${code}`);
    const href = await page.locator('[data-test="public-csv"]').getAttribute('href');
    const csv = await (await fetch(`${world.app.url}${href ?? ''}`)).text();
    expect(csv).toContain(code);
    expect(csv.split('\n')[1]).toContain('true'); // simulated
    await world.fits(page);
    expect(errors).toEqual([]);
    await context.close();
  });
  it('a planner checks a run, publishes another one, withdraws it, and publishes again', async () => {
    const { page, context } = await world.as('规划部门', '/runs');
    const row = (n: number) => page.locator('[data-test="centre-run"]').nth(n);
    await row(1).locator('[data-test="replay"]').click();
    await expect.poll(() => row(1).locator('[data-test="verdict"]').innerText()).toContain('逐字节一致');
    const publish = async (n: number, note: string) => {
      await row(n).locator('[data-test="publish"]').click();
      await page.locator('textarea').fill(note);
      await page.locator('[data-test="publish-send"]').click();
      await page.locator('[data-test="publish-form"]').waitFor({ state: 'hidden' });
      await page.getByText(note).first().waitFor();
    };
    await publish(1, '上一年批次');
    await page.locator('[data-test="withdraw"]').first().click();
    await page.locator('[data-test="field-reason"]').fill('企业申报有误');
    await page.locator('[data-test="reason-send"]').click();
    await page.getByText('企业申报有误').first().waitFor();
    await world.fits(page);
    await world.go(page, '/public');
    expect(await page.locator('[data-test="unpublished"]').innerText()).toContain('企业申报有误');
    await world.go(page, '/runs');
    await publish(0, '更正后发布');
    await world.go(page, '/public');
    expect(await page.locator('body').innerText()).toContain('更正后发布');
    await context.close();
  });
  it('a run with a value that is not accepted does not begin, and says which one', async () => {
    const { page, context } = await world.as('规划部门', '/runs');
    const runs = await page.locator('[data-test="centre-run"]').count();
    await page.locator('[data-test="open-parameters"]').click();
    await page.locator('[data-test="parameter-discloseEnterprises"]').fill('1');
    await page.locator('[data-test="everybody"]').waitFor();
    await page.locator('[data-test="centre-start"]').click();
    await expect.poll(() => page.locator('[data-test="refused"]').innerText()).toContain('公开需求数字所需企业数');
    expect(await page.getByText('预测已开始').count()).toBe(0);
    await expect.poll(() => page.evaluate('document.activeElement.dataset.test')).toBe('parameter-discloseEnterprises');
    expect(await page.locator('[data-test="centre-run"]').count()).toBe(runs);
    await world.fits(page);
    await context.close();
  });
  it('a planner sees what is assumed, and asks what a parameter does', async () => {
    const { page, context } = await world.as('规划部门', '/parameters');
    expect(await headline(page)).toMatch(/项参数中 \d+ 项与默认不同/);
    const row = page.locator('[data-name="expandProbability"]');
    await row.locator('[data-test="ask-effect"]').click();
    await expect.poll(() => row.innerText()).toMatch(/取 0\.64 时 \d+ 条会变 · 取 0\.96 时 \d+ 条会变/);
    await world.fits(page);
    await context.close();
  });
  it('a planner sets a value for an occupation group; what is wrong is said in its row', async () => {
    const { page, context } = await world.as('规划部门', '/runs');
    await page.locator('[data-test="open-parameters"]').click();
    await page.locator('[data-test="add-group"]').click();
    await page.locator('[data-test="group-code-0"]').fill('6-1');
    await page.locator('[data-test="group-value-0"]').fill('0.08');
    await page.locator('[data-test="centre-start"]').click();
    const row = page.locator('[data-test="group-row"]');
    await expect.poll(() => row.innerText()).toContain('请填写职业代码前两段');
    await page.locator('[data-test="group-code-0"]').fill('9-99');
    await page.locator('[data-test="centre-start"]').click();
    await expect.poll(() => row.innerText()).toContain('职业分类中没有中类 9-99');
    await world.fits(page);
    await context.close();
  });
  it('everybody reads what the plan grants for urgent and scarce majors, by kind', async () => {
    const { page, context } = await world.as('规划部门', '/key-programmes?kind=scarce&level=secondary');
    const rows = page.locator('[data-test="key-subsidy"]');
    await expect.poll(() => rows.allInnerTexts().then((texts) => texts.length)).toBe(2);
    expect((await rows.first().innerText()).replaceAll(/\s+/g, ' ')).toMatch(/新增设专业开办费.*院校.*最高 5,000,000 元.*第 18 条/);
    await world.fits(page);
    await context.close();
  });
}
