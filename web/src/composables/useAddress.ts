import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** A filter kept in the address, so that a link restores the view. An empty value leaves the address. */
export function useAddress(name: string, fallback = '') {
  const route = useRoute();
  const router = useRouter();
  return computed<string>({
    get: () => {
      const value = route.query[name];
      return typeof value === 'string' ? value : fallback;
    },
    set: (value) => {
      const query = { ...route.query };
      if (value === fallback)
        delete query[name]; // eslint-disable-line @typescript-eslint/no-dynamic-delete -- the name is ours
      else query[name] = value;
      void router.replace({ query });
    },
  });
}
