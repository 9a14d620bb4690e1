import { Type, type Static } from 'typebox';
import { Id, MajorCode, nullable, OccupationCode, pageOf } from './common.ts';
import { levels, linkOrigins } from './vocabulary.ts';

const Reason = Type.String({ maxLength: 500, pattern: '\\S', description: 'Why; kept with the edit.' });
const Low = Type.Number({ minimum: 0, maximum: 1, description: 'Lower end of the range of the weight, as a multiple of its value.' });
const High = Type.Number({ minimum: 1, maximum: 100, description: 'Upper end of the range of the weight, as a multiple of its value.' });

export const CrosswalkInput = Type.Object(
  {
    majorCode: MajorCode,
    occupationCode: OccupationCode,
    strength: Type.Number({ exclusiveMinimum: 0, maximum: 1000, description: 's of the weight formula; loaded links have 1.' }),
    lowFactor: Type.Optional(Low),
    highFactor: Type.Optional(High),
    reason: Reason,
  },
  { $id: 'CrosswalkInput', additionalProperties: false },
);
export type CrosswalkInput = Static<typeof CrosswalkInput>;

export const CrosswalkReason = Type.Object({ reason: Reason }, { $id: 'CrosswalkReason', additionalProperties: false });

const names = {
  ...{ majorCode: MajorCode, majorName: Type.String(), level: Type.Enum([...levels]) },
  ...{ occupationCode: OccupationCode, occupationName: Type.String() },
};
const range = {
  lowFactor: nullable(Type.Number({ description: 'Own range; null: the range of its origin.' })),
  highFactor: nullable(Type.Number()),
};
export const CrosswalkLink = Type.Object(
  {
    ...names,
    strength: nullable(Type.Number({ description: 'In force; null: closed.' })),
    ...range,
    origin: Type.Enum([...linkOrigins], { description: 'Of the strength in force; an edited one is the word of a user.' }),
    loadedStrength: nullable(Type.Number({ description: 'As loaded; null: a link of users only.' })),
    loadedOrigin: nullable(Type.Enum([...linkOrigins])),
    edition: nullable(Type.String({ description: 'Of the loaded link.' })),
    source: nullable(Type.String()),
    since: nullable(Type.String({ format: 'date-time', description: 'Of the edit in force; null: as loaded, since its edition.' })),
    reason: nullable(Type.String({ description: 'Of the edit in force.' })),
  },
  { $id: 'CrosswalkLink', additionalProperties: false },
);
export type CrosswalkLink = Static<typeof CrosswalkLink>;
export const CrosswalkLinkPage = pageOf('CrosswalkLinkPage', CrosswalkLink);

export const CrosswalkEdit = Type.Object(
  {
    id: Id,
    ...names,
    strength: nullable(Type.Number({ description: 'Null: the link was closed, or the row takes another back.' })),
    ...range,
    reason: Type.String(),
    author: Type.String(),
    authorName: nullable(Type.String({ description: 'Login, or label of the key; null for demo roles and deleted accounts.' })),
    at: Type.String({ format: 'date-time' }),
    undoes: nullable(Type.String({ description: 'Id of the edit this one takes back.' })),
  },
  { $id: 'CrosswalkEdit', additionalProperties: false },
);
export type CrosswalkEdit = Static<typeof CrosswalkEdit>;
export const CrosswalkEditPage = pageOf('CrosswalkEditPage', CrosswalkEdit);

export const UncoveredMajor = Type.Object(
  {
    ...{ majorCode: MajorCode, majorName: Type.String(), level: Type.Enum([...levels]) },
    programmes: Type.Integer({ description: 'Programmes that report.' }),
    graduates: Type.Integer({ description: 'Persons of the newest reported year.' }),
    enrolled: Type.Integer({ description: 'Students of the newest reported year.' }),
    linksNow: Type.Integer({ description: 'Links in force now: to occupations without demand, or made after the run.' }),
  },
  { $id: 'UncoveredMajor', additionalProperties: false },
);
export type UncoveredMajor = Static<typeof UncoveredMajor>;
const uncoveredPage = pageOf('UncoveredMajorItems', UncoveredMajor);
export const UncoveredMajorPage = Type.Object(
  {
    runId: nullable(Type.String({ description: 'Null: no run has results.' })),
    simulated: Type.Boolean(),
    persons: Type.Integer({ description: 'Graduates and students of all uncovered majors.' }),
    ...uncoveredPage.properties,
  },
  { $id: 'UncoveredMajorPage', additionalProperties: false },
);
