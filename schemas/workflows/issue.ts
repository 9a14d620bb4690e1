import { defineWorkflow } from '../workflow.ts';

/** An issue that a member unit proposes to the conference. */
export const issueWorkflow = defineWorkflow({
  name: 'issue',
  of: { zh: '议题', en: 'Issue' },
  initial: 'proposed',
  states: {
    proposed: { zh: '已提出', en: 'proposed' },
    accepted: { zh: '已受理', en: 'accepted' },
    scheduled: { zh: '已列入议程', en: 'on an agenda' },
    settled: { zh: '已议定', en: 'settled', final: true },
    refused: { zh: '不予列入', en: 'refused', final: true },
    withdrawn: { zh: '已撤回', en: 'withdrawn', final: true },
  },
  moves: [
    { on: 'accept', zh: '受理', en: 'accept', from: ['proposed'], to: 'accepted', by: ['secretariat', 'administrator'] },
    { on: 'refuse', zh: '不予列入', en: 'refuse', from: ['proposed', 'accepted'], to: 'refused', by: ['secretariat', 'administrator'], reason: true },
    { on: 'schedule', zh: '列入议程', en: 'put on an agenda', from: ['accepted'], to: 'scheduled', by: ['secretariat', 'administrator'] },
    { on: 'unschedule', zh: '移出议程', en: 'take off the agenda', from: ['scheduled'], to: 'accepted', by: ['secretariat', 'administrator'] },
    { on: 'settle', zh: '议定', en: 'settle', from: ['scheduled'], to: 'settled', by: ['secretariat', 'administrator'] },
    {
      on: 'withdraw',
      zh: '撤回',
      en: 'withdraw',
      from: ['proposed', 'accepted'],
      to: 'withdrawn',
      by: ['school', 'enterprise', 'planner', 'secretariat', 'administrator'],
    },
  ],
});
