import { createTaskListRepository } from '../../../db/repositories/task-list.ts';
import type { CalendarSource } from '../../calendar.ts';
import type { ServerContext } from '../../context.ts';
import { createTaskAccess, readsAll } from './access.ts';

/** When tasks are due that are not done or cancelled: units see their own. */
export function taskDates(context: ServerContext): CalendarSource {
  const list = createTaskListRepository(context.db);
  const access = createTaskAccess(context);
  return async (principal, from, to) => {
    if (!readsAll(principal) && principal.organisationId === null) return [];
    const due = await list.deadlines(access.scopeOf(principal), from, to);
    return due.map(({ id, title, dueOn }) => ({
      ...{ id, kind: 'task_due', date: dueOn ?? '', view: `/tasks?task=${id}` },
      title: { zh: `任务到期：${title}`, en: `Task due: ${title}` },
    }));
  };
}
