import { defineWorkflow } from '../workflow.ts';

/** A yearly report 填报单. Facts are made of it while it is submitted, accepted or locked. */
export const filingWorkflow = defineWorkflow({
  name: 'filing',
  of: { zh: '填报单', en: 'Filing' },
  initial: 'draft',
  states: {
    draft: { zh: '草稿', en: 'a draft' },
    submitted: { zh: '已提交', en: 'submitted' },
    returned: { zh: '已退回', en: 'returned' },
    accepted: { zh: '已通过', en: 'accepted' },
    locked: { zh: '已锁定', en: 'locked' },
  },
  moves: [
    { on: 'change', zh: '修改', en: 'change it', from: ['draft'], to: 'draft', by: ['enterprise', 'school', 'administrator'] },
    { on: 'change', zh: '修改', en: 'change it', from: ['returned'], to: 'returned', by: ['enterprise', 'school', 'administrator'] },
    { on: 'submit', zh: '提交', en: 'submit', from: ['draft', 'returned'], to: 'submitted', by: ['enterprise', 'school', 'administrator'] },
    { on: 'withdraw', zh: '撤回', en: 'withdraw', from: ['submitted'], to: 'draft', by: ['enterprise', 'school', 'administrator'] },
    { on: 'accept', zh: '通过', en: 'accept', from: ['submitted'], to: 'accepted', by: ['planner', 'administrator'] },
    { on: 'return', zh: '退回', en: 'return', from: ['submitted', 'accepted'], to: 'returned', by: ['planner', 'administrator'], reason: true },
    { on: 'lock', zh: '锁定', en: 'lock', from: ['accepted'], to: 'locked', by: ['planner', 'administrator'] },
    { on: 'unlock', zh: '解锁', en: 'unlock', from: ['locked'], to: 'accepted', by: ['administrator'], reason: true },
  ],
});
