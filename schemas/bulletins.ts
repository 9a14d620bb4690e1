import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, Version, Year } from './common.ts';
import { bulletinKinds, resolutionOutcomes } from './vocabulary.ts';
import { eventsOf, statesOf } from './workflow.ts';
import { bulletinWorkflow } from './workflows/bulletin.ts';

const strict = { additionalProperties: false } as const;
const instant = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Count = Type.Integer({ minimum: 0 });
const Kind = Type.Enum([...bulletinKinds], { description: 'monthly_dispatch 月调度, quarterly_bulletin 季通报, yearly_summary 年总结.' });
const Event = Type.Enum(eventsOf(bulletinWorkflow));
const Title = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' });
const Text = Type.String({ minLength: 1, maxLength: 4_000, pattern: '\\S' });
export const bulletinBlocks = 60;

const counts = { total: Count, open: Count, underway: Count, reported: Count, done: Count, cancelled: Count, overdue: Count };
const task = { taskId: Id, title: Type.String(), units: Type.Array(Type.String(), { description: 'Responsible units.' }) };
/** What a bulletin counts, frozen when it is made, each figure with what it was counted from. */
export const BulletinFigures = Type.Object(
  {
    asOf: Type.Unsafe<string>({ ...instant, description: 'States and progress as they were then.' }),
    today: Day,
    from: Day,
    to: Type.Unsafe<string>({ ...Day, description: 'Last day of the period.' }),
    tasks: Type.Object({ ...counts, dueSoon: Count }, strict),
    period: Type.Object({ opened: Count, reports: Count, completed: Count, resolved: Count }, { ...strict, description: 'In the period.' }),
    units: Type.Array(Type.Object({ name: Type.String(), ...counts }, strict)),
    overdue: Type.Array(Type.Object({ ...task, dueOn: Day, days: Type.Integer({ minimum: 1, description: 'Days past its day.' }), progress: Count }, strict)),
    done: Type.Array(Type.Object({ ...task, doneOn: Day }, strict)),
    reports: Type.Array(Type.Object({ reportId: Id, ...task, unit: nullable(Type.String()), on: Day, progress: Count, text: Type.String() }, strict), {
      description: 'The newest of the period for each task.',
    }),
    resolutions: Type.Array(
      Type.Object(
        {
          docketId: Id,
          number: Type.String({ description: 'Of the resolution, or of the docket.' }),
          majorCode: Type.String(),
          majorName: Type.String(),
          outcome: Type.Enum([...resolutionOutcomes]),
          decidedOn: Day,
        },
        strict,
      ),
    ),
  },
  strict,
);
export type BulletinFigures = Static<typeof BulletinFigures>;

const tables = ['states', 'units', 'overdue', 'done', 'reports', 'resolutions'] as const;
const Block = Type.Union([
  Type.Object({ id: Type.String(), kind: Type.Literal('heading'), text: Type.String() }, strict),
  Type.Object(
    {
      id: Type.String(),
      kind: Type.Literal('paragraph'),
      text: Type.String(),
      edited: Type.Boolean({ description: 'Not as it was made from the records.' }),
      made: nullable(Type.String({ description: 'As it was made; null where somebody added the paragraph.' })),
    },
    strict,
  ),
  Type.Object({ id: Type.String(), kind: Type.Literal('table'), of: Type.Enum([...tables], { description: 'The figures it shows.' }) }, strict),
]);
export type BulletinBlock = Static<typeof Block>;
export const BulletinContent = Type.Object({ figures: BulletinFigures, blocks: Type.Array(Block) }, strict);
export type BulletinContent = Static<typeof BulletinContent>;

export const BulletinInput = Type.Object(
  {
    kind: Kind,
    year: Year,
    period: Type.Optional(Type.Integer({ minimum: 1, maximum: 12, description: 'Month 1–12 or quarter 1–4; left out for the year.' })),
  },
  { $id: 'BulletinInput', ...strict },
);
export type BulletinInput = Static<typeof BulletinInput>;
export const BulletinChange = Type.Object(
  {
    title: Title,
    paragraphs: Type.Array(Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }), text: Text }, strict), {
      maxItems: bulletinBlocks,
      description: 'Paragraphs that read otherwise now; those left out stay. Figures and tables cannot be changed.',
    }),
    added: Type.Optional(
      Type.Array(Type.Object({ after: Type.String({ minLength: 1, maxLength: 40, description: 'Block it follows.' }), text: Text }, strict), { maxItems: 10 }),
    ),
  },
  { $id: 'BulletinChange', ...strict },
);
export type BulletinChange = Static<typeof BulletinChange>;
export const BulletinMoveInput = Type.Object(
  { event: Event, reason: Type.Optional(Type.String({ maxLength: 500, pattern: '\\S' })) },
  { $id: 'BulletinMoveInput', ...strict },
);
export type BulletinMoveInput = Static<typeof BulletinMoveInput>;

const head = {
  id: Id,
  kind: Kind,
  year: Type.Integer(),
  period: nullable(Type.Integer()),
  edition: Type.Integer({ minimum: 1, description: 'Counts those of the period; only one of them is not withdrawn.' }),
  title: Type.String(),
  state: Type.Enum(statesOf(bulletinWorkflow), { description: 'draft 草稿, published 已发布, withdrawn 已撤回.' }),
  version: Version,
  can: Type.Array(Event, { description: 'What the caller can do with it now.' }),
  reason: nullable(Type.String({ description: 'Why it was withdrawn.' })),
  simulated: Type.Boolean(),
  createdAt: instant,
  changedAt: instant,
  publishedAt: nullable(instant),
};
export const BulletinHead = Type.Object(head, { $id: 'BulletinHead', ...strict });
export type BulletinHead = Static<typeof BulletinHead>;
export const BulletinPage = pageOf('BulletinPage', BulletinHead);
export const Bulletin = Type.Object({ ...head, content: BulletinContent }, { $id: 'Bulletin', ...strict });
export type Bulletin = Static<typeof Bulletin>;
