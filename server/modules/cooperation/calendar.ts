import { createCooperationRepository } from '../../../db/repositories/cooperations.ts';
import type { CalendarSource } from '../../calendar.ts';
import type { ServerContext } from '../../context.ts';
import { plans } from './sides.ts';

/** Milestones that are due: an organisation sees those of its own cooperations, who plans all. */
export function cooperationDates({ db }: ServerContext): CalendarSource {
  const cooperations = createCooperationRepository(db);
  return async (principal, from, to) => {
    const all = plans(principal);
    if (!all && principal.organisationId === null) return [];
    const rows = await cooperations.milestonesDue(from, to, all ? undefined : (principal.organisationId ?? undefined));
    return rows.map(({ row, needTitle, needName, offerName }) => ({
      ...{ id: row.id, kind: 'cooperation_milestone', date: row.dueOn, view: `/cooperation?show=cooperations&cooperation=${row.cooperationId}` },
      title: {
        zh: `合作节点：${row.title}（${needTitle}，${needName}与${offerName}）`,
        en: `Milestone: ${row.title} (${needTitle}, ${needName} and ${offerName})`,
      },
    }));
  };
}
