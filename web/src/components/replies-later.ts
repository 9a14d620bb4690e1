import { defineAsyncComponent, type Component } from 'vue';
import { loadReplyWords } from '../i18n/index.ts';

/** Parts about replies come with their words after the page they stand on: whoever reads flags does not wait for them. */
const later = <T extends Component>(load: () => Promise<{ default: T }>) =>
  defineAsyncComponent(async () => {
    await loadReplyWords();
    return (await load()).default;
  });
export const ReplyAsked = later(() => import('./ReplyAsked.vue'));
export const ReplyCountLine = later(() => import('./ReplyCountLine.vue'));
