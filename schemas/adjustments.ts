import { Type, type Static } from 'typebox';
import { Id, MajorCode, nullable, pageOf, Year } from './common.ts';
import { adjustmentChanges, levels, plannedActions } from './vocabulary.ts';

const strict = { additionalProperties: false } as const;
export const seatsLimit = 20_000;
export const Seats = Type.Integer({ minimum: 0, maximum: seatsLimit, description: 'Seats a year.' });
const Change = Type.Enum([...adjustmentChanges], {
  description: 'new 新设, expand 扩招, reduce 减招, suspend 停招, resume 恢复招生, rename 更名, close 撤销, keep 保持.',
});
/** A text of the ledger: everybody who reads it reads these too. */
const Words = (maxLength: number) => Type.String({ maxLength, pattern: '\\S' });

export const AdjustmentInput = Type.Object(
  {
    organisationId: Type.Unsafe<string>({ ...Id, description: 'The school.' }),
    majorCode: MajorCode,
    year: Type.Unsafe<number>({ ...Year, description: 'First year of intake it holds for.' }),
    change: Change,
    seatsBefore: Type.Optional(Seats),
    seatsAfter: Type.Optional(Seats),
    newName: Type.Optional(Words(60)),
    basis: Type.Unsafe<string>({ ...Words(500), description: 'What it was decided on and where it is written.' }),
    resolutionNumber: Type.Optional(Words(60)),
    decidedOn: Type.String({ format: 'date' }),
  },
  { $id: 'AdjustmentInput', ...strict },
);
export type AdjustmentInput = Static<typeof AdjustmentInput>;
export const ReversalInput = Type.Object(
  { reason: Type.Unsafe<string>({ ...Words(500), description: 'Why the line was wrong: it becomes the basis of the line that takes it back.' }) },
  { $id: 'ReversalInput', ...strict },
);
export type ReversalInput = Static<typeof ReversalInput>;

export const Adjustment = Type.Object(
  {
    id: Id,
    year: Type.Integer(),
    organisationId: Id,
    organisationName: Type.String(),
    programmeId: nullable(Id),
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    change: Change,
    seatsBefore: nullable(Type.Integer()),
    seatsAfter: nullable(Type.Integer()),
    newName: nullable(Type.String()),
    basis: Type.String(),
    docketId: nullable(Id),
    resolutionNumber: nullable(Type.String()),
    decidedOn: Type.String({ format: 'date' }),
    takesBackId: nullable(Type.String({ description: 'The line this one takes back.' })),
    takenBackId: nullable(Type.String({ description: 'The line that takes this one back.' })),
    stands: Type.Boolean({ description: 'Neither takes a line back nor was taken back: what statistics count.' }),
    simulated: Type.Boolean(),
    source: Type.String({ description: 'resolution: of the conference; entered: decided before, entered by hand; otherwise where it is from.' }),
    createdAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'Adjustment', ...strict },
);
export type Adjustment = Static<typeof Adjustment>;
export const AdjustmentPage = pageOf('AdjustmentPage', Adjustment);

const n = (description: string) => Type.Integer({ minimum: 0, description });
export const AdjustmentYear = Type.Object(
  {
    year: Type.Integer(),
    lines: n('Lines that stand.'),
    adjusted: n('Programmes with a line that stands and is not keep.'),
    open: n('Programmes that took students in the year or the year before: what the share is of.'),
    share: nullable(Type.Number({ description: 'adjusted ÷ open; null where none was open.' })),
    counts: Type.Array(Type.Object({ change: Change, level: Type.Enum([...levels]), lines: n('Lines that stand.') }, strict)),
    simulated: Type.Boolean({ description: 'Holds simulated lines.' }),
  },
  strict,
);
export type AdjustmentYear = Static<typeof AdjustmentYear>;
export const AdjustmentStatistics = Type.Object({ from: Type.Integer(), to: Type.Integer(), years: Type.Array(AdjustmentYear) }, { $id: 'AdjustmentStatistics', ...strict }); // prettier-ignore
export type AdjustmentStatistics = Static<typeof AdjustmentStatistics>;

export const AdjustmentPlanRow = Type.Object(
  {
    level: Type.Enum([...levels]),
    action: Type.Enum([...plannedActions], { description: 'added: new 新设. cut: suspended, reduced or closed 停招缓招.' }),
    planned: nullable(n('What the document asks for; null where it says nothing.')),
    done: n('Lines that stand.'),
    missing: nullable(n('What is left of the plan; null where there is none.')),
    years: Type.Array(Type.Object({ year: Type.Integer(), lines: n('Lines that stand.') }, strict)),
    source: nullable(Type.String({ description: 'The document.' })),
    simulated: Type.Boolean({ description: 'Holds simulated lines.' }),
  },
  strict,
);
export type AdjustmentPlanRow = Static<typeof AdjustmentPlanRow>;
export const AdjustmentPlan = Type.Object(
  { from: Type.Integer(), to: Type.Integer(), rows: Type.Array(AdjustmentPlanRow) },
  { $id: 'AdjustmentPlan', ...strict },
);
export type AdjustmentPlan = Static<typeof AdjustmentPlan>;
