import { expect, it } from 'vitest';
import { ready, visit } from '../support/browser.ts';
import type { World } from '../support/world.ts';

/** A planner brings a new chain in by spreadsheet, finds it among the chains, and takes it out again. */
export function register(world: World): void {
  it('a planner makes a chain by spreadsheet, and takes it back as a whole', async () => {
    const { page, context, errors } = await visit(world.browser, { role: 'planner', language: 'zh' });
    await world.go(page, '/chain');
    await page.getByText('用表格导入产业链').click();
    await ready(page);
    const sheet = '产业链,环节位置,环节名称,职业代码,目录外专业\n低空经济产业链,中游,整机制造,6-31-01-03,\n低空经济产业链,上游,,,无人机\n';
    const send = async (text: string) => {
      await page.locator('[data-test="import-file"]').setInputFiles({ name: 'chains.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
      await page.locator('[data-test="import-send"]').click();
    };
    await send(sheet);
    await page.locator('[data-test="import-problems"]').waitFor({ timeout: 60_000 });
    expect(await page.locator('[data-test="import-problems"]').innerText()).toMatch(/C3[\s\S]*请填写环节名称/);
    await send(sheet.replace('上游,,', '上游,材料,'));
    await page.getByText('全部可以导入').waitFor({ timeout: 60_000 }); // of the second file
    await page.locator('[data-test="import-confirm"]').click();
    await expect.poll(() => page.locator('[data-test="import-sentence"]').innerText(), { timeout: 60_000 }).toMatch(/已导入/);
    await world.fits(page);
    await world.go(page, '/chain');
    await page.getByText('低空经济产业链').first().click();
    await page.getByText('整机制造').first().waitFor();
    await world.fits(page);
    await world.go(page, '/imports');
    await page.getByRole('button', { name: '撤销' }).first().click();
    await page.locator('.el-dialog button:visible').filter({ hasText: '撤销' }).first().click();
    const chains = async () => {
      await world.go(page, '/chain');
      return page.getByText('低空经济产业链').count();
    };
    await expect.poll(chains, { timeout: 60_000, interval: 1_000 }).toBe(0); // a worker does it
    expect(errors).toEqual([]);
    await context.close();
  });
}
