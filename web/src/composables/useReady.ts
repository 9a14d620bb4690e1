import { nextTick, onBeforeUnmount, watch, type WatchSource } from 'vue';

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
    },
    { immediate: true },
  );
  onBeforeUnmount(clearReady);
}
export function clearReady(): void {
  delete document.documentElement.dataset['ready'];
}
