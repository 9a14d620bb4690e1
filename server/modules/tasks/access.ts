import type { Principal } from '../../../db/repositories/access.ts';
import { createTaskListRepository } from '../../../db/repositories/task-list.ts';
import type { TaskRow, TaskUnitRow } from '../../../db/repositories/task-steps.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';

export interface FoundTask {
  readonly row: TaskRow;
  readonly units: readonly TaskUnitRow[];
}
/** Who keeps the list: opens tasks, changes them, accepts them as done. */
export const keepsList = ({ role }: Principal): boolean => role === 'secretariat' || role === 'administrator';
/** Who reads every task; the others those their organisation is a unit of. */
export const readsAll = ({ role }: Principal): boolean => role !== 'school' && role !== 'enterprise';
/** The unit of a task that the caller speaks for. */
export const unitOf = ({ organisationId }: Principal, units: readonly TaskUnitRow[]): TaskUnitRow | undefined =>
  organisationId === null ? undefined : units.find((unit) => unit.organisationId === organisationId);

export function createTaskAccess({ db }: ServerContext) {
  const list = createTaskListRepository(db);
  return {
    /** Whose tasks a caller may list: left out, everybody's. */
    scopeOf(principal: Principal): { organisationId?: string } {
      if (readsAll(principal)) return {};
      if (principal.organisationId === null) throw new ApiError('forbidden', { zh: '此密钥不属于任何单位', en: 'This key belongs to no organisation' });
      return { organisationId: principal.organisationId };
    },
    /** A task those who plan and its own units may read; to others it does not exist. */
    async visible(principal: Principal, id: string): Promise<FoundTask> {
      const row = await list.find(id);
      const units = row ? ((await list.unitsOf([id])).get(id) ?? []) : [];
      if (!row || (!readsAll(principal) && !unitOf(principal, units))) throw notFound({ zh: '此任务', en: 'This task' });
      return { row, units };
    },
  };
}
