import { defineWorkflow } from '../workflow.ts';

/** A line of the yearly work plan. */
export const planItemWorkflow = defineWorkflow({
  name: 'plan_item',
  of: { zh: '工作计划事项', en: 'Line of the work plan' },
  initial: 'planned',
  states: {
    planned: { zh: '未启动', en: 'not begun' },
    underway: { zh: '推进中', en: 'under way' },
    done: { zh: '已完成', en: 'done' },
    dropped: { zh: '已取消', en: 'dropped', final: true },
  },
  moves: [
    { on: 'begin', zh: '启动', en: 'begin', from: ['planned'], to: 'underway', by: ['secretariat', 'administrator'] },
    { on: 'finish', zh: '完成', en: 'finish', from: ['planned', 'underway'], to: 'done', by: ['secretariat', 'administrator'] },
    { on: 'reopen', zh: '重新打开', en: 'open again', from: ['done'], to: 'underway', by: ['secretariat', 'administrator'], reason: true },
    { on: 'drop', zh: '取消', en: 'drop', from: ['planned', 'underway'], to: 'dropped', by: ['secretariat', 'administrator'], reason: true },
  ],
});
