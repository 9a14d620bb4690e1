import { nextTick, onBeforeUnmount, watch, type WatchSource } from 'vue';

let drawn: () => void = () => undefined;
/** The switch of roles and the search come in the end, whatever became of the page. */
const patienceMs = 15_000;
/** Resolves when the first page has drawn: what can wait is fetched then. */
export const firstDrawn = new Promise<void>((resolve) => {
  drawn = resolve;
  setTimeout(resolve, patienceMs);
});
/** There is nothing to wait for: what is shown is a refusal, or that there is no forecast yet. */
export const nothingToDraw = (): void => {
  drawn();
};

/** Parts of the page that say when they are drawn, and those of them that are not. */
let parts = 0;
const waiting = new Set<symbol>();
async function say(): Promise<void> {
  await nextTick();
  if (parts === 0 || waiting.size > 0) return;
  document.documentElement.dataset['ready'] = '1';
  performance.mark('ready');
  drawn();
}

/** `data-ready="1"` on <html>: the page, and each of its parts that says so by itself, has drawn its data and charts. For tests and printing services. */
export function useReady(ready: WatchSource<boolean>): void {
  const part = Symbol('part');
  parts++;
  waiting.add(part);
  watch(
    ready,
    async (is) => {
      if (is) waiting.delete(part);
      else waiting.add(part);
      if (is) await say();
      else clearReady();
    },
    { immediate: true },
  );
  onBeforeUnmount(async () => {
    parts--;
    waiting.delete(part);
    if (parts === 0) clearReady();
    else await say();
  });
}
export function clearReady(): void {
  delete document.documentElement.dataset['ready'];
}
