import { nextTick, onBeforeUnmount, watch, type WatchSource } from 'vue';

let drawn: () => void = () => undefined;
/** Resolves when the first page has drawn: what can wait is fetched then. */
export const firstDrawn = new Promise<void>((resolve) => {
  drawn = resolve;
});
/** There is nothing to wait for: what is shown is a refusal, or that there is no forecast yet. */
export const nothingToDraw = (): void => {
  drawn();
};

/** `data-ready="1"` on <html>: the page has drawn its data and charts. For tests and printing services. */
export function useReady(ready: WatchSource<boolean>): void {
  watch(
    ready,
    async (is) => {
      if (!is) {
        clearReady();
        return;
      }
      await nextTick();
      document.documentElement.dataset['ready'] = '1';
      performance.mark('ready');
      drawn();
    },
    { immediate: true },
  );
  onBeforeUnmount(clearReady);
}
export function clearReady(): void {
  delete document.documentElement.dataset['ready'];
}
