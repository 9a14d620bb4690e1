import { onScopeDispose, ref, shallowRef, watch, type WatchSource } from 'vue';
import { problemOf, type ProblemBody } from '../api/problem.ts';
import { withSession } from '../state/session.ts';

/** Loads when the source changes. An answer that comes after a newer question is dropped. The last good data stays visible while the next loads. */
export function useLoad<S, T>(source: WatchSource<S>, load: (key: S) => Promise<T>) {
  const data = shallowRef<T | null>(null);
  const problem = shallowRef<ProblemBody | null>(null);
  const loading = ref(true);
  let asked = 0;
  async function reload(key: S): Promise<void> {
    const question = ++asked;
    loading.value = true;
    try {
      const answer = await withSession(() => load(key));
      if (question !== asked) return;
      data.value = answer;
      problem.value = null;
    } catch (error) {
      if (question !== asked) return;
      problem.value = problemOf(error);
    }
    loading.value = false;
  }
  let latest: S;
  watch(
    source,
    (key) => {
      latest = key;
      void reload(key);
    },
    { immediate: true },
  );
  onScopeDispose(() => ++asked);
  return { data, problem, loading, retry: () => reload(latest) };
}
