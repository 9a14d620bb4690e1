import type { BulletinContent } from '../../schemas/bulletins.ts';
import { taskWorkflow } from '../../schemas/workflows/task.ts';
import { dayWords, type Block, type OfficialDocument } from './blocks.ts';

type Figures = BulletinContent['figures'];
type Table = Extract<Block, { kind: 'table' }>;
const states = ['open', 'underway', 'reported', 'done', 'cancelled'] as const;
const outcomes = { approve: '通过', amend: '修改后通过', reject: '未通过', defer: '缓议' } as const;
const day = (iso: string) => dayWords(iso, 'zh');
const column = (label: string, width = 1): Table['columns'][number] => ({ label, width });
const number = (label: string): Table['columns'][number] => ({ label, numeric: true, width: 0.7 });

/** Each table of a bulletin with the same figures as its page. */
const tables: Readonly<Record<Extract<BulletinContent['blocks'][number], { kind: 'table' }>['of'], (figures: Figures) => Omit<Table, 'kind'>>> = {
  states: ({ tasks }) => ({
    caption: '任务状态',
    columns: [column('状态'), number('项数')],
    rows: [['合计', String(tasks.total)], ...states.map((name) => [taskWorkflow.states[name].zh, String(tasks[name])]), ['逾期', String(tasks.overdue)]],
  }),
  units: ({ units }) => ({
    caption: '各责任单位任务',
    columns: [column('单位', 2), number('合计'), ...states.map((name) => number(taskWorkflow.states[name].zh)), number('逾期')],
    rows: units.map((unit) => [unit.name, String(unit.total), ...states.map((name) => String(unit[name])), String(unit.overdue)]),
  }),
  overdue: ({ overdue }) => ({
    caption: '逾期任务',
    columns: [column('任务', 2), column('责任单位', 2), column('完成时限', 1.7), number('逾期天数'), number('进度')],
    rows: overdue.map((row) => [row.title, row.units.join('、'), day(row.dueOn), String(row.days), `${row.progress}%`]),
  }),
  done: ({ done }) => ({
    caption: '办结任务',
    columns: [column('任务', 2), column('责任单位', 2), column('办结日期', 1.4)],
    rows: done.map((row) => [row.title, row.units.join('、'), day(row.doneOn)]),
  }),
  reports: ({ reports }) => ({
    caption: '进展填报（每项任务最新一条）',
    columns: [column('任务', 1.6), column('填报单位'), number('进度'), column('进展', 3)],
    rows: reports.map((row) => [row.title, row.unit ?? '秘书处', `${row.progress}%`, row.text]),
  }),
  resolutions: ({ resolutions }) => ({
    caption: '议决议题',
    columns: [column('决议或档案号', 1.4), column('专业', 1.6), column('结果'), column('议决日期', 1.4)],
    rows: resolutions.map((row) => [row.number, row.majorName, outcomes[row.outcome], day(row.decidedOn)]),
  }),
};

/** A bulletin as an official document: its sentences as they were edited, its tables from the figures it was made with. */
export function bulletinDocument(bulletin: {
  readonly title: string;
  readonly content: BulletinContent;
  readonly simulated: boolean;
  readonly dated: string;
}): OfficialDocument {
  const { title, content, simulated, dated } = bulletin;
  const blocks = content.blocks.map((block): Block => {
    if (block.kind === 'heading') return { kind: 'heading', level: 1, text: block.text, numbered: false }; // numbers are in the text
    return block.kind === 'paragraph' ? { kind: 'paragraph', text: block.text } : { kind: 'table', ...tables[block.of](content.figures) };
  });
  return { title, simulated, blocks: [...blocks, { kind: 'signature', text: '联席会议秘书处', date: dated }] };
}
