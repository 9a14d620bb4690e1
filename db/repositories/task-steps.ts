import { taskWorkflow } from '../../schemas/workflows/task.ts';
import { run, type Database, type Executor } from '../database.ts';

export type TaskRow = Database['schema']['tasks']['$inferSelect'];
export type TaskUnitRow = Database['schema']['taskUnits']['$inferSelect'];
export type NewTask = Omit<TaskRow, 'state' | 'version' | 'progress' | 'changedAt' | 'doneAt'>;

/** Opens a task with its units; nothing happens where the same origin has one already. */
export function* openTaskStep({ schema: { tasks, taskUnits } }: Database, tx: Executor, task: NewTask, units: readonly Omit<TaskUnitRow, 'taskId'>[]) {
  const fresh = { state: taskWorkflow.initial, version: 1, progress: 0, changedAt: task.createdAt, doneAt: null };
  const [added] = yield* run(
    tx
      .insert(tasks)
      .values({ ...task, ...fresh })
      .onConflictDoNothing()
      .returning(),
  );
  if (!added) return undefined;
  if (units.length > 0) yield* run(tx.insert(taskUnits).values(units.map((unit) => ({ ...unit, taskId: task.id }))));
  return added;
}
