import { and, eq, inArray, sql } from 'drizzle-orm';
import { moveOf } from '../../schemas/workflow.ts';
import { taskWorkflow } from '../../schemas/workflows/task.ts';
import { chunks, run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { moveStep, type Step } from './state-moves.ts';
import { runningStates } from './task-list.ts';
import { openTaskStep, type NewTask, type TaskRow, type TaskUnitRow } from './task-steps.ts';

export type NewUnit = Omit<TaskUnitRow, 'taskId'>;
export type ReportRow = Database['schema']['taskReports']['$inferSelect'];

/** What changes tasks: opened, reworded, told of, moved on. */
export function createTaskChangeRepository(db: Database) {
  const { tasks, taskUnits, taskReports } = db.schema;
  const countUp = sql`${tasks.version} + 1`;
  return {
    /** Opens tasks with their units; one whose origin has a task already is left out. The record is made of those that were opened, and left out where none was. */
    open(fresh: readonly { readonly task: NewTask; readonly units: readonly NewUnit[] }[], auditOf: (opened: readonly TaskRow[]) => AuditRecord) {
      return db.transaction(function* (tx) {
        const opened: TaskRow[] = [];
        for (const { task, units } of fresh) {
          const row = yield* openTaskStep(db, tx, task, units);
          if (row) opened.push(row);
        }
        if (opened.length > 0) yield* auditStep(db, tx, auditOf(opened));
        return opened;
      });
    },
    /** Undefined when it has changed since. */
    change(
      { id, version }: Pick<TaskRow, 'id' | 'version'>,
      set: Pick<TaskRow, 'title' | 'content' | 'dueOn' | 'changedAt'>,
      units: readonly NewUnit[],
      audit: AuditRecord,
    ) {
      // prettier-ignore
      return db.transaction(function* (tx) {
        const [changed] = yield* run(
          tx
            .update(tasks)
            .set({ ...set, version: countUp })
            .where(and(eq(tasks.id, id), eq(tasks.version, version)))
            .returning(),
        );
        if (!changed) return undefined;
        yield* run(tx.delete(taskUnits).where(eq(taskUnits.taskId, id)).returning({ id: taskUnits.id }));
        const rows = units.map((unit) => ({ ...unit, taskId: id }));
        for (const some of chunks(taskUnits, rows)) yield* run(tx.insert(taskUnits).values(some));
        yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    /** Undefined when it was overtaken. */
    move(step: Step, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const changed = yield* moveStep(db, tx, tasks, step);
        if (changed) yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    /**
     * Adds a word about progress. The task follows where a responsible unit gave it, and is under way from the first one on; undefined when it is neither
     * to be begun nor under way any more.
     */
    report(row: ReportRow, beginId: string, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [task] = yield* run(
          tx
            .update(tasks)
            .set({ ...(row.leads ? { progress: row.progress } : {}), changedAt: row.at, version: countUp })
            .where(and(eq(tasks.id, row.taskId), inArray(tasks.state, [...runningStates])))
            .returning(),
        );
        if (!task) return undefined;
        const { id, version, state } = task;
        const move = moveOf(taskWorkflow, state, 'begin');
        const begun = { workflow: taskWorkflow.name, id, version, from: state, set: {}, at: row.at, actor: row.actor, moveId: beginId };
        const moved = row.leads && move ? yield* moveStep(db, tx, tasks, { ...begun, move }) : task;
        yield* run(tx.insert(taskReports).values(row));
        yield* auditStep(db, tx, audit);
        return moved;
      });
    },
  };
}
