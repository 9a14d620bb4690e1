import { Type, type Static } from 'typebox';
import { nullable, OccupationCode, pageOf } from './common.ts';
import { withheldReasons } from './vocabulary.ts';

const whole = (description: string) => nullable(Type.Integer({ minimum: 0, description }));
const share = (description: string) => nullable(Type.Number({ minimum: 0, maximum: 1, description }));

export const PostingOutcomes = Type.Object(
  {
    postings: whole('岗位（个）opened in the years.'),
    open: whole('招聘中（个）: no outcome told.'),
    withdrawn: whole('撤回（个）: in no rate.'),
    wanted: whole('招聘人数（人）of postings with an outcome, withdrawn ones left out.'),
    hired: whole('实际录用（人）of these, at most those looked for.'),
    fillRate: share('招满率: hired ÷ wanted.'),
    lo80: share('Lower end of the 80 % interval of the fill rate.'),
    hi80: share('Upper end.'),
    days: whole('Median days from opening to outcome 招聘天数, withdrawn ones left out.'),
    daysLow: whole('A quarter of them took at most so many days.'),
    daysHigh: whole('Three quarters took at most so many.'),
    enterprises: whole('Enterprises behind it.'),
    withheld: nullable(Type.Enum([...withheldReasons], { description: 'Why nothing of it is told.' })),
  },
  { $id: 'PostingOutcomes', additionalProperties: false },
);
export type PostingOutcomes = Static<typeof PostingOutcomes>;

export const PostingStatistics = Type.Object(
  {
    occupationCode: nullable(OccupationCode),
    occupationName: nullable(Type.String({ description: 'Null with the code: all occupations together, the first row.' })),
    from: Type.Integer({ description: 'First year the postings were opened in.' }),
    to: Type.Integer(),
    city: Type.Unsafe<PostingOutcomes>({ $ref: 'PostingOutcomes#' }),
    own: nullable(
      Type.Unsafe<PostingOutcomes>({ $ref: 'PostingOutcomes#', description: 'Of the own enterprise; null for everybody else, and where it posted none.' }),
    ),
    simulated: Type.Boolean({ description: 'True where generated demo data is behind it.' }),
  },
  { $id: 'PostingStatistics', additionalProperties: false },
);
export type PostingStatistics = Static<typeof PostingStatistics>;
export const PostingStatisticsPage = pageOf('PostingStatisticsPage', PostingStatistics);
