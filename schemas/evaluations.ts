import { Type, type Static } from 'typebox';
import { disclosure, Id, MajorCode, nullable, pageOf, RegionCode } from './common.ts';
import { flagClasses, flagDirections, flagOutcomes, levels, scoredSides } from './vocabulary.ts';

const Miss = Type.Object(
  {
    code: Type.String({ description: 'Major code, occupation code or programme id.' }),
    name: Type.String(),
    year: Type.Integer(),
    forecast: nullable(Type.Number({ description: 'This and the following are null where the series is withheld.' })),
    naive: nullable(Type.Number({ description: 'The last value known then.' })),
    lo80: nullable(Type.Number()),
    hi80: nullable(Type.Number()),
    actual: nullable(Type.Number()),
  },
  { additionalProperties: false },
);
export type Miss = Static<typeof Miss>;
const pair = {
  runId: Id,
  againstRunId: Type.Unsafe<string>({ ...Id, description: 'The later run whose history tells what came.' }),
  regionCode: RegionCode,
};

export const Evaluation = Type.Object(
  {
    ...pair,
    asOfYear: Type.Integer({ description: 'Last year the forecasts knew.' }),
    againstYear: Type.Integer({ description: 'Last year the later run knew.' }),
    side: Type.Enum([...scoredSides], { description: 'supply: graduates by major who stayed; occupation, hires, intake: the series gaps are made of.' }),
    yearsAhead: Type.Integer(),
    n: Type.Integer({ description: 'Forecasts that have met their year.' }),
    mae: Type.Number({ description: 'Mean absolute error, persons.' }),
    naiveMae: Type.Number({ description: 'That of the last value known then.' }),
    ratio: nullable(Type.Number({ description: 'mae ÷ naiveMae; below 1 beats "no change".' })),
    coverage80: Type.Number({ description: 'Share of values that came inside their 80 % interval.' }),
    coverage95: Type.Number(),
    bias: Type.Number({ description: 'Mean forecast − actual, persons; positive is too high.' }),
    misses: Type.Array(Miss, { description: 'The largest errors.' }),
    simulated: Type.Boolean(),
    evaluatedAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'Evaluation', additionalProperties: false },
);
export type Evaluation = Static<typeof Evaluation>;
export const EvaluationPage = pageOf('EvaluationPage', Evaluation);

export const FlagEvaluation = Type.Object(
  {
    ...pair,
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    class: Type.Enum([...flagClasses], { description: 'As shown then.' }),
    proposedClass: Type.Enum([...flagClasses]),
    direction: Type.Enum([...flagDirections]),
    firstYear: Type.Integer({ description: 'First year of the decision window.' }),
    lastYear: Type.Integer(),
    observedYears: Type.Integer({ description: 'Years of the window that have come to pass.' }),
    demand: nullable(Type.Number({ description: 'Persons of the observed years, as the later run estimates them.' })),
    supply: nullable(
      Type.Number({ description: 'Supply of the observed years, of graduates reported since; withheld where fewer than three schools offer the major.' }),
    ),
    outcome: Type.Enum([...flagOutcomes]),
    suppressed: disclosure.suppressed,
    simulated: Type.Boolean(),
  },
  { $id: 'FlagEvaluation', additionalProperties: false },
);
export type FlagEvaluation = Static<typeof FlagEvaluation>;
const flagPage = pageOf('FlagEvaluationItems', FlagEvaluation);
export const FlagEvaluationPage = Type.Object(
  {
    ...flagPage.properties,
    outcomes: Type.Object(
      Object.fromEntries(flagOutcomes.map((name) => [name, Type.Integer()])) as Record<(typeof flagOutcomes)[number], ReturnType<typeof Type.Integer>>,
      {
        additionalProperties: false,
        description: 'Flags by outcome, whatever outcome is asked for.',
      },
    ),
  },
  { $id: 'FlagEvaluationPage', additionalProperties: false },
);
