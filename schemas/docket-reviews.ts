import { Type, type Static } from 'typebox';
import { Id, nullable } from './common.ts';
import { adjustmentChanges, carriedOut, flagDirections, judgements } from './vocabulary.ts';

const strict = { additionalProperties: false } as const;
const figure = nullable(Type.Number());
const day = (description: string) => Type.String({ format: 'date', description });

export const DocketReviewInput = Type.Object(
  {
    note: Type.Optional(Type.String({ maxLength: 2000, description: 'What the numbers do not say.' })),
    again: Type.Optional(day('Look again on this day: the docket stays resolved. Left out, the review is the last word.')),
  },
  { $id: 'DocketReviewInput', ...strict },
);
export type DocketReviewInput = Static<typeof DocketReviewInput>;

/** What became of a decision, with the numbers it is said by. */
export const DocketOutcome = Type.Object(
  {
    againstRunId: nullable(Type.Unsafe<string>({ ...Id, description: 'The newest run, whose history tells what came.' })),
    againstYear: nullable(Type.Integer()),
    carriedOut: Type.Enum([...carriedOut], { description: 'Whether the measures were carried out, by reported intakes.' }),
    measures: Type.Array(
      Type.Object(
        {
          id: Id,
          schoolId: Id,
          change: Type.Enum([...adjustmentChanges]),
          year: nullable(Type.Integer({ description: 'Year of the reported intake it is read from: the newest from the first year it holds for.' })),
          reported: nullable(Type.Integer({ description: 'Intake, persons.' })),
          carriedOut: Type.Enum([...carriedOut]),
        },
        strict,
      ),
    ),
    direction: Type.Enum([...flagDirections], { description: 'What the decision stood for: short, more places were right; surplus, fewer.' }),
    judged: Type.Enum([...judgements], { description: 'undecided until a year of the decision window has come to pass.' }),
    observedYears: Type.Integer({ description: 'Years of the window that have come to pass with both sides known.' }),
    demand: figure,
    supply: figure,
    withoutMeasures: nullable(Type.Number({ description: 'Supply of those years had the measures not been carried out; the direction is judged by it.' })),
    years: Type.Array(
      Type.Object(
        {
          year: Type.Integer(),
          inWindow: Type.Boolean(),
          forecast: figure,
          lo80: figure,
          hi80: figure,
          demand: figure,
          supply: figure,
          gap: nullable(Type.Number({ description: 'Demand − supply as known now.' })),
          effect: Type.Number({ description: 'Graduates that carried-out measures added or took away, persons.' }),
        },
        strict,
      ),
      { description: 'Every year forecast then that has come to pass.' },
    ),
  },
  { $id: 'DocketOutcome', ...strict },
);
export type DocketOutcome = Static<typeof DocketOutcome>;

export const DocketReview = Type.Object(
  {
    ...DocketOutcome.properties,
    at: Type.String({ format: 'date-time' }),
    note: nullable(Type.String()),
    last: Type.Boolean(),
    bySystem: Type.Optional(
      Type.Boolean({ description: 'Recorded by itself, once a run knew every year of the window; those who plan may add a note, once.' }),
    ),
  },
  { $id: 'DocketReview', ...strict },
);
export type DocketReview = Static<typeof DocketReview>;
