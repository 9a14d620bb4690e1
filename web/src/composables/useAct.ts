import { ElMessage } from 'element-plus';
import { problemOf } from '../api/problem.ts';
import { useLocale } from './useLocale.ts';

/** A button's deed: what was done, or why not, is said in a message. */
export function useAct() {
  const { t } = useLocale();
  return async (deed: () => Promise<unknown>, done?: string): Promise<boolean> => {
    try {
      await deed();
      if (done !== undefined) ElMessage.success(done);
      return true;
    } catch (error) {
      const { title, detail } = problemOf(error);
      ElMessage.error(detail ?? (title || t('state.offlineTitle')));
      return false;
    }
  };
}
