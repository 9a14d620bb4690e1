import { Type, type Static } from 'typebox';
import { Flag } from './results.ts';
import { Id, MajorCode, nullable, pageOf, ref, Version } from './common.ts';
import { levels, ruleCertainties, ruleDirections, ruleOutcomes, ruleSubjects } from './vocabulary.ts';

const strict = { additionalProperties: false } as const;
const text = Type.Object({ zh: Type.String(), en: Type.String() }, strict);
const Condition = Type.Object({ measure: Type.String(), title: text, comparator: Type.String(), threshold: Type.String() }, strict);

export const Rule = Type.Object(
  {
    id: Type.String(),
    version: Type.Integer({ description: 'Of the published rule.' }),
    thresholdsVersion: Version,
    title: text,
    subject: Type.Enum([...ruleSubjects], { description: 'What it is evaluated on.' }),
    levels: Type.Array(Type.Enum([...levels]), { description: 'Empty: every level.' }),
    inputs: Type.Array(Type.Object({ name: Type.String(), title: text }, strict)),
    thresholds: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          title: text,
          unit: text,
          minimum: Type.Number(),
          maximum: Type.Number(),
          original: nullable(Type.Number({ description: 'As published; null where the source gives none.' })),
          value: nullable(Type.Number({ description: 'What counts: the newest copy, else the original.' })),
        },
        strict,
      ),
    ),
    steps: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          title: text,
          direction: Type.Enum([...ruleDirections]),
          years: Type.Integer({ description: 'Years running in which it must hold.' }),
          levels: Type.Array(Type.Enum([...levels])),
          all: Type.Array(Condition),
          atLeast: nullable(Type.Integer()),
          of: Type.Array(Condition),
        },
        strict,
      ),
      { description: 'From the gravest to the mildest; the first that holds is the finding.' },
    ),
    source: text,
    date: nullable(Type.String()),
    certainty: Type.Enum([...ruleCertainties], { description: 'read in the source, press report, or to be verified' }),
    note: nullable(text),
    copy: nullable(Type.Object({ author: Type.String(), createdAt: Type.String({ format: 'date-time' }), note: nullable(Type.String()) }, strict)),
    findings: Type.Object(
      { hit: Type.Integer(), notHit: Type.Integer(), missing: Type.Integer() },
      { ...strict, description: 'In the run asked for, or the newest.' },
    ),
    missing: Type.Array(Type.Object({ name: Type.String(), title: text }, strict), { description: 'Inputs that findings of that run named missing.' }),
  },
  { $id: 'Rule', ...strict },
);
export type Rule = Static<typeof Rule>;
export const RulePage = pageOf('RulePage', Rule);

export const RuleCopyInput = Type.Object(
  {
    thresholds: Type.Record(Type.String({ maxLength: 40 }), Type.Number(), {
      maxProperties: 40,
      description: 'Values that differ from the original; empty goes back to it.',
    }),
    note: Type.String({ maxLength: 500, pattern: '\\S', description: 'Why; kept with the copy.' }),
  },
  { $id: 'RuleCopyInput', ...strict },
);
export type RuleCopyInput = Static<typeof RuleCopyInput>;

export const ThresholdEdit = Type.Object(
  {
    id: Id,
    ruleId: Type.String(),
    ruleTitle: text,
    version: Type.Integer({ description: '`thresholdsVersion` from then on; 1 is the published rule.' }),
    changes: Type.Array(Type.Object({ name: Type.String(), title: text, unit: text, from: nullable(Type.Number()), to: nullable(Type.Number()) }, strict), {
      description: 'Null: the source gives no value, and none was entered.',
    }),
    restored: Type.Boolean({ description: 'Back to what was published.' }),
    note: nullable(Type.String()),
    author: Type.String(),
    authorName: nullable(Type.String({ description: 'Login, or label of the key; null for demo roles and deleted accounts.' })),
    at: Type.String({ format: 'date-time' }),
  },
  { $id: 'ThresholdEdit', ...strict },
);
export type ThresholdEdit = Static<typeof ThresholdEdit>;
export const ThresholdEditPage = pageOf('ThresholdEditPage', ThresholdEdit);

export const RuleFinding = Type.Object(
  {
    runId: Id,
    ruleId: Type.String(),
    ruleVersion: Type.Integer(),
    ruleTitle: text,
    edited: Type.Record(Type.String(), Type.Number(), { description: 'Thresholds that differed from the original in that run.' }),
    subject: Type.Object({ kind: Type.Enum([...ruleSubjects]), id: Type.String(), name: Type.String() }, strict),
    majorCode: nullable(MajorCode),
    majorName: nullable(Type.String()),
    level: nullable(Type.Enum([...levels])),
    outcome: Type.Enum([...ruleOutcomes], { description: 'missing: cannot be evaluated' }),
    step: nullable(Type.String()),
    direction: Type.Enum([...ruleDirections]),
    numbers: Type.Array(
      Type.Object(
        {
          measure: Type.String(),
          year: nullable(Type.Integer()),
          value: Type.Number(),
          comparator: Type.String(),
          threshold: nullable(Type.Number()),
          holds: nullable(Type.Boolean()),
        },
        strict,
      ),
    ),
    missing: Type.Array(Type.String()),
    reason: text,
  },
  { $id: 'RuleFinding', ...strict },
);
export type RuleFinding = Static<typeof RuleFinding>;
export const RuleFindingPage = pageOf('RuleFindingPage', RuleFinding);

export const Conflict = Type.Object(
  { majorCode: MajorCode, majorName: Type.String(), flag: ref(Flag), findings: Type.Array(ref(RuleFinding)) },
  { $id: 'Conflict', ...strict, description: 'A flag and rule findings that point opposite ways, side by side; never merged into one number.' },
);
export type Conflict = Static<typeof Conflict>;
export const ConflictPage = pageOf('ConflictPage', Conflict);
