import type { BulletinBlock, BulletinContent, BulletinFigures } from '../../../schemas/bulletins.ts';
import type { Period } from './period.ts';

const thisPeriod: Record<Period['kind'], string> = { monthly_dispatch: '本月', quarterly_bulletin: '本季度', yearly_summary: '本年度' };
const numerals = ['一', '二', '三', '四', '五', '六', '七'];
const outcomes = { approve: '通过', amend: '修改后通过', reject: '未通过', defer: '缓议' } as const;
const day = (iso: string) => iso.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');

function statesSaid({ today, tasks }: BulletinFigures): string {
  const { total, open, underway, reported, done, cancelled, overdue, dueSoon } = tasks;
  const parts = `未启动${open}项，推进中${underway}项，报请办结${reported}项，已办结${done}项，已终止${cancelled}项`;
  return `截至${day(today)}，督办任务共${total}项，其中${parts}。已过时限仍未办结${overdue}项，30日内到期${dueSoon}项。`;
}
/** Of what was not cancelled; nothing where there is nothing. */
function shareSaid({ tasks: { total, done, cancelled } }: BulletinFigures): string {
  const counted = total - cancelled;
  return counted === 0 ? '' : `不计已终止的，办结率${((done / counted) * 100).toFixed(1)}%。`;
}
function resolvedSaid(within: string, { resolutions }: BulletinFigures): string {
  if (resolutions.length === 0) return `${within}联席会议没有议决专业调整议题。`;
  const n = (outcome: keyof typeof outcomes) => resolutions.filter((row) => row.outcome === outcome).length;
  const parts = (Object.keys(outcomes) as (keyof typeof outcomes)[]).filter((one) => n(one) > 0).map((one) => `${outcomes[one]}${n(one)}项`);
  return `${within}联席会议议决专业调整议题${resolutions.length}项：${parts.join('，')}。`;
}
function nextSaid({ tasks: { overdue, dueSoon, reported, open } }: BulletinFigures): string {
  const asks = [
    ...(overdue > 0 ? [`逾期的${overdue}项任务，请责任单位说明原因，明确办结时间`] : []),
    ...(dueSoon > 0 ? [`30日内到期的${dueSoon}项任务，请责任单位抓紧推进，按期办结`] : []),
    ...(reported > 0 ? [`报请办结的${reported}项任务，由秘书处核实后销号`] : []),
    ...(open > 0 ? [`尚未启动的${open}项任务，请责任单位尽快启动并填报进展`] : []),
  ];
  return asks.length === 0 ? '请各单位按时限继续推进。' : `${asks.join('；')}。`;
}

/** The text of a bulletin made from its figures: sections with a sentence each and the tables that hold something. Whoever edits it changes sentences only. */
export function contentOf(kind: Period['kind'], figures: BulletinFigures): BulletinContent {
  const within = thisPeriod[kind];
  const { opened, reports, completed } = figures.period;
  const table = (of: Extract<BulletinBlock, { kind: 'table' }>['of'], rows: readonly unknown[]) => (rows.length > 0 ? [of] : []);
  const sections: readonly (readonly [string, string, readonly Extract<BulletinBlock, { kind: 'table' }>['of'][]])[] = [
    ['总体进展', `${statesSaid(figures)}${kind === 'yearly_summary' ? shareSaid(figures) : ''}`, ['states']],
    [
      `${within}工作`,
      `${within}新立任务${opened}项，办结${completed}项，收到进展填报${reports}条，涉及任务${figures.reports.length}项。`,
      [...table('done', figures.done), ...table('reports', figures.reports)],
    ],
    ['逾期任务', figures.overdue.length === 0 ? '没有逾期任务。' : `逾期任务${figures.overdue.length}项，按逾期天数列出。`, table('overdue', figures.overdue)],
    ['各责任单位情况', `共涉及责任单位${figures.units.length}个；一项任务有几个责任单位的，分别计入。`, table('units', figures.units)],
    ['会议议决', resolvedSaid(within, figures), table('resolutions', figures.resolutions)],
    ['下一步要求', nextSaid(figures), []],
  ];
  const blocks = sections.flatMap(([title, text, tables], i): BulletinBlock[] => [
    { id: `h${i + 1}`, kind: 'heading', text: `${numerals[i] ?? ''}、${title}` },
    { id: `p${i + 1}`, kind: 'paragraph', text, edited: false, made: text },
    ...tables.map((of): BulletinBlock => ({ id: `t-${of}`, kind: 'table', of })),
  ]);
  return { figures, blocks };
}
