import { ElMessage } from 'element-plus';
import { problemOf, saidOf } from '../api/problem.ts';
import { useLocale } from './useLocale.ts';

/** A button's deed: what was done, or why not, is said in a message. Where somebody else was quicker, the page is to show what is so now. */
export function useAct(refresh?: () => unknown) {
  const { t } = useLocale();
  return async (deed: () => Promise<unknown>, done?: string): Promise<boolean> => {
    try {
      await deed();
      if (done !== undefined) ElMessage.success(done);
      return true;
    } catch (error) {
      const body = problemOf(error);
      const { status } = body;
      ElMessage.error(status === 412 && refresh ? t('state.stale') : (saidOf(body) ?? t('state.offlineTitle')));
      if (status === 412) await refresh?.();
      return false;
    }
  };
}
