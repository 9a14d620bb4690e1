import { defineWorkflow } from '../workflow.ts';

/** A list of majors that the city needs most. Whether an adopted one is in force follows from its years alone. */
export const keyListWorkflow = defineWorkflow({
  name: 'key_list',
  of: { zh: '重点专业清单', en: 'List of key majors' },
  initial: 'draft',
  states: {
    draft: { zh: '草拟', en: 'a draft' },
    proposed: { zh: '已提请审议', en: 'proposed' },
    adopted: { zh: '已通过', en: 'adopted' },
    withdrawn: { zh: '已撤回', en: 'withdrawn', final: true },
  },
  moves: [
    { on: 'propose', zh: '提请审议', en: 'propose', from: ['draft'], to: 'proposed', by: ['planner', 'administrator'] },
    { on: 'return', zh: '退回修改', en: 'send back', from: ['proposed'], to: 'draft', by: ['secretariat', 'administrator'], reason: true },
    { on: 'adopt', zh: '登记通过', en: 'record as adopted', from: ['proposed'], to: 'adopted', by: ['secretariat', 'administrator'] },
    { on: 'withdraw', zh: '撤回', en: 'withdraw', from: ['draft', 'proposed'], to: 'withdrawn', by: ['planner', 'administrator'] },
    { on: 'end', zh: '提前废止', en: 'end before its time', from: ['adopted'], to: 'withdrawn', by: ['secretariat', 'administrator'], reason: true },
  ],
});
