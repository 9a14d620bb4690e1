import { defineWorkflow } from '../workflow.ts';

/** A task that somebody is held to. */
export const taskWorkflow = defineWorkflow({
  name: 'task',
  of: { zh: '督办任务', en: 'Task' },
  initial: 'open',
  states: {
    open: { zh: '未启动', en: 'not begun' },
    underway: { zh: '推进中', en: 'under way' },
    reported: { zh: '报请办结', en: 'reported done' },
    done: { zh: '已办结', en: 'done' },
    cancelled: { zh: '已终止', en: 'cancelled', final: true },
  },
  moves: [
    { on: 'begin', zh: '启动', en: 'begin', from: ['open'], to: 'underway', by: ['school', 'enterprise', 'planner', 'secretariat', 'administrator'] },
    {
      on: 'report',
      zh: '报请办结',
      en: 'report as done',
      from: ['open', 'underway'],
      to: 'reported',
      by: ['school', 'enterprise', 'planner', 'secretariat', 'administrator'],
    },
    { on: 'accept', zh: '同意办结', en: 'accept as done', from: ['reported'], to: 'done', by: ['secretariat', 'administrator'] },
    { on: 'return', zh: '退回', en: 'send back', from: ['reported'], to: 'underway', by: ['secretariat', 'administrator'], reason: true },
    { on: 'reopen', zh: '重新打开', en: 'open again', from: ['done'], to: 'underway', by: ['secretariat', 'administrator'], reason: true },
    { on: 'cancel', zh: '终止', en: 'cancel', from: ['open', 'underway'], to: 'cancelled', by: ['secretariat', 'administrator'], reason: true },
  ],
});
