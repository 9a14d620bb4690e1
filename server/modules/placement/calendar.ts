import { createRoundRepository } from '../../../db/repositories/placement-rounds.ts';
import type { CalendarSource } from '../../calendar.ts';
import { dayOf, endOf, startOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';

const steps = [
  { kind: 'placement_opened', at: 'openedAt', planned: 'opensAt', zh: '双选开放', en: 'Placement opens' },
  { kind: 'placement_closed', at: 'closedAt', planned: 'closesAt', zh: '双选截止', en: 'Placement closes' },
  { kind: 'placement_published', at: 'publishedAt', planned: null, zh: '双选结果公布', en: 'Placement published' },
] as const;

/** Days on which placement rounds open, close and are published, or are to: rounds belong to the city. */
export function placementDates({ db }: ServerContext): CalendarSource {
  const rounds = createRoundRepository(db);
  return async (_principal, from, to) => {
    const [since, until] = [startOf(from), endOf(to)];
    return (await rounds.between(since, until)).flatMap((round) =>
      steps.flatMap(({ kind, at, planned, zh, en }) => {
        const moment = round[at] ?? (planned === null ? null : round[planned]);
        if (moment === null || moment < since || moment >= until) return [];
        return [{ id: round.id, kind, date: dayOf(moment), view: '/placement', title: { zh: `${zh}：${round.name}`, en: `${en}: ${round.name}` } }];
      }),
    );
  };
}
