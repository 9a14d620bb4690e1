import { Type, type Static } from 'typebox';
import { Id, MajorCode, pageOf, Version } from './common.ts';
import { competenceKinds, linkOrigins } from './vocabulary.ts';

export const CompetenceCode = Type.String({ pattern: '^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$', maxLength: 32, description: '能力代码', examples: ['S-101'] });

export const CompetenceInput = Type.Object(
  {
    code: CompetenceCode,
    name: Type.String({ maxLength: 100, pattern: '\\S' }),
    kind: Type.Enum([...competenceKinds], { description: '知识, 技能, 证书, 素养' }),
    source: Type.String({
      maxLength: 200,
      pattern: '\\S',
      description: 'Where the competence is described: a standard, a catalogue, the office that named it.',
    }),
  },
  { $id: 'CompetenceInput', additionalProperties: false },
);
export type CompetenceInput = Static<typeof CompetenceInput>;

export const Competence = Type.Object(
  {
    code: CompetenceCode,
    name: Type.String(),
    kind: Type.Enum([...competenceKinds]),
    origin: Type.Enum([...linkOrigins]),
    source: Type.String(),
  },
  { $id: 'Competence', additionalProperties: false },
);
export type Competence = Static<typeof Competence>;
export const CompetencePage = pageOf('CompetencePage', Competence);

export const ProgrammeCompetencesInput = Type.Object(
  { competences: Type.Array(CompetenceCode, { maxItems: 200, uniqueItems: true, description: 'All the programme teaches; an empty list takes all back.' }) },
  { $id: 'ProgrammeCompetencesInput', additionalProperties: false },
);
export const ProgrammeCompetences = Type.Object(
  { programmeId: Id, majorCode: MajorCode, competences: Type.Array(CompetenceCode), simulated: Type.Boolean(), version: Version },
  { $id: 'ProgrammeCompetences', additionalProperties: false },
);
export type ProgrammeCompetences = Static<typeof ProgrammeCompetences>;
