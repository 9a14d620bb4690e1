import { Type, type Static } from 'typebox';
import { MajorCode, nullable, OccupationCode } from './common.ts';
import type { GraduateRates } from './graduate-tracks.ts';
import { levels } from './vocabulary.ts';

/** What becomes of people who studied a major, for those who choose one. */
export const MajorGuidance = Type.Object(
  {
    ...{
      majorCode: MajorCode,
      majorName: Type.String(),
      level: Type.Enum([...levels]),
      lengths: Type.Array(Type.Integer(), { description: 'Years of its programmes.' }),
    },
    schools: Type.Integer({ description: 'Schools that offer it.' }),
    rates: Type.Array(Type.Unsafe<GraduateRates>({ $ref: 'GraduateRates#' }), {
      description:
        'What graduates said 6, 12 and 36 months later: of each the newest graduation year told. Fewer than five are withheld, and what would give them away.',
    }),
    occupations: Type.Array(
      Type.Object(
        {
          ...{ code: OccupationCode, name: Type.String() },
          openPostings: nullable(Type.Integer({ description: 'Open postings in the city; null where fewer than three enterprises have any.' })),
        },
        { additionalProperties: false },
      ),
      { description: 'What the major leads to, by the links in force.' },
    ),
    simulated: Type.Boolean(),
  },
  { $id: 'MajorGuidance', additionalProperties: false },
);
export type MajorGuidance = Static<typeof MajorGuidance>;
