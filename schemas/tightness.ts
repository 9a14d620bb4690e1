import { Type, type Static } from 'typebox';
import { Id, MajorCode, nullable, pageOf } from './common.ts';
import { levels, placementKinds, withheldReasons } from './vocabulary.ts';

const figure = (description: string) => nullable(Type.Number({ minimum: 0, description }));
const Round = {
  roundId: Id,
  roundName: Type.String(),
  kind: Type.Enum([...placementKinds]),
  publishedOn: Type.String({ format: 'date', description: 'Day the round was published.' }),
};
/** What a placement round left over of a major, beside its gap. */
export const MajorTightness = Type.Object(
  {
    ...{ majorCode: MajorCode, majorName: Type.String(), level: Type.Enum([...levels]), ...Round },
    offered: figure('Places offered to the major; a post for several majors counts for each with an equal share.'),
    seats: figure('Of them, left empty.'),
    students: figure('Students of the major in the round.'),
    unmatched: figure('Of them, without a post.'),
    tightness: figure('τ = (seats left empty + 1) ÷ (students without a post + 1); above 1 posts look for students.'),
    enterprises: figure('Enterprises that offered posts to the major.'),
    newest: Type.Boolean({ description: 'The round shown beside the gap: the newest one for graduates, else the newest of another kind.' }),
    withheld: nullable(
      Type.Enum([...withheldReasons], { description: 'Outside planning: fewer than five students, or fewer than three enterprises, would stand behind it.' }),
    ),
  },
  { $id: 'MajorTightness', additionalProperties: false },
);
export type MajorTightness = Static<typeof MajorTightness>;
export const MajorTightnessPage = pageOf('MajorTightnessPage', MajorTightness);

/** τ as a gap has it beside it. */
export const GapTightness = Type.Object(
  {
    ...Round,
    tightness: figure('τ'),
    seats: figure('Places left empty.'),
    unmatched: figure('Students without a post.'),
    students: figure('Students in the round.'),
  },
  {
    $id: 'GapTightness',
    additionalProperties: false,
    description: 'Tightness of the major in the newest placement round it took part in: it is shown beside the gap and changes neither demand nor supply.',
  },
);
export type GapTightness = Static<typeof GapTightness>;
