import { createTaskListRepository } from '../../../db/repositories/task-list.ts';
import { createTaskReportRepository } from '../../../db/repositories/task-reports.ts';
import type { TaskRow } from '../../../db/repositories/task-steps.ts';
import type { BulletinFigures } from '../../../schemas/bulletins.ts';
import { addDays, dayOf, daysFrom } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import type { Period } from './period.ts';

/** As the list of tasks counts what is due soon. */
const soonDays = 30;

/** Counts the records for a bulletin, by the same queries that the list of tasks is counted with, and says whether any is simulated. */
export function createBulletinFigures({ db }: ServerContext) {
  const list = createTaskListRepository(db);
  const told = createTaskReportRepository(db);
  return async ({ from, to, starts, ends }: Period, now: Date): Promise<{ figures: BulletinFigures; simulated: boolean }> => {
    const today = dayOf(now);
    const [late, done, between] = [await list.running(addDays(today, -1)), await told.doneBetween(starts, ends), await told.between(starts, ends)];
    const newest = [...new Map(between.toReversed().map((row) => [row.task.id, row])).values()].sort((a, b) => (a.report.id < b.report.id ? 1 : -1));
    const units = await list.unitsOf([...late, ...done, ...newest.map(({ task }) => task)].map(({ id }) => id));
    const named = ({ id, title }: TaskRow) => ({ taskId: id, title, units: (units.get(id) ?? []).filter(({ leads }) => leads).map(({ name }) => name) }); // prettier-ignore
    const resolved = await told.resolvedBetween(from, addDays(to, 1));
    const figures: BulletinFigures = {
      ...{ asOf: now.toISOString(), today, from, to },
      tasks: { ...(await list.totals({}, today)), dueSoon: await list.countDue({}, today, addDays(today, soonDays)) },
      period: { opened: await told.countOpened(starts, ends), reports: between.length, completed: done.length, resolved: resolved.length },
      units: (await list.unitTotals({}, today)).map(({ organisationId: _id, ...unit }) => unit),
      overdue: late.map((row) => ({ ...named(row), dueOn: row.dueOn, days: daysFrom(row.dueOn, today), progress: row.progress })),
      done: done.map((row) => ({ ...named(row), doneOn: dayOf(row.doneAt ?? now) })),
      reports: newest.map(({ task, report }) => ({
        ...{ reportId: report.id, ...named(task), unit: report.unitName, on: dayOf(report.at), progress: report.progress, text: report.text },
      })),
      resolutions: resolved.flatMap(({ docket, majorName }) =>
        docket.outcome === null || docket.decidedOn === null
          ? []
          : [
              {
                ...{ docketId: docket.id, number: docket.resolutionNumber ?? `${docket.year}-${String(docket.number).padStart(3, '0')}` },
                ...{ majorCode: docket.majorCode, majorName, outcome: docket.outcome, decidedOn: docket.decidedOn },
              },
            ],
      ),
    };
    return { figures, simulated: await list.anySimulated() };
  };
}
