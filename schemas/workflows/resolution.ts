import { defineWorkflow } from '../workflow.ts';

/** What was resolved, until it is done. One that needs no approval begins in `open`. */
export const resolutionWorkflow = defineWorkflow({
  name: 'resolution',
  of: { zh: '议定事项', en: 'Resolution' },
  initial: 'pending',
  states: {
    pending: { zh: '待报批', en: 'to be submitted for approval' },
    submitted: { zh: '已报批', en: 'submitted for approval' },
    refused: { zh: '未获批准', en: 'not approved', final: true },
    open: { zh: '落实中', en: 'being carried out' },
    reported: { zh: '已报告落实', en: 'reported done' },
    closed: { zh: '已销号', en: 'closed' },
  },
  moves: [
    { on: 'submit', zh: '报批', en: 'submit for approval', from: ['pending'], to: 'submitted', by: ['secretariat', 'administrator'] },
    { on: 'approve', zh: '批准', en: 'approve', from: ['submitted'], to: 'open', by: ['secretariat', 'administrator'] },
    { on: 'refuse', zh: '不予批准', en: 'refuse', from: ['submitted'], to: 'refused', by: ['secretariat', 'administrator'], reason: true },
    {
      on: 'report',
      zh: '报告已落实',
      en: 'report as done',
      from: ['open'],
      to: 'reported',
      by: ['school', 'enterprise', 'planner', 'secretariat', 'administrator'],
    },
    { on: 'return', zh: '退回', en: 'send back', from: ['reported'], to: 'open', by: ['secretariat', 'administrator'], reason: true },
    { on: 'close', zh: '销号', en: 'close', from: ['reported'], to: 'closed', by: ['secretariat', 'administrator'] },
    { on: 'reopen', zh: '重新打开', en: 'open again', from: ['closed'], to: 'open', by: ['secretariat', 'administrator'], reason: true },
  ],
});
