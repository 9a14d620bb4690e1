import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, ref } from './common.ts';
import type { EntryObserved } from './results.ts';
import { parameterWords } from './runs.ts';
import { checkKinds, checkStates, flagClasses, levels } from './vocabulary.ts';

const instant = (description: string) => Type.String({ format: 'date-time', description });

/** What a replay found. */
export const ReplayVerdict = Type.Object(
  {
    equal: Type.Boolean({ description: 'Every row is the same to the byte.' }),
    rows: Type.Integer({ description: 'Rows that differ.' }),
    first: nullable(Type.String({ description: 'Table, key and field of the first difference.' })),
    compared: Type.Integer({ description: 'Rows compared: series, forecasts, gaps, totals, flags, findings.' }),
    digest: Type.String({ description: 'SHA-256 over the results without the id of the run: equal runs have equal digests.' }),
  },
  { $id: 'ReplayVerdict', additionalProperties: false },
);
export type ReplayVerdict = Static<typeof ReplayVerdict>;

const End = Type.Object({
  value: Type.Number({ description: 'The value tried.' }),
  changed: Type.Integer({ description: 'Flags whose proposed class is another, gone or new.' }),
  examples: Type.Array(Type.Object({ majorCode: Type.String(), from: nullable(Type.Enum([...flagClasses])), to: nullable(Type.Enum([...flagClasses])) }), {
    description: 'The first ten, in the order of codes.',
  }),
});
/** What one parameter does to the flags of a run, everything else equal. */
export const EffectResult = Type.Object(
  { used: Type.Number(), flags: Type.Integer({ description: 'Flags of the run.' }), low: End, high: End },
  { $id: 'EffectResult', additionalProperties: false },
);
export type EffectResult = Static<typeof EffectResult>;
export type CheckResult = ReplayVerdict | EffectResult;

export const RunCheck = Type.Object(
  {
    id: Id,
    runId: Id,
    kind: Type.Enum([...checkKinds]),
    parameter: nullable(Type.String()),
    state: Type.Enum([...checkStates]),
    engineVersion: Type.String({ description: 'Of the check; a run of another version may differ for that reason alone.' }),
    replay: nullable(ref(ReplayVerdict)),
    effect: nullable(ref(EffectResult)),
    error: nullable(Type.String()),
    requestedBy: Type.String(),
    createdAt: instant('Asked for.'),
    finishedAt: nullable(instant('Done.')),
  },
  { $id: 'RunCheck', additionalProperties: false },
);
export type RunCheck = Static<typeof RunCheck>;
export const RunCheckPage = pageOf('RunCheckPage', RunCheck);

export const EffectInput = Type.Object(
  { parameter: Type.String({ minLength: 1, maxLength: 64, description: 'Name of a parameter, as GET /parameters lists them.' }) },
  { $id: 'EffectInput', additionalProperties: false },
);
export type EffectInput = Static<typeof EffectInput>;

const Turn = Type.Object({
  majorCode: Type.String(),
  majorName: Type.String(),
  turnsAt: Type.Number({ description: 'Where the class becomes another, everything else equal.' }),
  from: Type.Enum([...flagClasses]),
  becomes: nullable(Type.Enum([...flagClasses])),
});
/** An assumption and the flags that turn within its likely range, found when the run was made. */
const turns = {
  turns: nullable(Type.Integer({ description: 'Flags that turn within the likely range; null where it has none and the run did not look.' })),
  nearest: Type.Array(Turn, { description: 'Those that turn first, five at most.' }),
};
export const ParameterUse = Type.Object(
  {
    name: Type.String(),
    value: Type.Number({ description: 'In this run.' }),
    default: Type.Number(),
    minimum: Type.Number(),
    maximum: Type.Number(),
    likely: nullable(Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: 'Where the truth may well lie: lower and upper end.' })),
    tried: Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: 'The two values an effect is asked for.' }),
    title: Type.Object({ zh: Type.String(), en: Type.String() }),
    words: parameterWords,
    ...turns,
    check: nullable(ref(RunCheck)),
  },
  { $id: 'ParameterUse', additionalProperties: false },
);
export type ParameterUse = Static<typeof ParameterUse>;

export const RunAssumptions = Type.Object(
  {
    runId: Id,
    flags: Type.Integer({ description: 'Flags of the run.' }),
    parameters: Type.Array(ref(ParameterUse)),
    groups: Type.Array(
      Type.Object(
        {
          ...{
            name: Type.String(),
            group: Type.String(),
            value: Type.Number(),
            forOthers: Type.Number({ description: 'The value that all other groups have.' }),
          },
          occupations: nullable(Type.Integer({ description: 'Occupations of the run in the group; null where its inputs are gone.' })),
          title: Type.Object({ zh: Type.String(), en: Type.String() }),
        },
        { additionalProperties: false },
      ),
      { description: 'Values that single occupation groups (first two parts of the code) have of their own.' },
    ),
    others: Type.Array(
      Type.Object({
        name: Type.String({
          description:
            'localStay: share that stays in the city; weight: share of an occupation’s demand that falls to a major; graduates: persons a year more or fewer.',
        }),
        ...turns,
      }),
      {
        description: 'Assumptions that are no parameter, since they are reported or follow from reports.',
      },
    ),
    reliability: nullable(
      Type.Object(
        {
          used: Type.Boolean({ description: 'Whether announced demand counts by the reliability of its enterprise (parameter reliabilityUsed).' }),
          share: Type.Number({ minimum: 0, maximum: 1, description: 'Persons of postings whose outcome was told ÷ persons looked for.' }),
          ...{ postings: Type.Integer(), persons: Type.Integer(), told: Type.Integer(), enterprises: Type.Integer() },
        },
        {
          additionalProperties: false,
          description: 'What became of what enterprises announced. Null where no outcome was told, or fewer than three enterprises posted.',
        },
      ),
    ),
    entry: Type.Array(
      Type.Object(
        {
          observed: Type.Unsafe<EntryObserved>({ $ref: 'EntryObserved#' }),
          occupations: Type.Integer({ description: 'Occupations with demand it is used for.' }),
        },
        { additionalProperties: false },
      ),
      { description: 'Entry shares λ that outcomes of postings told, beside the parameter they are pooled towards. None where no outcome told who was hired.' },
    ),
    tracked: Type.Array(
      Type.Object(
        {
          majorCode: Type.String(),
          majorName: Type.String(),
          level: Type.Enum([...levels]),
          persons: Type.Integer({ description: 'Graduates behind q.' }),
          jobs: Type.Integer({ description: 'Graduates behind f.' }),
          years: Type.Array(Type.Integer()),
          localStay: Type.Number({ description: 'q as used.' }),
          localStayRange: Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: '80 % interval.' }),
          inField: Type.Number({ description: 'f as used.' }),
          inFieldRange: Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: '80 % interval.' }),
        },
        { additionalProperties: false },
      ),
      { description: 'Majors whose stay and in-field rates rest on graduate tracking 就业跟踪.' },
    ),
  },
  { $id: 'RunAssumptions', additionalProperties: false },
);
export type RunAssumptions = Static<typeof RunAssumptions>;
