import { ElMessage } from 'element-plus';
import { h } from 'vue';
import { useAct } from './useAct.ts';
import { useLocale } from './useLocale.ts';

const shownMs = 8_000;

/** Says what was done and offers to take it back while the message stands; what is undone is said too. */
export function useUndo() {
  const { t } = useLocale();
  const act = useAct();
  return (done: string, undo: () => Promise<unknown>, undone: string): void => {
    const message = ElMessage.success({
      message: () => h('span', [`${done} `, h('button', { type: 'button', class: 'text-button', 'data-test': 'undo', onClick: takeBack }, t('state.undo'))]),
      ...{ duration: shownMs, showClose: true },
    });
    function takeBack(): void {
      message.close();
      void act(undo, undone);
    }
  };
}
