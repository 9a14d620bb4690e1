import { createFlagReplyRepository } from '../../../db/repositories/flag-replies.ts';
import type { AskedProgramme } from '../../../schemas/flag-replies.ts';
import type { CalendarEntry, CalendarSource } from '../../calendar.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { createAskedService } from './asked.ts';

const waiting: readonly AskedProgramme['standing'][] = ['none', 'draft', 'returned'];

/** When replies to flags are due, and when schools said they would be done: a school sees its own, who plans all, replies that are due added up by day. */
export function replyDates(context: ServerContext): CalendarSource {
  const asked = createAskedService(context);
  const replies = createFlagReplyRepository(context.db);
  return async (principal, from, to) => {
    const { role, organisationId } = principal;
    const own = role === 'school';
    if (role === 'enterprise' || (own && organisationId === null)) return [];
    const inside = (date: string) => from <= date && date <= to;
    const due: CalendarEntry[] = [];
    const perDay = new Map<string, number>();
    for await (const { programmeId, majorName, dueAt, standing, since } of await asked.askedRows(principal, {})) {
      const date = dayOf(new Date(dueAt));
      if (!waiting.includes(standing) || !inside(date)) continue;
      perDay.set(date, (perDay.get(date) ?? 0) + 1);
      const title = { zh: `答复到期：${majorName}`, en: `Reply due: ${majorName}` };
      if (own) due.push({ id: `${programmeId}.${since}`, kind: 'reply_due', date, view: '/my-programmes', title });
    }
    if (!own)
      for (const [date, n] of perDay)
        due.push({
          ...{ id: date, kind: 'reply_due', date, view: '/flags' },
          title: { zh: `答复到期：${n} 个专业点未答复`, en: `Replies due: ${n} ${n === 1 ? 'programme has' : 'programmes have'} not replied` },
        });
    const promised = await replies.promised(from, to, own ? (organisationId ?? undefined) : undefined);
    return [
      ...due,
      ...promised.map(({ row, organisationName, majorName }) => ({
        ...{ id: row.id, kind: 'reply_done_by', date: row.doneBy ?? '', view: own ? '/my-programmes' : '/flags' },
        title: own
          ? { zh: `本校承诺办结：${majorName}`, en: `To be done by: ${majorName}` }
          : { zh: `承诺办结：${majorName}（${organisationName}）`, en: `To be done by: ${majorName} (${organisationName})` },
      })),
    ];
  };
}
