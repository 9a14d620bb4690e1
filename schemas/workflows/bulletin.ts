import { defineWorkflow } from '../workflow.ts';

/** A bulletin about tasks: made from the records, edited, published, and taken back where it was wrong. */
export const bulletinWorkflow = defineWorkflow({
  name: 'bulletin',
  of: { zh: '通报', en: 'Bulletin' },
  initial: 'draft',
  states: {
    draft: { zh: '草稿', en: 'draft' },
    published: { zh: '已发布', en: 'published' },
    withdrawn: { zh: '已撤回', en: 'withdrawn', final: true },
  },
  moves: [
    { on: 'publish', zh: '发布', en: 'publish', from: ['draft'], to: 'published', by: ['secretariat', 'administrator'] },
    { on: 'withdraw', zh: '撤回', en: 'withdraw', from: ['draft', 'published'], to: 'withdrawn', by: ['secretariat', 'administrator'], reason: true },
  ],
});
