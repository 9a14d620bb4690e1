import { computed, ref, shallowRef } from 'vue';
import { problemOf, type ProblemBody } from '../api/problem.ts';
import { useLocale } from './useLocale.ts';

/** Sending a form: what the server says about a field stands beside it, what it says about the whole above the button. */
export function useForm() {
  const { t } = useLocale();
  const sending = ref(false);
  const problem = shallowRef<ProblemBody | null>(null);
  const said = computed(() => new Map((problem.value?.errors ?? []).map(({ pointer, detail }) => [pointer.slice(1), detail])));
  /** What belongs to no field that the form shows. */
  const summary = computed(() => {
    if (!problem.value) return '';
    if (problem.value.status === 0) return t('state.offlineTitle');
    if (problem.value.status === 412) return t('state.stale');
    return problem.value.detail ?? (problem.value.title || t('state.unknownTitle'));
  });
  async function send(request: () => Promise<unknown>): Promise<boolean> {
    if (sending.value) return false;
    sending.value = true;
    problem.value = null;
    try {
      await request();
      return true;
    } catch (error) {
      problem.value = problemOf(error);
      return false;
    } finally {
      sending.value = false;
    }
  }
  return { sending, problem, summary, send, errorOf: (field: string): string => said.value.get(field) ?? '' };
}
