import { Type, type Static } from 'typebox';
import { Id, nullable } from './common.ts';
import { bands, levels, mapPlaces, mapUncovered, withheldReasons } from './vocabulary.ts';

const persons = (description: string) => nullable(Type.Number({ description }));
const withheld = nullable(Type.Enum([...withheldReasons], { description: 'Why figures are not told outside planning; null where they are.' }));

const MapNode = Type.Object(
  {
    key: Type.String({ description: 'Name of the node in `links`.' }),
    kind: Type.Enum([...mapPlaces], {
      description:
        'segment → occupation → major → school; `outside` people who studied elsewhere, `unlinked` occupations without a major, `uncovered` demand that no graduates meet, `elsewhere` graduates of no listed school. To organisations all schools are one place, `schools`: what a major sends to each is its share of exact enrolment.',
    }),
    code: Type.String({ description: 'Position of a segment, code of an occupation or major, id of a school; else the kind.' }),
    name: Type.String(),
    level: nullable(Type.Enum([...levels])),
    persons: persons('Persons a year that flow through: the sum of its links on either side.'),
    short: persons('Of them, persons a year that no graduates meet.'),
    supply: persons('Of a major: graduates a year that fall to the chain, those beyond its demand included.'),
    band: nullable(Type.Enum([...bands])),
    uncovered: nullable(Type.Enum([...mapUncovered], { description: 'Why nobody feeds it: no linked major, no school, or a key major without demand here.' })),
    withheld,
  },
  { additionalProperties: false },
);
const MapLink = Type.Object({ source: Type.String(), target: Type.String(), persons: persons('Persons a year.'), withheld }, { additionalProperties: false });

export const ChainMap = Type.Object(
  {
    chainId: Id,
    chainName: Type.String(),
    runId: nullable(Id),
    asOfYear: nullable(Type.Integer()),
    firstYear: nullable(Type.Integer({ description: 'First year of the decision windows of its majors; each is counted in its own.' })),
    lastYear: nullable(Type.Integer()),
    nodes: Type.Array(MapNode, { description: 'Column by column, largest first; withheld ones last.' }),
    links: Type.Array(MapLink),
    thinnest: Type.Array(
      Type.Object(
        { majorCode: Type.String(), majorName: Type.String(), level: Type.Enum([...levels]), short: Type.Number(), covered: Type.Number() },
        { additionalProperties: false },
      ),
      { description: 'The two majors that most persons a year are missing from, of those that are told; covered is the share of demand met.' },
    ),
    simulated: Type.Boolean(),
  },
  { $id: 'ChainMap', additionalProperties: false },
);
export type ChainMap = Static<typeof ChainMap>;
