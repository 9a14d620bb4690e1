import { Type, type Static } from 'typebox';
import { disclosure, Id, nullable, pageOf } from './common.ts';
import { bands, heatCuts, levels, windows } from './vocabulary.ts';

export const HeatCell = Type.Object(
  {
    column: Type.String({ description: 'A year, or of chains a level.' }),
    year: Type.Integer(),
    window: nullable(Type.Enum([...windows], { description: 'Of the row, the window its year is in; null where lengths are mixed.' })),
    majors: nullable(Type.Integer({ description: 'Majors added up, where they are.' })),
    demand: nullable(Type.Number({ description: 'Persons of the year.' })),
    supply: Type.Number(),
    gap: nullable(Type.Number({ description: 'D − S, persons; positive is shortage.' })),
    share: nullable(Type.Number({ description: 'Gap ÷ demand; null without demand.' })),
    band: nullable(Type.Enum([...bands], { description: 'Of the window; null where figures were added up: bands are not.' })),
    suppressed: disclosure.suppressed,
  },
  { $id: 'HeatCell', additionalProperties: false },
);
export type HeatCell = Static<typeof HeatCell>;

export const HeatRow = Type.Object(
  {
    runId: Id,
    by: Type.Enum([...heatCuts]),
    code: Type.String({ description: 'Of a major or class; a chain id or `outside`.' }),
    name: Type.String(),
    level: nullable(Type.Enum([...levels])),
    cells: Type.Array(Type.Unsafe<HeatCell>({ $ref: 'HeatCell#' }), { description: 'Those there are, in the order of the columns.' }),
    simulated: Type.Boolean(),
  },
  { $id: 'HeatRow', additionalProperties: false },
);
export type HeatRow = Static<typeof HeatRow>;

export const HeatPage = Type.Object(
  {
    ...pageOf('', HeatRow).properties,
    columns: Type.Array(Type.String(), { description: 'Years, or of chains levels, from left to right.' }),
    year: nullable(Type.Integer({ description: 'Of chains: the year shown.' })),
    years: Type.Array(Type.Integer(), { description: 'Years the run forecasts.' }),
  },
  { $id: 'HeatPage', additionalProperties: false },
);
export type HeatPage = Static<typeof HeatPage>;
