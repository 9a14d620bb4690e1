import type { Candidate } from '../state/placement.ts';
import { useLocale } from './useLocale.ts';

type Missed = Pick<Candidate['missed'][number], 'reason' | 'place' | 'last' | 'capacity'>;

/** Why a student missed a post, with their place and how far its places went; said to the student, or of one. */
export function useMissed(to: 'student' | 'others') {
  const { t, persons } = useLocale();
  return ({ reason, place, last, capacity }: Missed): string => {
    if (place === null || last === null) return t(`missReason.${reason}`);
    const n = { place: persons(place), last: persons(last), capacity: persons(capacity) };
    const key = `${last === capacity ? 'all' : 'some'}${to === 'student' ? '' : 'Other'}`;
    return `${t(`missReason.${reason}`)}${t(`missedPlace.${key}`, n)}`;
  };
}
