import { Type, type Static } from 'typebox';
import { MajorCode } from './common.ts';
import { CandidateNumber } from './placement.ts';

const closed = { additionalProperties: false } as const;
const named = Type.String({ minLength: 1, maxLength: 80 });

/** A line of a sheet that adds students to rounds: the student is known by the number, which round is meant by its name. */
export const CandidateRow = Type.Object({ round: named, number: CandidateNumber, majorCode: MajorCode }, closed);
export type CandidateRow = Static<typeof CandidateRow>;
/** A line of a sheet that ranks candidates: a place, or refused. */
export const RankingRow = Type.Object(
  {
    ...{ round: named, post: named, school: named, number: CandidateNumber },
    place: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    refused: Type.Optional(Type.Enum(['yes', 'no'])),
  },
  closed,
);
export type RankingRow = Static<typeof RankingRow>;
