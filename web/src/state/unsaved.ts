import { ref } from 'vue';

/** Forms that hold something typed and not sent: each says whether it does. */
const forms = new Set<() => boolean>();
/** Somebody is asked whether what was typed may go. */
export const asking = ref(false);
let answer: (leave: boolean) => void = () => undefined;

export function answerLeaving(leave: boolean): void {
  asking.value = false;
  answer(leave);
}
/** Asks; a second question while one stands is a no. */
export function askToLeave(): Promise<boolean> {
  if (asking.value) return Promise.resolve(false);
  asking.value = true;
  return new Promise((resolve) => {
    answer = resolve;
  });
}
const unsaved = () => [...forms].some((holds) => holds());
/** True where nothing typed would be lost, or the person says that it may. */
export const mayLeave = (): Promise<boolean> => (unsaved() ? askToLeave() : Promise.resolve(true));

/** Adds a form; returns how to take it away again. */
export function addForm(holds: () => boolean): () => void {
  forms.add(holds);
  return () => forms.delete(holds);
}
window.addEventListener('beforeunload', (event) => {
  if (unsaved()) event.preventDefault();
});
