import { Type, type Static } from 'typebox';
import { MajorCode, OccupationCode } from './common.ts';
import { segmentPositions } from './vocabulary.ts';

const closed = { additionalProperties: false } as const;
const name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' });
const Founded = Type.Integer({ minimum: 1900, maximum: 2100 });
/** Years a programme may take at most: as many as there are grades in an enrolment report. */
export const longestProgramme = 8;

/** A line of a sheet of industry chains: the chain by its name, a segment of it, and what stands in it. */
export const ChainRow = Type.Object(
  {
    ...{ chain: name, number: Type.Optional(Type.Integer({ minimum: 1, maximum: 999 })) },
    ...{ position: Type.Optional(Type.Enum([...segmentPositions])), segment: Type.Optional(name) },
    ...{ occupationCode: Type.Optional(OccupationCode), majorCode: Type.Optional(MajorCode), otherMajor: Type.Optional(name) },
    ...{ source: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })), remove: Type.Optional(Type.Enum(['yes', 'no'])) },
  },
  closed,
);
export type ChainRow = Static<typeof ChainRow>;

/** A line of a sheet of programmes: a major that a school offers. */
export const ProgrammeRow = Type.Object(
  {
    ...{ majorCode: MajorCode, lengthYears: Type.Integer({ minimum: 1, maximum: longestProgramme }) },
    ...{ openedYear: Type.Optional(Founded), closedYear: Type.Optional(Founded) },
  },
  closed,
);
export type ProgrammeRow = Static<typeof ProgrammeRow>;
