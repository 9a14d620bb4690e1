import { useLocale } from './useLocale.ts';

/** Who did something, for people: the name where there is one, else the kind of doer; ids are left to tooltips. */
export function useActor() {
  const { t, word } = useLocale();
  return (actor: string, name: string | null): string => {
    if (name !== null) return name;
    const [kind = '', rest = ''] = actor.split(':', 2);
    if (kind === 'session') return t('actor.session', { role: word('role', rest) });
    return kind === 'demo' || kind === 'worker' || kind === 'candidate' ? t(`actor.${kind}`) : actor;
  };
}
