import { ElMessage } from 'element-plus';
import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import { problemOf } from '../api/problem.ts';
import { withSession } from '../state/session.ts';
import { useLocale } from './useLocale.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
/** A list that begins with a loaded page and grows by one page at a time; a new first page starts it over. */
export function usePages<T>(first: Readonly<Ref<Page<T> | null>>, next: (cursor: string) => Promise<Page<T>>) {
  const { t } = useLocale();
  const added = shallowRef<readonly T[]>([]);
  const cursor = ref<string | null>(null);
  watch(first, (page) => {
    added.value = [];
    cursor.value = page?.nextCursor ?? null;
  });
  async function more(): Promise<void> {
    const from = cursor.value;
    if (from === null) return;
    try {
      const page = await withSession(() => next(from));
      if (cursor.value !== from) return; // the list was started over meanwhile
      added.value = [...added.value, ...page.items];
      cursor.value = page.nextCursor;
    } catch (error) {
      const { title, detail } = problemOf(error);
      ElMessage.error(detail ?? (title || t('state.offlineTitle')));
    }
  }
  return { items: computed(() => [...(first.value?.items ?? []), ...added.value]), cursor, more };
}
