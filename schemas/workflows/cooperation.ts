import { defineWorkflow, type Mover } from '../workflow.ts';

/** Whoever cooperates; administrators act for either side. */
const partners: readonly Mover[] = ['school', 'enterprise', 'administrator'];

/** A need or an offer on its way from being written to being over. */
export const listingWorkflow = defineWorkflow({
  name: 'cooperation_listing',
  of: { zh: '供需信息', en: 'Listing' },
  initial: 'draft',
  states: {
    draft: { zh: '草稿', en: 'draft' },
    open: { zh: '已发布', en: 'open' },
    closed: { zh: '已关闭', en: 'closed' },
    withdrawn: { zh: '已撤回', en: 'withdrawn', final: true },
  },
  moves: [
    { on: 'publish', zh: '发布', en: 'publish', from: ['draft'], to: 'open', by: partners },
    { on: 'close', zh: '关闭', en: 'close', from: ['open'], to: 'closed', by: partners },
    { on: 'reopen', zh: '重新发布', en: 'open again', from: ['closed'], to: 'open', by: partners },
    { on: 'withdraw', zh: '撤回', en: 'withdraw', from: ['draft', 'open', 'closed'], to: 'withdrawn', by: partners },
  ],
});

/** A need and an offer that have to do with each other. One side invites; what is agreed needs the word of both. */
export const cooperationWorkflow = defineWorkflow({
  name: 'cooperation',
  of: { zh: '合作', en: 'Cooperation' },
  initial: 'suggested',
  states: {
    suggested: { zh: '已推荐', en: 'suggested' },
    invited: { zh: '已邀请', en: 'invited' },
    talking: { zh: '洽谈中', en: 'in talks' },
    proposed: { zh: '协议待确认', en: 'agreement to be confirmed' },
    agreed: { zh: '已签约', en: 'agreed' },
    underway: { zh: '实施中', en: 'under way' },
    closed: { zh: '已完成', en: 'closed', final: true },
    declined: { zh: '已谢绝', en: 'declined', final: true },
    ended: { zh: '已终止', en: 'ended', final: true },
  },
  moves: [
    { on: 'invite', zh: '邀请', en: 'invite', from: ['suggested'], to: 'invited', by: partners },
    { on: 'accept', zh: '接受邀请', en: 'accept the invitation', from: ['invited'], to: 'talking', by: partners },
    { on: 'decline', zh: '谢绝', en: 'decline', from: ['suggested', 'invited'], to: 'declined', by: partners, reason: true },
    { on: 'propose', zh: '提出协议', en: 'propose an agreement', from: ['talking'], to: 'proposed', by: partners },
    { on: 'confirm', zh: '确认协议', en: 'confirm the agreement', from: ['proposed'], to: 'agreed', by: partners },
    { on: 'revise', zh: '退回协商', en: 'send back to talks', from: ['proposed'], to: 'talking', by: partners, reason: true },
    { on: 'begin', zh: '开始实施', en: 'begin', from: ['agreed'], to: 'underway', by: partners },
    { on: 'close', zh: '完成', en: 'close', from: ['underway'], to: 'closed', by: partners },
    { on: 'end', zh: '终止', en: 'end', from: ['invited', 'talking', 'proposed', 'agreed', 'underway'], to: 'ended', by: partners, reason: true },
  ],
});
