import { Type, type Static } from 'typebox';
import { Id, nullable, OccupationCode, pageOf } from './common.ts';
import {
  competenceKinds,
  competenceStates,
  educationLevels,
  experienceBands,
  ladderSeries,
  linkOrigins,
  profileSegments,
  sizeClasses,
  skillGrades,
  withheldReasons,
} from './vocabulary.ts';

const strict = { additionalProperties: false };
const Withheld = nullable(Type.Enum([...withheldReasons], { description: 'Why figures are null: too few enterprises, or they would reveal such a figure.' }));
const Segment = Type.Enum([...profileSegments]);
const count = (description: string) => Type.Integer({ minimum: 0, description });
const figure = (description: string) => nullable(Type.Number({ description }));
const persons = (description: string) => nullable(Type.Integer({ minimum: 0, description }));
const share = (description: string) => nullable(Type.Number({ description }));
const stock = {
  enterprises: count('Enterprises whose reports stand: of the year or up to two years older.'),
  reported: persons('Employees as reported, persons at the end of the year (a stock).'),
  stock: figure('Employees grossed up to the register, as a run with this base year does; persons at the end of the year (a stock).'),
  factor: figure('stock ÷ reported.'),
  withheld: Withheld,
};
const window = { from: Type.Integer({ description: 'First year whose reports count.' }), to: Type.Integer() };

/** What applicants are asked for: persons wanted over the years of the window (a flow). */
const Asked = Type.Object(
  {
    enterprises: count('Enterprises with postings.'),
    persons: persons('Persons wanted by postings of the window (a flow).'),
    stated: persons('Of these, those whose postings name a level.'),
    parts: Type.Array(Type.Object({ part: Type.Enum([...educationLevels]), persons: Type.Integer(), share: Type.Number() }, strict)),
    withheld: Withheld,
  },
  strict,
);
const education = {
  enterprises: count('Enterprises that answered.'),
  headcount: persons('All their employees of these occupations (a stock).'),
  known: persons('Of these, employees whose level is told.'),
  parts: Type.Array(
    Type.Object({ part: Type.Enum([...educationLevels]), persons: Type.Integer(), share: Type.Number({ description: 'Of those known.' }) }, strict),
  ),
  withheld: Withheld,
  asked: Asked,
};
const Experience = Type.Object(
  {
    enterprises: count('Enterprises with postings.'),
    persons: persons('Persons wanted by postings of the window (a flow).'),
    stated: persons('Of these, those whose postings name the years of experience.'),
    postings: persons('Postings that name them: n of the entry share.'),
    bands: Type.Array(Type.Object({ band: Type.Enum([...experienceBands]), persons: Type.Integer(), share: Type.Number() }, strict)),
    entryShare: share('Share of those stated that ask for at most one year: what λ_gross speaks of.'),
    withheld: Withheld,
  },
  strict,
);

export const ChainProfile = Type.Object(
  {
    chain: Type.Object({ id: Id, name: Type.String(), regionCode: Type.String() }, strict),
    year: Type.Integer(),
    segment: nullable(Segment),
    reportedYears: Type.Array(Type.Integer(), { description: 'Years with declarations of the chain’s enterprises.' }),
    runId: nullable(Type.String({ description: 'Run whose parameters and forecasts are used; null: none has results yet, defaults hold.' })),
    runYear: nullable(Type.Integer()),
    answerYears: Type.Object(window, strict),
    coverage: Type.Object(
      {
        known: count('Enterprises of the chain that are known, reporting or not.'),
        ...stock,
        registered: count('Employees of the chain in the register, persons.'),
        covered: share('Employees of reporting enterprises ÷ register, at most 1.'),
      },
      strict,
    ),
    sizeClasses: Type.Array(
      Type.Object(
        { sizeClass: Type.Enum([...sizeClasses, '']), known: count('Enterprises known.'), registered: count('Employees in the register.'), ...stock },
        strict,
      ),
    ),
    segments: Type.Array(
      Type.Object(
        {
          position: Segment,
          names: Type.Array(Type.String()),
          occupations: count('Occupations with employees.'),
          ...stock,
          share: share('Of the chain’s employees.'),
        },
        strict,
      ),
    ),
    trend: Type.Array(
      Type.Object(
        { year: Type.Integer(), position: nullable(Segment), enterprises: stock.enterprises, reported: stock.reported, stock: stock.stock, withheld: Withheld },
        strict,
      ),
      { description: 'The chain (position null) and its segments at the end of each year. Stocks.' },
    ),
    education: Type.Object(education, strict),
    experience: Experience,
    lambdaGross: Type.Number({ description: 'Entry share of hires that the run takes.' }),
    competences: Type.Object(
      {
        gap: count('Asked for, taught by no programme of the chain.'),
        covered: count('Asked for and taught.'),
        taughtOnly: count('Taught, asked for by nobody.'),
        programmes: count('Open programmes of the chain’s majors.'),
        answering: count('Of these, programmes whose school entered what they teach.'),
      },
      strict,
    ),
    simulated: Type.Boolean(),
  },
  { $id: 'ChainProfile', additionalProperties: false },
);
export type ChainProfile = Static<typeof ChainProfile>;

const occupation = { segment: Segment, code: OccupationCode, name: Type.String() };
export const ProfileEmployment = Type.Object(
  {
    ...occupation,
    year: Type.Integer(),
    nature: Type.Literal('stock'),
    ...stock,
    share: share('Of the chain’s employees.'),
    forecast: nullable(
      Type.Object(
        { year: Type.Integer(), mean: Type.Number(), lo80: Type.Number(), hi80: Type.Number() },
        { ...strict, description: 'The run’s forecast of the city × the chain’s share in its base year, persons (a stock).' },
      ),
    ),
    posted: Type.Object(
      { enterprises: count('Enterprises with postings.'), persons: persons('Persons wanted in the year (a flow).'), withheld: Withheld },
      strict,
    ),
    simulated: Type.Boolean(),
  },
  { $id: 'ProfileEmployment', additionalProperties: false },
);
export type ProfileEmployment = Static<typeof ProfileEmployment>;
export const ProfileEmploymentPage = pageOf('ProfileEmploymentPage', ProfileEmployment);

export const ProfileEducation = Type.Object(
  { ...occupation, ...window, ...education, simulated: Type.Boolean() },
  { $id: 'ProfileEducation', additionalProperties: false },
);
export type ProfileEducation = Static<typeof ProfileEducation>;
export const ProfileEducationPage = pageOf('ProfileEducationPage', ProfileEducation);

export const ProfileLadder = Type.Object(
  {
    ...{ segment: Segment, group: OccupationCode, name: Type.String() },
    ...window,
    occupations: Type.Array(Type.Object({ code: OccupationCode, name: Type.String() }, strict), { description: 'Of the group, those answered for or posted.' }),
    enterprises: count('Enterprises that answered.'),
    headcount: persons('All their employees of the group (a stock).'),
    graded: persons('Of these, those on a named rung.'),
    rungs: Type.Array(
      Type.Object(
        {
          series: Type.Enum([...ladderSeries]),
          rung: Type.Integer({ minimum: 1, description: 'Within its series, 1 = entry.' }),
          grade: Type.Enum([...skillGrades]),
          persons: Type.Integer(),
          share: Type.Number({ description: 'Of the headcount.' }),
        },
        strict,
      ),
    ),
    withheld: Withheld,
    experience: Experience,
    simulated: Type.Boolean(),
  },
  { $id: 'ProfileLadder', additionalProperties: false },
);
export type ProfileLadder = Static<typeof ProfileLadder>;
export const ProfileLadderPage = pageOf('ProfileLadderPage', ProfileLadder);

const asking = { enterprises: count('Enterprises that ask.'), persons: persons('Persons.'), withheld: Withheld };
export const ProfileCompetence = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    kind: Type.Enum([...competenceKinds]),
    origin: Type.Enum([...linkOrigins]),
    state: Type.Enum([...competenceStates], { description: 'gap: asked, not taught; covered: asked and taught; taught_only: taught, not asked.' }),
    ...window,
    staff: Type.Object({ ...asking, occupations: count('Occupations.') }, { ...strict, description: 'Employees in posts that ask for it (a stock).' }),
    applicants: Type.Object(asking, { ...strict, description: 'Persons wanted by postings that ask for it (a flow).' }),
    programmes: count('Open programmes of the chain’s majors that teach it.'),
    schools: count('Their schools.'),
    elsewhere: count('Programmes of other majors in the city that teach it.'),
    simulated: Type.Boolean(),
  },
  { $id: 'ProfileCompetence', additionalProperties: false },
);
export type ProfileCompetence = Static<typeof ProfileCompetence>;
export const ProfileCompetencePage = pageOf('ProfileCompetencePage', ProfileCompetence);
