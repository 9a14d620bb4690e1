import { defineWorkflow } from '../workflow.ts';

/** A meeting of the joint conference, from its plan to its minutes in the hands of the members. */
export const meetingWorkflow = defineWorkflow({
  name: 'meeting',
  of: { zh: '会议', en: 'Meeting' },
  initial: 'planned',
  states: {
    planned: { zh: '筹备中', en: 'planned' },
    convened: { zh: '已通知', en: 'convened' },
    held: { zh: '已召开', en: 'held' },
    minuted: { zh: '纪要已成', en: 'minuted' },
    distributed: { zh: '纪要已印发', en: 'minutes distributed', final: true },
    cancelled: { zh: '已取消', en: 'cancelled', final: true },
  },
  moves: [
    { on: 'convene', zh: '发出通知', en: 'convene', from: ['planned'], to: 'convened', by: ['secretariat', 'administrator'] },
    { on: 'hold', zh: '召开', en: 'hold', from: ['convened'], to: 'held', by: ['secretariat', 'administrator'] },
    { on: 'minute', zh: '完成纪要', en: 'finish the minutes', from: ['held'], to: 'minuted', by: ['secretariat', 'administrator'] },
    { on: 'revise', zh: '修改纪要', en: 'work on the minutes again', from: ['minuted'], to: 'held', by: ['secretariat', 'administrator'], reason: true },
    { on: 'distribute', zh: '印发纪要', en: 'distribute the minutes', from: ['minuted'], to: 'distributed', by: ['secretariat', 'administrator'] },
    {
      on: 'cancel',
      zh: '取消会议',
      en: 'cancel the meeting',
      from: ['planned', 'convened'],
      to: 'cancelled',
      by: ['secretariat', 'administrator'],
      reason: true,
    },
  ],
});
