import { ElMessage } from 'element-plus';
import { computed, ref, shallowRef } from 'vue';
import { problemOf, type ProblemBody } from '../api/problem.ts';
import { withSession } from '../state/session.ts';
import { useLocale } from './useLocale.ts';

/** Sends a form; what the server refuses is said beside the field it names, the rest above the button. */
export function useSubmit() {
  const { t } = useLocale();
  const saving = ref(false);
  const problem = shallowRef<ProblemBody | null>(null);
  /** True when it was taken. */
  async function submit(send: () => Promise<unknown>, done: string): Promise<boolean> {
    saving.value = true;
    problem.value = null;
    try {
      await withSession(send);
      ElMessage.success(done);
      return true;
    } catch (error) {
      problem.value = problemOf(error);
      return false;
    } finally {
      saving.value = false;
    }
  }
  const errors = computed(() => new Map((problem.value?.confirm ? [] : (problem.value?.errors ?? [])).map((field) => [field.pointer, field.detail])));
  /** What is wrong with the form as a whole; nothing where a field says it. */
  const general = computed(() => {
    const said = problem.value;
    return said === null || (said.errors ?? []).length > 0 ? null : (said.detail ?? (said.title || t('state.offlineTitle')));
  });
  /** What the server asks to be confirmed; nothing else is wrong then. */
  const doubts = computed(() => (problem.value?.confirm ? problem.value : null));
  return { saving, submit, general, doubts, errorOf: (pointer: string) => errors.value.get(pointer), reset: () => (problem.value = null) };
}
