import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, Version } from './common.ts';
import { taskOrigins } from './vocabulary.ts';
import { eventsOf, statesOf } from './workflow.ts';
import { taskWorkflow } from './workflows/task.ts';

const strict = { additionalProperties: false } as const;
const instant = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Count = Type.Integer({ minimum: 0 });
const State = Type.Enum(statesOf(taskWorkflow), { description: 'open 未启动, underway 推进中, reported 报请办结, done 已办结, cancelled 已终止.' });
const Event = Type.Enum(eventsOf(taskWorkflow));
const Title = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' });
const Content = Type.String({ minLength: 1, maxLength: 3_000, pattern: '\\S' });
const Reason = Type.String({ maxLength: 500, pattern: '\\S' });
const Progress = Type.Integer({ minimum: 0, maximum: 100, description: '%' });

const UnitInput = Type.Object(
  {
    organisationId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'An organisation, whose accounts then see the task and tell of it.' })),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 80, pattern: '\\S', description: 'A unit without accounts. One that is called like an organisation becomes it.' })), // prettier-ignore
    leads: Type.Boolean({ description: 'Responsible 责任单位; else cooperating 配合单位.' }),
  },
  strict,
);
const written = {
  title: Title,
  content: Content,
  dueOn: Type.Optional(nullable(Day)),
  units: Type.Array(UnitInput, { minItems: 1, maxItems: 40, description: 'At least one responsible unit.' }),
};
export const TaskInput = Type.Object(written, { $id: 'TaskInput', ...strict });
export type TaskInput = Static<typeof TaskInput>;
export const TaskChange = Type.Object(written, { $id: 'TaskChange', ...strict });
export const TaskMoveInput = Type.Object({ event: Event, reason: Type.Optional(Reason) }, { $id: 'TaskMoveInput', ...strict });
export type TaskMoveInput = Static<typeof TaskMoveInput>;
export const TaskReportInput = Type.Object(
  {
    progress: Progress,
    text: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S', description: 'What was done, and what stands in the way.' }),
    unitId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Of the unit whose word it is, for who keeps the list; left out, its own.' })),
  },
  { $id: 'TaskReportInput', ...strict },
);
export type TaskReportInput = Static<typeof TaskReportInput>;

export const TaskUnit = Type.Object({ id: Id, organisationId: nullable(Id), name: Type.String(), leads: Type.Boolean() }, { $id: 'TaskUnit', ...strict });
export const Task = Type.Object(
  {
    id: Id,
    origin: Type.Enum([...taskOrigins], { description: 'resolution 会议决议, template 任务清单, manual 自建.' }),
    originId: nullable(Type.String({ description: 'The resolution; the template, year and line.' })),
    title: Type.String(),
    content: Type.String(),
    dueOn: nullable(Day),
    state: State,
    version: Version,
    progress: Progress,
    overdue: Type.Boolean({ description: 'Not begun or under way after its day.' }),
    daysLeft: nullable(Type.Integer({ description: 'Until its day; below 0 since. Null without one, and once it is reported done, done or cancelled.' })),
    units: Type.Array(Type.Unsafe<Static<typeof TaskUnit>>({ $ref: 'TaskUnit#' }), { description: 'Responsible ones first.' }),
    can: Type.Array(Event, { description: 'What the caller can do with it now.' }),
    mayReport: Type.Boolean({ description: 'Whether the caller can tell of its progress now.' }),
    simulated: Type.Boolean(),
    createdAt: instant,
    changedAt: instant,
    doneAt: nullable(instant),
  },
  { $id: 'Task', ...strict },
);
export type Task = Static<typeof Task>;
export const TaskPage = pageOf('TaskPage', Task);

export const TaskReport = Type.Object(
  {
    id: Id,
    at: instant,
    unitName: nullable(Type.String({ description: 'Whose word it is; null: of who keeps the list.' })),
    leads: Type.Boolean({ description: 'Of a responsible unit or who keeps the list: the progress of the task follows it.' }),
    progress: Progress,
    text: Type.String(),
    actorName: nullable(Type.String({ description: 'Login or label, for those who plan.' })),
    simulated: Type.Boolean(),
  },
  { $id: 'TaskReport', ...strict },
);
export type TaskReport = Static<typeof TaskReport>;
export const TaskReportPage = pageOf('TaskReportPage', TaskReport);
export const TaskMove = Type.Object(
  {
    id: Id,
    at: instant,
    event: Event,
    from: State,
    to: State,
    reason: nullable(Type.String()),
    actorName: nullable(Type.String({ description: 'Login or label, for those who plan.' })),
  },
  { $id: 'TaskMove', ...strict },
);
export type TaskMove = Static<typeof TaskMove>;
export const TaskMovePage = pageOf('TaskMovePage', TaskMove);

const counts = { total: Count, open: Count, underway: Count, reported: Count, done: Count, cancelled: Count, overdue: Count };
export const TaskSummary = Type.Object(
  { ...counts, today: Type.Unsafe<string>({ ...Day, description: 'The day deadlines were held against.' }), dueSoon: Type.Integer({ minimum: 0, description: 'Due today or in the 30 days after, not begun or under way.' }) }, // prettier-ignore
  { $id: 'TaskSummary', ...strict },
);
export type TaskSummary = Static<typeof TaskSummary>;
export const TaskUnitCount = Type.Object(
  { name: Type.String(), organisationId: nullable(Id), ...counts },
  { $id: 'TaskUnitCount', description: 'Tasks a unit is responsible for, by state.', ...strict },
);
export type TaskUnitCount = Static<typeof TaskUnitCount>;
export const TaskUnitCountPage = pageOf('TaskUnitCountPage', TaskUnitCount);
