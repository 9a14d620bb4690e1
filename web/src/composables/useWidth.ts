import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

/** Width of an element in whole pixels; while it has no place (behind a table) the last one. */
export function useWidth(element: Readonly<Ref<HTMLElement | null>>, first: number): Ref<number> {
  const width = ref(first);
  let observer: ResizeObserver | undefined;
  onMounted(() => {
    observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) width.value = Math.round(entry.contentRect.width);
    });
    if (element.value) observer.observe(element.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
  return width;
}
