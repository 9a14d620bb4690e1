import { onBeforeUnmount } from 'vue';
import { addForm, askToLeave } from '../state/unsaved.ts';

/**
 * Guards what is typed into a form: whoever leaves the page, or closes it, is asked first. `typed` gives what the form holds; `begin` says that it now holds what
 * was stored, or nothing; `dirty` tells whether it holds more; `close` is for windows: it runs what it is given unless the person wants to stay.
 */
export function useUnsaved(typed: () => unknown) {
  const now = () => JSON.stringify(typed());
  let before = now();
  /** Nothing is typed where there is no form: a window that was shut holds no words. */
  const holds = () => !['null', '""', undefined].includes(now()) && now() !== before;
  onBeforeUnmount(addForm(holds));
  const begin = () => {
    before = now();
  };
  return {
    begin,
    dirty: holds,
    close: async (done: () => void): Promise<void> => {
      if (holds() && !(await askToLeave())) return;
      begin();
      done();
    },
  };
}
