import { and, asc, count, desc, eq, gte, isNotNull, lt } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

/** What was told of tasks, and what happened to them in a period. */
export function createTaskReportRepository(db: Database) {
  const { tasks, taskReports, dockets, majors } = db.schema;
  const q = db.query;
  const within = (from: Date, to: Date) => and(gte(taskReports.at, from), lt(taskReports.at, to));
  return {
    /** Newest first. */
    async page(taskId: string, page: PageRequest) {
      const sort = [{ column: taskReports.id, descending: true }];
      const rows = await q
        .select()
        .from(taskReports)
        .where(and(eq(taskReports.taskId, taskId), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count(taskId: string): Promise<number> {
      const [row] = await q.select({ n: count() }).from(taskReports).where(eq(taskReports.taskId, taskId));
      return row?.n ?? 0;
    },
    /** Told in a period, with the task, newest first. */
    async between(from: Date, to: Date) {
      return q
        .select({ report: taskReports, task: tasks })
        .from(taskReports)
        .innerJoin(tasks, eq(tasks.id, taskReports.taskId))
        .where(within(from, to))
        .orderBy(desc(taskReports.at), desc(taskReports.id));
    },
    async countOpened(from: Date, to: Date): Promise<number> {
      const [row] = await q
        .select({ n: count() })
        .from(tasks)
        .where(and(gte(tasks.createdAt, from), lt(tasks.createdAt, to)));
      return row?.n ?? 0;
    },
    /** Accepted as done in a period, and so still. */
    async doneBetween(from: Date, to: Date) {
      return q
        .select()
        .from(tasks)
        .where(and(eq(tasks.state, 'done'), gte(tasks.doneAt, from), lt(tasks.doneAt, to)))
        .orderBy(asc(tasks.doneAt), asc(tasks.id));
    },
    /** Dockets the conference decided on from one day to another, the second excluded. */
    async resolvedBetween(from: string, to: string) {
      return q
        .select({ docket: dockets, majorName: majors.name })
        .from(dockets)
        .innerJoin(majors, eq(majors.code, dockets.majorCode))
        .where(and(gte(dockets.decidedOn, from), lt(dockets.decidedOn, to), isNotNull(dockets.outcome)))
        .orderBy(asc(dockets.decidedOn), asc(dockets.id));
    },
  };
}
