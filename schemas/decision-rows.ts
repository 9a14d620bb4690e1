import { Type, type Static } from 'typebox';
import { Seats } from './adjustments.ts';
import { MajorCode, Year } from './common.ts';
import { memberRoles } from './conference-words.ts';
import { adjustmentChanges } from './vocabulary.ts';

const closed = { additionalProperties: false } as const;
const written = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const day = Type.String({ format: 'date' });
const YesNo = Type.Optional(Type.Enum(['yes', 'no']));

/** A line of a sheet of seats: the unit is known by its name, its accounts by the organisation that is called so. */
export const SeatRow = Type.Object(
  {
    ...{ unit: written(100), role: Type.Enum([...memberRoles]), personTitle: written(100), personName: Type.Optional(Type.String({ maxLength: 40 })) },
    ...{ account: Type.Optional(written(120)), leads: YesNo, invited: YesNo, validFrom: day, validTo: Type.Optional(day) },
  },
  closed,
);
export type SeatRow = Static<typeof SeatRow>;
/** A line of a sheet of the ledger: what was decided in a past year, with the number of the document it stands in. */
export const LedgerRow = Type.Object(
  {
    ...{ year: Year, majorCode: MajorCode, change: Type.Enum([...adjustmentChanges]), seatsBefore: Type.Optional(Seats), seatsAfter: Type.Optional(Seats) },
    ...{ newName: Type.Optional(written(60)), basis: written(500), resolutionNumber: written(60), decidedOn: day },
  },
  closed,
);
export type LedgerRow = Static<typeof LedgerRow>;
