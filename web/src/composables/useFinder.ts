import { computed, ref, shallowRef, watch } from 'vue';
import { problemOf, type ProblemBody } from '../api/problem.ts';
import { navigation } from '../navigation.ts';
import { recentlyFound, search, type Found, type FoundGroup } from '../state/search.ts';
import { useLocale } from './useLocale.ts';

const waitMs = 150;
const longest = 50;

/** What is typed into the search, and what is found: pages by their names at once, the rest from the server when nothing more is typed for a moment. */
export function useFinder() {
  const { t } = useLocale();
  const text = ref('');
  const groups = shallowRef<readonly FoundGroup[]>([]);
  const answered = ref(''); // the question that the groups answer
  const problem = shallowRef<ProblemBody | null>(null);
  const recent = shallowRef(recentlyFound());
  const at = ref(0);
  let asked = 0;

  const pages = computed<FoundGroup[]>(() => {
    const wanted = text.value.trim().toLowerCase();
    const items = navigation()
      .flatMap(({ views }) => views)
      .map((view): Found => ({ kind: 'page', id: view, name: t(`nav.${view}`), level: null, simulated: false }))
      .filter(({ name }) => name.toLowerCase().includes(wanted));
    return items.length === 0 ? [] : [{ kind: 'page', items, total: items.length }];
  });
  const empty = computed(() => text.value.trim() === '');
  const shown = computed<readonly FoundGroup[]>(() => (empty.value ? [] : [...pages.value, ...groups.value]));
  const options = computed<readonly Found[]>(() => (empty.value ? recent.value : shown.value.flatMap(({ items }) => items)));

  async function ask(question: string): Promise<void> {
    const number = ++asked;
    if (question === '') {
      groups.value = [];
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (number !== asked) return;
    const found = await search(question.slice(0, longest)).catch((error: unknown) => problemOf(error));
    if (number !== asked) return; // more was typed meanwhile
    [groups.value, problem.value] = Array.isArray(found) ? [found, null] : [[], found];
    answered.value = question;
  }
  watch(text, (typed) => {
    at.value = 0;
    void ask(typed.trim());
  });
  return {
    ...{ text, recent, at, empty, shown, options, problem },
    current: computed(() => options.value[at.value]),
    nothing: computed(() => !empty.value && answered.value === text.value.trim() && options.value.length === 0 && problem.value === null),
  };
}
