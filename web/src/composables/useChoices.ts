import { ref, shallowRef } from 'vue';

/** Choices of a field that the server searches: what an earlier question finds does not replace what the last one found. */
export function useChoices<T>(find: (text: string) => Promise<readonly T[]>) {
  const found = shallowRef<readonly T[]>([]);
  const searching = ref(false);
  let asked = 0;
  async function search(text: string): Promise<void> {
    const question = ++asked;
    searching.value = true;
    const choices = await find(text).catch(() => []);
    if (question !== asked) return;
    found.value = choices;
    searching.value = false;
  }
  return { found, searching, search };
}
