import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, ref, RegionCode, Version } from './common.ts';
import { bands, flagClasses, grades, levels, licences, publicationStates, publishedCuts, withheldReasons } from './vocabulary.ts';

const instant = (description: string) => Type.String({ format: 'date-time', description });
const Sentence = Type.Object({ zh: Type.String(), en: Type.String() }, { additionalProperties: false });
const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', description: 'Read by everybody.' });

export const PublicationInput = Type.Object(
  {
    runId: Type.Unsafe<string>({ ...Id, description: 'A run that succeeded.' }),
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S', description: 'Read by everybody, beside the figures.' })),
    licence: Type.Optional(Type.Enum([...licences], { description: 'CC-BY-4.0 where none is named.' })),
    validFrom: Type.Optional(instant('From when on it is told to everybody, at most a year ahead; now where left out.')),
  },
  { $id: 'PublicationInput', additionalProperties: false },
);
export type PublicationInput = Static<typeof PublicationInput>;

export const WithdrawalInput = Type.Object({ reason: Reason }, { $id: 'WithdrawalInput', additionalProperties: false });
export type WithdrawalInput = Static<typeof WithdrawalInput>;

const about = {
  id: Id,
  regionCode: RegionCode,
  regionName: Type.String(),
  runId: Id,
  asOfYear: Type.Integer({ description: 'Newest year of reports in it.' }),
  engineVersion: Type.String(),
  note: nullable(Type.String()),
  licence: Type.Enum([...licences]),
  validFrom: instant('Told to everybody from then on.'),
  fewestEnterprises: Type.Integer({ description: 'A figure rests on so many enterprises at least, or is withheld.' }),
  smallestCell: Type.Integer({ description: 'Demand and supply of the years together at least, persons; smaller is `insufficient`.' }),
  roundedTo: Type.Integer({ description: 'Ends of ranges are rounded outwards to multiples of this, persons.' }),
  figures: Type.Integer(),
  digest: Type.String({ description: 'SHA-256 over all figures: the same figures have the same digest.' }),
  simulated: Type.Boolean({ description: '模拟数据: generated, says nothing about the real city.' }),
};

export const Publication = Type.Object(
  {
    ...about,
    version: Version,
    state: Type.Enum([...publicationStates]),
    publishedBy: Type.String(),
    createdAt: instant('Decided.'),
    withdrawnAt: nullable(instant('Withdrawn.')),
    withdrawReason: nullable(Type.String()),
  },
  { $id: 'Publication', additionalProperties: false },
);
export type Publication = Static<typeof Publication>;
export const PublicationPage = pageOf('PublicationPage', Publication);

/** The publication in force as everybody sees it: nobody's name, no state. */
export const PublicEdition = Type.Object(about, { $id: 'PublicEdition', additionalProperties: false });
export type PublicEdition = Static<typeof PublicEdition>;

export const PublishedFigure = Type.Object(
  {
    cut: Type.Enum([...publishedCuts]),
    code: Type.String({ description: '专业代码, level, chain id (`outside`: enterprises in no chain), or region code.' }),
    name: Type.String(),
    level: nullable(Type.Enum([...levels])),
    category: nullable(Type.String({ description: '专业大类' })),
    chains: Type.Array(Id, { description: 'Of a major: chains that named it when it was published.' }),
    firstYear: Type.Integer({ description: 'Years in which the next intake graduates.' }),
    lastYear: Type.Integer(),
    band: nullable(Type.Enum([...bands], { description: 'From supply ÷ demand; null where withheld.' })),
    low: nullable(Type.Integer({ description: 'Lower end of the gap of these years together, persons; positive is shortage.' })),
    high: nullable(Type.Integer({ description: 'Upper end. The 80 % range, rounded outwards.' })),
    grade: nullable(Type.Enum([...grades])),
    flag: nullable(Type.Enum([...flagClasses], { description: 'Recommendation of the forecast for a major.' })),
    withheld: nullable(Type.Enum([...withheldReasons])),
    simulated: Type.Boolean(),
  },
  { $id: 'PublishedFigure', additionalProperties: false },
);
export type PublishedFigure = Static<typeof PublishedFigure>;
export const PublishedFigurePage = pageOf('PublishedFigurePage', PublishedFigure);

const Column = Type.Object(
  { name: Type.String(), title: Sentence, meaning: Sentence, unit: nullable(Type.String()), values: nullable(Type.Array(Type.String())) },
  { additionalProperties: false },
);
const terms = {
  method: Type.Array(Sentence, { description: 'How the figures were made and what they do not say.' }),
  licence: Type.Object({ name: Type.String(), url: Type.String() }, { additionalProperties: false }),
  citation: Sentence,
};
export const DataDictionary = Type.Object({ columns: Type.Array(Column), ...terms }, { $id: 'DataDictionary', additionalProperties: false });
export type DataDictionary = Static<typeof DataDictionary>;

export const PublicOverview = Type.Object(
  {
    edition: ref(PublicEdition),
    bands: Type.Record(Type.String(), Type.Integer(), { description: 'Majors by band; `withheld` counts those without one.' }),
    short: Type.Array(ref(PublishedFigure), { description: 'Majors in shortage, the largest ten.' }),
    surplus: Type.Array(ref(PublishedFigure), { description: 'Majors in surplus, the largest five.' }),
    levels: Type.Array(ref(PublishedFigure)),
    chains: Type.Array(ref(PublishedFigure)),
    about: Type.Object(terms, { additionalProperties: false }),
  },
  { $id: 'PublicOverview', additionalProperties: false },
);
export type PublicOverview = Static<typeof PublicOverview>;

export const PublicData = Type.Object(
  { edition: ref(PublicEdition), dictionary: ref(DataDictionary), figures: Type.Array(ref(PublishedFigure)) },
  { $id: 'PublicData', additionalProperties: false },
);
export type PublicData = Static<typeof PublicData>;
