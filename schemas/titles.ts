import { Type, type Static } from 'typebox';
import { OccupationCode, ref } from './common.ts';

const strict = { additionalProperties: false } as const;
export const Title = Type.String({ maxLength: 60, pattern: '\\S', description: '岗位名称, free text.' });

export const OccupationCandidate = Type.Object(
  {
    code: OccupationCode,
    name: Type.String(),
    score: Type.Number({ minimum: 0, maximum: 1, description: 'Likeness, 0–1; 1 is the name itself. Not a probability.' }),
    shared: Type.Array(Type.String(), { description: 'Words that title and occupation have in common, longest first.' }),
    remembered: Type.Boolean({ description: 'Chosen before by the own organisation for this title.' }),
    reason: Type.Object({ zh: Type.String(), en: Type.String() }, strict),
  },
  { $id: 'OccupationCandidate', ...strict },
);
export type OccupationCandidate = Static<typeof OccupationCandidate>;
export const OccupationCandidates = Type.Object(
  {
    title: Type.String({ description: 'As it was compared: without cities, wages, benefits.' }),
    good: Type.Boolean({ description: 'False: no candidate is a good one; the title names no job that could be told, or none of the catalogue.' }),
    items: Type.Array(ref(OccupationCandidate), { maxItems: 5 }),
  },
  { $id: 'OccupationCandidates', ...strict },
);
export type OccupationCandidates = Static<typeof OccupationCandidates>;

export const TitleChoiceInput = Type.Object(
  {
    title: Title,
    occupationCode: OccupationCode,
    organisationId: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Only administrators name the enterprise.' })),
  },
  { $id: 'TitleChoiceInput', ...strict },
);
export type TitleChoiceInput = Static<typeof TitleChoiceInput>;
export const TitleChoice = Type.Object(
  {
    ...{ organisationId: Type.String(), title: Type.String({ description: 'As it is compared.' }) },
    ...{ occupationCode: OccupationCode, occupationName: Type.String(), chosenAt: Type.String({ format: 'date-time' }) },
  },
  { $id: 'TitleChoice', ...strict },
);
export type TitleChoice = Static<typeof TitleChoice>;
