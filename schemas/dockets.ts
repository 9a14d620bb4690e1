import { Type, type Static } from 'typebox';
import { Id, MajorCode, nullable, pageOf, ref, RegionCode, Version, Year } from './common.ts';
import { DocketEvidence } from './docket-evidence.ts';
import { measuresLimit, noteLength, opinionLength } from './docket-limits.ts';
import { DocketReview } from './docket-reviews.ts';
import { adjustmentChanges, docketOrigins, flagClasses, levels, replyKinds, replyStates, resolutionOutcomes } from './vocabulary.ts';
import { eventsOf, statesOf } from './workflow.ts';
import { docketWorkflow } from './workflows/docket.ts';

const strict = { additionalProperties: false } as const;
const instant = Type.String({ format: 'date-time' });
const State = Type.Enum(statesOf(docketWorkflow));
/** What planners do with a docket outside the conference. */
export const planningEvents = ['ask', 'assess', 'reopen', 'withdraw'] as const;

const Change = Type.Enum([...adjustmentChanges], {
  description: 'new 新增, expand 扩招, reduce 缩减, suspend 暂停招生, resume 恢复招生, rename 更名, close 撤销, keep 保持.',
});
export const MeasureInput = Type.Object(
  {
    schoolId: Id,
    change: Change,
    fromYear: Type.Unsafe<number>({ ...Year, description: 'First year of intake it holds for.' }),
    seatsBefore: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, description: 'Left out: the newest reported intake of the programme.' })),
    seatsAfter: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, description: 'Needed by new, expand, reduce and resume.' })),
    newName: Type.Optional(Type.String({ minLength: 1, maxLength: 60, pattern: '\\S', description: 'Needed by rename.' })),
    note: Type.Optional(Type.String({ maxLength: noteLength })),
  },
  { $id: 'MeasureInput', ...strict },
);
export type MeasureInput = Static<typeof MeasureInput>;
const Measures = Type.Array(ref(MeasureInput), {
  maxItems: measuresLimit,
  description: 'What is to be done at which school; a school has one measure of a kind.',
});

export const DocketInput = Type.Object(
  {
    majorCode: MajorCode,
    runId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'The run whose flag it is about; the newest that succeeded where it is left out.' })),
    measures: Type.Optional(Measures),
  },
  { $id: 'DocketInput', ...strict },
);
export type DocketInput = Static<typeof DocketInput>;
export const DocketChange = Type.Object(
  { opinion: nullable(Type.String({ maxLength: opinionLength, description: 'Opinion of who plans.' })), measures: Measures },
  { $id: 'DocketChange', ...strict },
);
export type DocketChange = Static<typeof DocketChange>;
export const DocketMoveInput = Type.Object(
  {
    event: Type.Enum([...planningEvents], {
      description: 'ask 征求意见, assess 出具意见, reopen 退回重议, withdraw 撤回. What the conference does it does at a meeting.',
    }),
    reason: Type.Optional(Type.String({ maxLength: noteLength, description: 'Needed by reopen and withdraw.' })),
  },
  { $id: 'DocketMoveInput', ...strict },
);
export type DocketMoveInput = Static<typeof DocketMoveInput>;

export const Measure = Type.Object(
  {
    id: Id,
    schoolId: Id,
    schoolName: Type.String(),
    programmeId: nullable(Id),
    change: Change,
    fromYear: Type.Integer(),
    seatsBefore: nullable(Type.Integer()),
    seatsAfter: nullable(Type.Integer()),
    newName: nullable(Type.String()),
    note: nullable(Type.String()),
  },
  { $id: 'Measure', ...strict },
);
export type Measure = Static<typeof Measure>;

const summary = {
  id: Id,
  regionCode: RegionCode,
  year: Type.Integer(),
  number: Type.Integer({ description: 'Counted within its year; both are shown as 2026-017.' }),
  origin: Type.Enum([...docketOrigins]),
  changeId: nullable(Id),
  runId: Id,
  majorCode: MajorCode,
  majorName: Type.String(),
  level: Type.Enum([...levels]),
  flagClass: nullable(Type.Enum([...flagClasses])),
  state: State,
  version: Version,
  outcome: nullable(Type.Enum([...resolutionOutcomes])),
  resolutionNumber: nullable(Type.String()),
  decidedOn: nullable(Type.String({ format: 'date' })),
  reviewOn: nullable(Type.String({ format: 'date', description: 'Day from which its outcome is looked at.' })),
  reviewDue: Type.Boolean({ description: 'Resolved, and that day has come.' }),
  measures: Type.Array(ref(Measure), { description: 'To a school its own.' }),
  simulated: Type.Boolean(),
  createdAt: instant,
  changedAt: instant,
};
export const DocketSummary = Type.Object(summary, { $id: 'DocketSummary', ...strict });
export type DocketSummary = Static<typeof DocketSummary>;
export const DocketPage = pageOf('DocketPage', DocketSummary);

const DocketReply = Type.Object(
  {
    id: Id,
    schoolId: Id,
    schoolName: Type.String(),
    kind: Type.Enum([...replyKinds]),
    state: Type.Enum([...replyStates]),
    text: Type.String(),
    doneBy: nullable(Type.String({ format: 'date' })),
    sentAt: nullable(instant),
  },
  strict,
);
export const Docket = Type.Object(
  {
    ...summary,
    opinion: nullable(Type.String({ description: 'Schools read it once it is given.' })),
    evidence: nullable(ref(DocketEvidence)),
    evidenceHash: Type.String({ description: 'SHA-256 of the canonical form of the whole evidence, before anything is withheld from a reader.' }),
    replies: Type.Array(DocketReply, { description: 'Of schools to the flag, as they stand; to a school its own.' }),
    review: nullable(ref(DocketReview)),
    can: Type.Array(Type.Enum(eventsOf(docketWorkflow)), { description: 'What the caller can do with it now.' }),
  },
  { $id: 'Docket', ...strict },
);
export type Docket = Static<typeof Docket>;

export const DocketStep = Type.Object(
  {
    id: Id,
    event: Type.Enum(eventsOf(docketWorkflow)),
    from: State,
    to: State,
    at: instant,
    actor: nullable(Type.String({ description: 'Told to those who plan.' })),
    actorName: nullable(Type.String({ description: 'Login or label, where there is one.' })),
    reason: nullable(Type.String()),
  },
  { $id: 'DocketStep', ...strict },
);
export type DocketStep = Static<typeof DocketStep>;
export const DocketStepPage = pageOf('DocketStepPage', DocketStep);

const Part = Type.Enum(['run', 'flag', 'gaps', 'findings', 'demand', 'supply', 'flags']);
export const DocketCheck = Type.Object(
  {
    frozenHash: Type.String({ description: 'As it was written down when the docket was opened.' }),
    presentHash: Type.String({ description: 'Of the evidence as it is stored now.' }),
    untouched: Type.Boolean({ description: 'Both are the same: nobody has changed the evidence.' }),
    same: Type.Boolean({ description: 'Everything the run says of the major is still what the docket says.' }),
    parts: Type.Array(
      Type.Object(
        {
          part: Part,
          fields: Type.Integer({ description: 'Values compared.' }),
          differing: Type.Integer(),
          first: nullable(
            Type.Object({ pointer: Type.String({ description: 'JSON pointer into the evidence.' }), frozen: Type.String(), found: Type.String() }, strict),
          ),
        },
        strict,
      ),
    ),
  },
  { $id: 'DocketCheck', ...strict },
);
export type DocketCheck = Static<typeof DocketCheck>;
