import { defineWorkflow } from '../workflow.ts';

/** A flag or a proposal on its way through the joint conference. */
export const docketWorkflow = defineWorkflow({
  name: 'docket',
  of: { zh: '议题档案', en: 'Docket' },
  initial: 'opened',
  states: {
    opened: { zh: '已立档', en: 'opened' },
    hearing: { zh: '征求学校意见', en: 'schools are heard' },
    assessed: { zh: '已出意见', en: 'assessed' },
    scheduled: { zh: '已列入议程', en: 'on an agenda' },
    resolved: { zh: '已议决', en: 'resolved' },
    deferred: { zh: '缓议', en: 'deferred' },
    rejected: { zh: '未通过', en: 'rejected', final: true },
    withdrawn: { zh: '已撤回', en: 'withdrawn', final: true },
    reviewed: { zh: '已复核', en: 'reviewed', final: true },
  },
  moves: [
    { on: 'ask', zh: '征求意见', en: 'ask the schools', from: ['opened'], to: 'hearing', by: ['planner', 'administrator'] },
    { on: 'assess', zh: '出具意见', en: 'give an opinion', from: ['opened', 'hearing', 'deferred'], to: 'assessed', by: ['planner', 'administrator'] },
    { on: 'reopen', zh: '退回重议', en: 'take back for another opinion', from: ['assessed'], to: 'hearing', by: ['planner', 'administrator'], reason: true },
    { on: 'schedule', zh: '列入议程', en: 'put on an agenda', from: ['assessed'], to: 'scheduled', by: ['secretariat', 'administrator'] },
    { on: 'unschedule', zh: '移出议程', en: 'take off the agenda', from: ['scheduled'], to: 'assessed', by: ['secretariat', 'administrator'] },
    { on: 'resolve', zh: '议决', en: 'resolve', from: ['scheduled'], to: 'resolved', by: ['secretariat', 'administrator'] },
    { on: 'defer', zh: '缓议', en: 'defer', from: ['scheduled'], to: 'deferred', by: ['secretariat', 'administrator'] },
    { on: 'reject', zh: '不予通过', en: 'reject', from: ['scheduled'], to: 'rejected', by: ['secretariat', 'administrator'] },
    {
      on: 'refuse',
      zh: '报批未获批准',
      en: 'not approved by the authority',
      from: ['resolved'],
      to: 'rejected',
      by: ['secretariat', 'administrator'],
      reason: true,
    },
    {
      on: 'withdraw',
      zh: '撤回',
      en: 'withdraw',
      from: ['opened', 'hearing', 'assessed', 'deferred'],
      to: 'withdrawn',
      by: ['planner', 'administrator'],
      reason: true,
    },
    { on: 'review', zh: '复核', en: 'review', from: ['resolved'], to: 'reviewed', by: ['planner', 'administrator', 'system'] },
  ],
});
