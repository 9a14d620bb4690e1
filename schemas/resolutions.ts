import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, ref, Version } from './common.ts';
import { itemOutcomes, mostMembers, mostUnits } from './conference-words.ts';
import { Reason } from './conference.ts';
import { measuresLimit } from './docket-limits.ts';
import { MeasureInput } from './dockets.ts';
import { resolutionOutcomes } from './vocabulary.ts';
import { statesOf } from './workflow.ts';
import { resolutionWorkflow } from './workflows/resolution.ts';

const strict = { additionalProperties: false } as const;
const day = (description: string) => Type.String({ format: 'date', description });
const written = (maxLength: number, description: string) => Type.String({ minLength: 1, maxLength, pattern: '\\S', description });
const votes = Type.Integer({ minimum: 0, maximum: mostMembers });

export const ItemDecisionInput = Type.Object(
  {
    outcome: Type.Enum([...itemOutcomes], { description: 'approve 通过, amend 修改后通过, reject 不予通过, defer 缓议, note 听取 (no resolution).' }),
    text: Type.Optional(written(4000, 'Text of the resolution; needed unless the item is only noted.')),
    votes: Type.Optional(
      Type.Object({ for: votes, against: votes, abstained: votes }, { ...strict, description: 'Add up to the seats with a vote that are taken.' }),
    ),
    units: Type.Optional(
      Type.Array(Type.Object({ unit: written(100, '责任单位.'), organisationId: Type.Optional(Id) }, strict), {
        maxItems: mostUnits,
        description: 'Who carries it out; the first one leads.',
      }),
    ),
    dueOn: Type.Optional(day('By when it is carried out.')),
    reviewOn: Type.Optional(day('From when on its outcome is looked at; of a docket.')),
    needsApproval: Type.Optional(Type.Boolean({ description: '报批: a major matter that others have to approve.' })),
    measures: Type.Optional(
      Type.Array(ref(MeasureInput), { maxItems: measuresLimit, description: 'Of a docket that is approved with changes (amend), and only of it.' }),
    ),
  },
  { $id: 'ItemDecisionInput', ...strict },
);
export type ItemDecisionInput = Static<typeof ItemDecisionInput>;

export const Resolution = Type.Object(
  {
    id: Id,
    number: Type.String({ description: '2026-1-03: the third item of the first meeting of 2026.' }),
    meetingId: Id,
    docketId: nullable(Id),
    outcome: Type.Enum([...resolutionOutcomes]),
    title: Type.String(),
    text: Type.String(),
    decidedOn: day('Day of the meeting.'),
    dueOn: nullable(day('By when it is carried out.')),
    reviewOn: nullable(day('From when on its outcome is looked at.')),
    overdue: Type.Boolean({ description: 'Not closed after the day it was due.' }),
    units: Type.Array(Type.Object({ unit: Type.String(), organisationId: nullable(Id), leads: Type.Boolean() }, strict), {
      description: 'Who carries it out, the leading unit first.',
    }),
    authority: nullable(Type.String({ description: '报批: to whom it was submitted.' })),
    submittedOn: nullable(Type.String({ format: 'date' })),
    documentNumber: nullable(Type.String({ description: '文号.' })),
    answeredOn: nullable(Type.String({ format: 'date' })),
    answerNumber: nullable(Type.String({ description: '批复文号.' })),
    state: Type.Enum(statesOf(resolutionWorkflow)),
    reports: Type.Integer({ minimum: 0, description: 'Follow-up reports given.' }),
    version: Version,
    simulated: Type.Boolean(),
  },
  { $id: 'Resolution', ...strict },
);
export type Resolution = Static<typeof Resolution>;
export const ResolutionPage = pageOf('ResolutionPage', Resolution);

export const ResolutionMove = Type.Object(
  {
    event: Type.Enum(['submit', 'approve', 'refuse', 'return', 'close', 'reopen']),
    reason: Type.Optional(Reason),
    authority: Type.Optional(written(100, 'submit: to whom.')),
    on: Type.Optional(day('submit, approve, refuse: the day of the document.')),
    documentNumber: Type.Optional(written(60, 'submit, approve, refuse: 文号.')),
  },
  { $id: 'ResolutionMove', ...strict },
);
export type ResolutionMove = Static<typeof ResolutionMove>;
export const ResolutionReportInput = Type.Object(
  { text: written(4000, '落实情况.'), done: Type.Boolean({ description: 'Says that it is carried out, and asks the office to close it.' }) },
  { $id: 'ResolutionReportInput', ...strict },
);
export type ResolutionReportInput = Static<typeof ResolutionReportInput>;
export const ResolutionReport = Type.Object(
  {
    id: Id,
    unit: nullable(Type.String({ description: 'Organisation that gave it; null for the office of the conference.' })),
    text: Type.String(),
    done: Type.Boolean(),
    at: Type.String({ format: 'date-time' }),
  },
  { $id: 'ResolutionReport', ...strict },
);
export type ResolutionReport = Static<typeof ResolutionReport>;
export const ResolutionReportPage = pageOf('ResolutionReportPage', ResolutionReport);
