import { ApiProblem } from '../api/problem.ts';
import { useLocale } from './useLocale.ts';

/** A file that was saved again after it was chosen cannot be read any more; the browser would call that a broken connection. */
export function useReadable() {
  const { t } = useLocale();
  return async (file: Blob): Promise<void> => {
    try {
      await file.slice(0, 1).arrayBuffer();
    } catch {
      throw new ApiProblem({ status: -1, title: t('state.fileChanged'), traceId: '' });
    }
  };
}
