import { defineWorkflow } from '../workflow.ts';

/** A joint inspection 联合督导调研 of member units. */
export const inspectionWorkflow = defineWorkflow({
  name: 'inspection',
  of: { zh: '联合督导调研', en: 'Joint inspection' },
  initial: 'planned',
  states: {
    planned: { zh: '计划中', en: 'planned' },
    underway: { zh: '进行中', en: 'under way' },
    concluded: { zh: '已形成意见', en: 'concluded', final: true },
    cancelled: { zh: '已取消', en: 'cancelled', final: true },
  },
  moves: [
    { on: 'begin', zh: '启动', en: 'begin', from: ['planned'], to: 'underway', by: ['secretariat', 'administrator'] },
    { on: 'conclude', zh: '形成意见', en: 'conclude', from: ['underway'], to: 'concluded', by: ['secretariat', 'administrator'] },
    {
      on: 'cancel',
      zh: '取消督导',
      en: 'cancel the inspection',
      from: ['planned', 'underway'],
      to: 'cancelled',
      by: ['secretariat', 'administrator'],
      reason: true,
    },
  ],
});
