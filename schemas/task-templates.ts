import { Type, type Static } from 'typebox';
import pingliang from './task-templates/pingliang-2020.json' with { type: 'json' };
import xingan from './task-templates/xingan-consortium.json' with { type: 'json' };
import { Id, nullable, pageOf, Year } from './common.ts';

const strict = { additionalProperties: false } as const;
const Day = Type.String({ format: 'date' });
const Unit = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' });
/** Lines of an uploaded list at most, and units of one line. */
export const templateLimits = { lines: 200, units: 30, title: 120, content: 3_000 } as const;

export const TemplateLine = Type.Object(
  {
    no: Type.Integer({ minimum: 1, description: 'As the document numbers it.' }),
    title: Type.String(),
    content: Type.String(),
    units: Type.Array(Type.String(), { description: 'Responsible units 责任单位.' }),
    cooperating: Type.Array(Type.String(), { description: 'Cooperating units 配合单位.' }),
    dueText: nullable(Type.String({ description: 'The deadline as it is written.' })),
    dueOn: nullable(Type.String({ format: 'date', description: 'And as a day: the last of a year where only the year is given.' })),
  },
  { $id: 'TemplateLine', ...strict },
);
export type TemplateLine = Static<typeof TemplateLine>;
export const TaskTemplate = Type.Object(
  {
    id: Id,
    name: Type.String(),
    document: Type.String({ description: 'The document it is from.' }),
    issuer: nullable(Type.String()),
    number: nullable(Type.String({ description: '发文字号.' })),
    dated: nullable(Day),
    address: nullable(Type.String()),
    note: nullable(Type.String({ description: 'How it was read.' })),
    year: nullable(Type.Integer({ description: 'Year the deadlines count from: opened for another one they move with it.' })),
    own: Type.Boolean({ description: 'Uploaded here.' }),
    lines: Type.Array(Type.Unsafe<TemplateLine>({ $ref: 'TemplateLine#' })),
  },
  { $id: 'TaskTemplate', ...strict },
);
export type TaskTemplate = Static<typeof TaskTemplate>;
export const TaskTemplatePage = pageOf('TaskTemplatePage', TaskTemplate);

/** Lists of tasks from published plans, as their documents give them. */
export const publishedTemplates: readonly TaskTemplate[] = [pingliang, xingan].map((one) => ({ ...one, own: false }));

export const TemplateTasksInput = Type.Object(
  {
    year: Type.Unsafe<number>({ ...Year, description: 'Year the plan is taken up in. A line is opened once a year, however often it is asked for.' }),
    lines: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: templateLimits.lines, uniqueItems: true })),
    dueOn: Type.Optional(Type.String({ format: 'date', description: 'For lines without a deadline.' })),
    words: Type.Optional(
      Type.Array(Type.Object({ replace: Unit, by: Unit }, strict), {
        maxItems: 40,
        description: 'Names of the place of the document, and what stands for them here. Units that are called like an organisation become it.',
      }),
    ),
  },
  { $id: 'TemplateTasksInput', ...strict },
);
export type TemplateTasksInput = Static<typeof TemplateTasksInput>;
export const TemplateTasks = Type.Object(
  {
    opened: Type.Integer({ minimum: 0 }),
    existing: Type.Integer({ minimum: 0, description: 'Lines that had a task of this year already.' }),
    taskIds: Type.Array(Id, { description: 'Of those opened, in the order of the lines.' }),
  },
  { $id: 'TemplateTasks', ...strict },
);
export type TemplateTasks = Static<typeof TemplateTasks>;
