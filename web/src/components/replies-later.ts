import { defineAsyncComponent, type Component } from 'vue';
import { loadLaterWords, loadReplyWords } from '../i18n/index.ts';

/** Parts about replies come with their words after the page they stand on: whoever reads flags does not wait for them. */
const later = <T extends Component>(load: () => Promise<{ default: T }>, words = loadReplyWords) =>
  defineAsyncComponent(async () => {
    await words();
    return (await load()).default;
  });
export const ReplyAsked = later(() => import('./ReplyAsked.vue'));
export const ReplyCountLine = later(() => import('./ReplyCountLine.vue'));
/** A docket has words of its own, with those of reports. */
export const DocketButton = later(() => import('./DocketButton.vue'), loadLaterWords);
/** Opened by a click: it asks for reasons in the words of reports. */
export const ReplyReview = later(() => import('./ReplyReview.vue'), loadLaterWords);
