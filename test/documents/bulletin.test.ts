import { describe, expect, it } from 'vitest';
import { bulletinDocument } from '../../documents/word/bulletin.ts';
import type { BulletinFigures } from '../../schemas/bulletins.ts';
import { contentOf } from '../../server/modules/bulletins/content.ts';

const counts = { total: 9, open: 2, underway: 3, reported: 1, done: 2, cancelled: 1, overdue: 2 };
const named = { taskId: 't1', title: '建成实训基地', units: ['市教育局', '市财政局'] };
const figures: BulletinFigures = {
  ...{ asOf: '2026-11-20T00:00:00.000Z', today: '2026-11-20', from: '2026-01-01', to: '2026-12-31', tasks: { ...counts, dueSoon: 4 } },
  ...{ period: { opened: 5, reports: 6, completed: 2, resolved: 1 }, units: [{ name: '市教育局', ...counts }] },
  overdue: [{ ...named, dueOn: '2026-11-01', days: 19, progress: 60 }],
  done: [{ ...named, doneOn: '2026-10-08' }],
  reports: [{ ...named, reportId: 'r1', unit: null, on: '2026-11-02', progress: 60, text: '设备招标' }],
  resolutions: [{ docketId: 'd1', number: '2026-017', majorCode: '460702', majorName: '智能制造', outcome: 'defer', decidedOn: '2026-09-30' }],
};
const none: BulletinFigures = {
  ...{ ...figures, tasks: { total: 0, open: 0, underway: 0, reported: 0, done: 0, cancelled: 0, overdue: 0, dueSoon: 0 } },
  ...{ units: [], overdue: [], done: [], reports: [], resolutions: [], period: { opened: 0, reports: 0, completed: 0, resolved: 0 } },
};

describe('the text of a bulletin', () => {
  it('says what the figures say, and asks for what is open', () => {
    const { blocks } = contentOf('yearly_summary', figures);
    const texts = blocks.flatMap((block) => (block.kind === 'table' ? [] : [block.text]));
    expect(texts).toEqual([
      '一、总体进展',
      '截至2026年11月20日，督办任务共9项，其中未启动2项，推进中3项，报请办结1项，已办结2项，已终止1项。已过时限仍未办结2项，30日内到期4项。不计已终止的，办结率25.0%。',
      '二、本年度工作',
      '本年度新立任务5项，办结2项，收到进展填报6条，涉及任务1项。',
      '三、逾期任务',
      '逾期任务1项，按逾期天数列出。',
      '四、各责任单位情况',
      '共涉及责任单位1个；一项任务有几个责任单位的，分别计入。',
      '五、会议议决',
      '本年度联席会议议决专业调整议题1项：缓议1项。',
      '六、下一步要求',
      '逾期的2项任务，请责任单位说明原因，明确办结时间；30日内到期的4项任务，请责任单位抓紧推进，按期办结；报请办结的1项任务，由秘书处核实后销号；尚未启动的2项任务，请责任单位尽快启动并填报进展。',
    ]);
  });
  it('leaves out tables that hold nothing, and a share of nothing', () => {
    const { blocks } = contentOf('yearly_summary', none);
    expect(blocks.flatMap((block) => (block.kind === 'table' ? [block.of] : []))).toEqual(['states']);
    expect(blocks.flatMap((block) => (block.kind === 'paragraph' && block.text.includes('%') ? [block.text] : []))).toEqual([]);
  });
});

describe('a bulletin as a document', () => {
  it('has its sentences, as edited, and every table with the frozen figures', () => {
    const content = contentOf('quarterly_bulletin', figures);
    const blocks = content.blocks.map((block) => (block.kind === 'paragraph' && block.id === 'p6' ? { ...block, text: '请抓紧。', edited: true } : block));
    const document = bulletinDocument({ title: '通报', content: { ...content, blocks }, simulated: true, dated: '2026-11-21' });
    expect([document.title, document.simulated, document.blocks.at(-1)]).toEqual([
      '通报',
      true,
      { kind: 'signature', text: '联席会议秘书处', date: '2026-11-21' },
    ]);
    expect(document.blocks.filter((block) => block.kind === 'paragraph' && block.text === '请抓紧。')).toHaveLength(1);
    const rows = document.blocks.flatMap((block) => (block.kind === 'table' ? [[block.caption, block.rows, block.columns.length] as const] : []));
    expect(rows.map(([caption, all]) => [caption, all.at(-1)])).toEqual([
      ['任务状态', ['逾期', '2']],
      ['办结任务', ['建成实训基地', '市教育局、市财政局', '2026年10月8日']],
      ['进展填报（每项任务最新一条）', ['建成实训基地', '秘书处', '60%', '设备招标']],
      ['逾期任务', ['建成实训基地', '市教育局、市财政局', '2026年11月1日', '19', '60%']],
      ['各责任单位任务', ['市教育局', '9', '2', '3', '1', '2', '1', '2']],
      ['议决议题', ['2026-017', '智能制造', '缓议', '2026年9月30日']],
    ]);
    for (const [, all, columns] of rows) for (const row of all) expect(row).toHaveLength(columns);
  });
});
