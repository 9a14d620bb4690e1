import { Type, type Static } from 'typebox';
import { disclosure, Id, nullable, pageOf } from './common.ts';
import { bands, flagClasses, grades, withheldReasons } from './vocabulary.ts';

const figure = nullable(Type.Number());

/** What a run said of a major: one line of the history of its flags. */
export const FlagPast = Type.Object(
  {
    runId: Id,
    asOfYear: Type.Integer(),
    finishedAt: nullable(Type.String({ format: 'date-time' })),
    class: Type.Enum([...flagClasses]),
    proposedClass: Type.Enum([...flagClasses], { description: 'The verdict of that run alone.' }),
    firstYear: Type.Integer(),
    lastYear: Type.Integer(),
    gap: nullable(Type.Number({ description: 'Median gap of the decision window, persons.' })),
    lo80: figure,
    hi80: figure,
    probability: figure,
    band: Type.Enum([...bands]),
    grade: Type.Enum([...grades]),
    ...disclosure,
    simulated: Type.Boolean(),
  },
  { $id: 'FlagPast', additionalProperties: false },
);
export type FlagPast = Static<typeof FlagPast>;
export const FlagPastPage = pageOf('FlagPastPage', FlagPast);

export const MajorEmployer = Type.Object(
  {
    organisationId: Id,
    name: Type.String(),
    occupations: Type.Integer({ description: 'Occupations it accepts graduates of the major for.' }),
    planned: nullable(Type.Integer({ description: 'Hires planned there, persons; null where none of the declarations says.' })),
    year: Type.Integer({ description: 'Newest year it declared so.' }),
    simulated: Type.Boolean(),
  },
  { $id: 'MajorEmployer', additionalProperties: false },
);
export type MajorEmployer = Static<typeof MajorEmployer>;
const employers = pageOf('MajorEmployerItems', MajorEmployer);
export const MajorEmployerPage = Type.Object(
  {
    ...employers.properties,
    enterprises: nullable(Type.Integer({ description: 'Enterprises whose newest declarations accept graduates of the major.' })),
    planned: nullable(Type.Integer({ description: 'Hires they plan in those occupations, persons.' })),
    withheld: nullable(Type.Enum([...withheldReasons], { description: 'Why counts are not told outside planning.' })),
  },
  { $id: 'MajorEmployerPage', additionalProperties: false },
);
export type MajorEmployerPage = Static<typeof MajorEmployerPage>;
