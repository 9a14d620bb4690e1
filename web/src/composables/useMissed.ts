import type { Candidate } from '../state/placement.ts';
import { useLocale } from './useLocale.ts';

type Missed = Pick<Candidate['missed'][number], 'reason' | 'place' | 'last' | 'capacity'>;

/** Why a student missed a post, with their place and how far its places went. */
export function useMissed() {
  const { t, persons } = useLocale();
  return ({ reason, place, last, capacity }: Missed): string => {
    if (place === null || last === null) return t(`missReason.${reason}`);
    const n = { place: persons(place), last: persons(last), capacity: persons(capacity) };
    return `${t(`missReason.${reason}`)}${t(last === capacity ? 'missedPlace.all' : 'missedPlace.some', n)}`;
  };
}
