import { Type, type Static } from 'typebox';
import { disclosure, Id, MajorCode, nullable, pageOf, RegionCode } from './common.ts';
import { bands, flagClasses, grades, levels } from './vocabulary.ts';

/** What one run says of a cell's decision window. */
const ComparedSide = Type.Object(
  {
    firstYear: Type.Integer({ description: 'First year of the decision window; runs of other years have other windows.' }),
    lastYear: Type.Integer(),
    demand: nullable(Type.Number({ description: 'Persons of the window.' })),
    supply: Type.Number(),
    gap: nullable(Type.Number()),
    lo80: nullable(Type.Number()),
    hi80: nullable(Type.Number()),
    ratio: nullable(Type.Number()),
    probability: nullable(Type.Number()),
    band: Type.Enum([...bands]),
    grade: Type.Enum([...grades]),
    class: nullable(Type.Enum([...flagClasses], { description: 'Null where the cell has no flag.' })),
    proposedClass: nullable(Type.Enum([...flagClasses])),
    ...disclosure,
  },
  { additionalProperties: false },
);
export const ComparedCell = Type.Object(
  {
    regionCode: RegionCode,
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    className: Type.String(),
    before: nullable(ComparedSide),
    after: nullable(ComparedSide),
    gapChange: nullable(
      Type.Number({ description: 'Gap after − gap before, persons of the window; a side without the cell counts as 0. Null where either is withheld.' }),
    ),
    changed: Type.Boolean({ description: 'Any of demand, supply, gap, ratio, probability, band, class and proposed class differs.' }),
  },
  { $id: 'ComparedCell', additionalProperties: false },
);
export type ComparedCell = Static<typeof ComparedCell>;

const ComparedRun = Type.Object(
  {
    id: Id,
    asOfYear: Type.Integer(),
    engineVersion: Type.String(),
    snapshotHash: nullable(Type.String()),
    previousRunId: nullable(Type.String()),
    createdAt: Type.String({ format: 'date-time' }),
    simulated: Type.Boolean(),
  },
  { additionalProperties: false },
);
const pair = { before: Type.String(), after: Type.String() };
const page = pageOf('ComparedCellPage', ComparedCell);

export const RunComparison = Type.Object(
  {
    before: ComparedRun,
    after: ComparedRun,
    causes: Type.Object(
      {
        sameInputs: Type.Boolean({ description: 'Both runs have the same snapshot, byte for byte.' }),
        inputs: Type.Array(
          Type.Object(
            {
              section: Type.String({ description: 'Part of the snapshot, such as stockSpans (reports of enterprises), enrolment or links.' }),
              before: Type.Integer({ description: 'Items.' }),
              after: Type.Integer(),
              added: Type.Integer(),
              removed: Type.Integer(),
              changed: Type.Integer(),
            },
            { additionalProperties: false },
          ),
          { description: 'Sections that differ.' },
        ),
        parameters: Type.Array(
          Type.Object(
            {
              name: Type.String(),
              unit: Type.String(),
              title: Type.Object({ zh: Type.String(), en: Type.String() }),
              before: nullable(Type.Number({ description: 'Null: that engine did not have it.' })),
              after: nullable(Type.Number()),
            },
            { additionalProperties: false },
          ),
          { description: 'Parameters with different values.' },
        ),
        asOfYear: nullable(Type.Object({ before: Type.Integer(), after: Type.Integer() }, { additionalProperties: false })),
        engineVersion: nullable(Type.Object(pair, { additionalProperties: false })),
        previousRun: nullable(
          Type.Object(
            { before: nullable(Type.String()), after: nullable(Type.String()) },
            { additionalProperties: false, description: 'What hysteresis compared with.' },
          ),
        ),
      },
      { additionalProperties: false },
    ),
    cells: Type.Object(
      { compared: Type.Integer({ description: 'Cells of either run that the filters admit.' }), changed: Type.Integer() },
      { additionalProperties: false },
    ),
    ...page.properties,
  },
  { $id: 'RunComparison', additionalProperties: false },
);
export type RunComparison = Static<typeof RunComparison>;
