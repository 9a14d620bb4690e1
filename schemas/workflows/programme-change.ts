import { defineWorkflow } from '../workflow.ts';

/** What a school proposes to change in what it offers. What the conference makes of it is said by its docket. */
export const programmeChangeWorkflow = defineWorkflow({
  name: 'programme_change',
  of: { zh: '专业调整申请', en: 'Proposal' },
  initial: 'draft',
  states: {
    draft: { zh: '草稿', en: 'a draft' },
    submitted: { zh: '已提交', en: 'submitted' },
    returned: { zh: '已退回', en: 'returned' },
    docketed: { zh: '已立档', en: 'made a docket' },
    withdrawn: { zh: '已撤回', en: 'withdrawn', final: true },
  },
  moves: [
    { on: 'submit', zh: '提交', en: 'submit', from: ['draft', 'returned'], to: 'submitted', by: ['school', 'administrator'] },
    { on: 'return', zh: '退回', en: 'return', from: ['submitted', 'docketed'], to: 'returned', by: ['planner', 'administrator'], reason: true },
    { on: 'docket', zh: '立档', en: 'make a docket of', from: ['submitted'], to: 'docketed', by: ['planner', 'administrator'] },
    { on: 'withdraw', zh: '撤回', en: 'withdraw', from: ['draft', 'submitted', 'returned'], to: 'withdrawn', by: ['school', 'administrator'] },
  ],
});
