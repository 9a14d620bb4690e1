import { Type, type Static } from 'typebox';
import { disclosure, Id, MajorCode, nullable, pageOf, RegionCode, Year } from './common.ts';
import { alertKinds, alertStates, alertStatuses, levels, roles, severities } from './vocabulary.ts';

const Sentence = Type.Object({ zh: Type.String(), en: Type.String() }, { additionalProperties: false });
export type Sentence = Static<typeof Sentence>;

export const AcknowledgementInput = Type.Object(
  { note: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000, description: 'What is going to be done about it, or why nothing.' })) },
  { $id: 'AcknowledgementInput', additionalProperties: false },
);
export type AcknowledgementInput = Static<typeof AcknowledgementInput>;

const Acknowledgement = Type.Object(
  {
    actor: Type.String({ description: 'The key or session that acknowledged it.' }),
    role: Type.Enum([...roles]),
    note: nullable(Type.String()),
    at: Type.String({ format: 'date-time' }),
  },
  { additionalProperties: false },
);

export const Alert = Type.Object(
  {
    id: Id,
    runId: Type.Unsafe<string>({ ...Id, description: 'The run that raised it.' }),
    previousRunId: Type.Unsafe<string>({ ...Id, description: 'The earlier run it was compared with.' }),
    regionCode: RegionCode,
    asOfYear: Type.Unsafe<number>({ ...Year, description: 'Last year the run knew.' }),
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    kind: Type.Enum([...alertKinds], {
      description: 'The decision window enters a severe band; its gap changes sign (P from ≤ 0.3 to ≥ 0.7 or back); plans overshoot; reporters are lost.',
    }),
    state: Type.Enum([...alertStates], { description: 'What was entered.' }),
    severity: Type.Enum([...severities]),
    sentences: Type.Array(Sentence, {
      description: 'What happened, with its numbers, and what it was before; without numbers where either run withholds them.',
    }),
    suppressed: disclosure.suppressed,
    status: Type.Enum([...alertStatuses], { description: 'over: the condition no longer held before anyone acknowledged it.' }),
    createdAt: Type.String({ format: 'date-time' }),
    endedAt: nullable(Type.String({ format: 'date-time', description: 'Since when the condition no longer holds.' })),
    acknowledgement: nullable(Acknowledgement),
    simulated: Type.Boolean(),
  },
  { $id: 'Alert', additionalProperties: false },
);
export type Alert = Static<typeof Alert>;
export const AlertPage = pageOf('AlertPage', Alert);
