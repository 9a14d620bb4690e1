import { defineWorkflow } from '../workflow.ts';

/** A school's reply to the flag on one of its programmes. */
export const flagReplyWorkflow = defineWorkflow({
  name: 'flag_reply',
  of: { zh: '答复', en: 'Reply' },
  initial: 'draft',
  states: {
    draft: { zh: '草稿', en: 'a draft' },
    sent: { zh: '已答复', en: 'sent' },
    noted: { zh: '已阅', en: 'noted', final: true },
    returned: { zh: '待补充', en: 'asked for again' },
  },
  moves: [
    { on: 'change', zh: '修改', en: 'change it', from: ['draft'], to: 'draft', by: ['school', 'administrator'] },
    { on: 'change', zh: '修改', en: 'change it', from: ['returned'], to: 'returned', by: ['school', 'administrator'] },
    { on: 'send', zh: '发送', en: 'send it', from: ['draft', 'returned'], to: 'sent', by: ['school', 'administrator'] },
    { on: 'note', zh: '已阅', en: 'take note', from: ['sent'], to: 'noted', by: ['planner', 'administrator'] },
    { on: 'ask_again', zh: '请对方补充', en: 'ask again', from: ['sent'], to: 'returned', by: ['planner', 'administrator'], reason: true },
  ],
});
