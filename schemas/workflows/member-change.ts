import { defineWorkflow } from '../workflow.ts';

/** A change of who sits in the conference: proposed by the unit, confirmed by the conference. */
export const memberChangeWorkflow = defineWorkflow({
  name: 'member_change',
  of: { zh: '成员调整', en: 'Change of a member' },
  initial: 'proposed',
  states: {
    proposed: { zh: '已提出', en: 'proposed' },
    confirmed: { zh: '已确定', en: 'confirmed', final: true },
    refused: { zh: '不予调整', en: 'refused', final: true },
  },
  moves: [
    { on: 'confirm', zh: '确定', en: 'confirm', from: ['proposed'], to: 'confirmed', by: ['secretariat', 'administrator'] },
    { on: 'refuse', zh: '不予调整', en: 'refuse', from: ['proposed'], to: 'refused', by: ['secretariat', 'administrator'], reason: true },
  ],
});
