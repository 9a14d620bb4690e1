import { Type, type Static, type TInteger, type TOptional } from 'typebox';
import { CompetenceCode } from './competences.ts';
import { Id, MajorCode, nullable, OccupationCode, pageOf, Persons, Year } from './common.ts';
import { educationLevels, levels, postingOutcomes, postingStatuses, skillGrades } from './vocabulary.ts';

const organisationId = Type.Optional(
  Type.String({ minLength: 1, maxLength: 64, description: 'Only administrators name the organisation; everyone else reports for the own one.' }),
);
const Headcount = Type.Integer({ minimum: 0, maximum: 1_000_000, description: '人' });
/** Persons by named part; parts that are not named are not known. */
const partsOf = <const Names extends readonly string[]>(names: Names, description: string) =>
  Type.Object(Object.fromEntries(names.map((name) => [name, Type.Optional(Headcount)])) as Record<Names[number], TOptional<TInteger>>, {
    additionalProperties: false,
    minProperties: 1,
    description,
  });
const Education = partsOf(educationLevels, '学历结构: of headcount, employees by education level, persons; parts add up to the headcount at most.');
const Grades = partsOf(
  skillGrades,
  '职业岗位序列: of headcount, employees by grade (新八级工, 职称, management), persons; parts add up to the headcount at most.',
);
const Competences = Type.Array(CompetenceCode, { maxItems: 30, uniqueItems: true, description: '能力要求: competences the occupation asks for here.' });

const JobTitle = Type.String({ maxLength: 60, pattern: '\\S', description: '岗位名称, as the enterprise calls it.' });
const AskedLevel = Type.Enum([...levels], { description: '学历要求: lowest education level asked for.' });
const OpenToNewGraduates = Type.Integer({ minimum: 0, maximum: 1_000_000, description: '面向应届毕业生（人）: of plannedHires.' });
const Internships = Type.Integer({ minimum: 0, maximum: 1_000_000, description: '提供实习岗位（个）: posts offered to interns in the year.' });
const TeacherPractice = Type.Integer({
  minimum: 0,
  maximum: 1_000_000,
  description: '教师实践岗位（个）: posts offered to teachers of vocational schools for practice in the year.',
});
const AcceptedMajors = Type.Array(MajorCode, {
  maxItems: 20,
  uniqueItems: true,
  description: '接收专业: majors whose graduates the planned hires may have.',
});
const Day = (description: string) => Type.String({ format: 'date', description });

const NewGraduates = Type.Integer({ minimum: 0, maximum: 100_000, description: '其中应届毕业生（人）: of those hired, who came from education.' });
const SameOccupation = Type.Integer({
  minimum: 0,
  maximum: 100_000,
  description: '其中同职业转入（人）: of those hired, who did the same occupation elsewhere before; the others came from other occupations.',
});
const PostedHeadcount = Type.Integer({ minimum: 1, maximum: 100_000, description: '招聘人数' });

export const DeclarationInput = Type.Object(
  {
    year: Year,
    occupationCode: OccupationCode,
    headcount: Headcount,
    expectedLeavers: Type.Optional(Persons),
    plannedHires: Type.Optional(Persons),
    openToNewGraduates: Type.Optional(OpenToNewGraduates),
    level: Type.Optional(AskedLevel),
    acceptedMajors: Type.Optional(AcceptedMajors),
    internships: Type.Optional(Internships),
    teacherPractice: Type.Optional(TeacherPractice),
    jobTitle: Type.Optional(JobTitle),
    education: Type.Optional(Education),
    grades: Type.Optional(Grades),
    competences: Type.Optional(Competences),
    organisationId,
  },
  { $id: 'DeclarationInput', additionalProperties: false },
);
export type DeclarationInput = Static<typeof DeclarationInput>;

const reported = {
  id: Id,
  organisationId: Id,
  organisationName: Type.String(),
  simulated: Type.Boolean({ description: 'True for generated demo data.' }),
  source: Type.String(),
  validFrom: Type.String({ format: 'date-time' }),
};

export const Declaration = Type.Object(
  {
    ...reported,
    year: Type.Integer(),
    occupationCode: OccupationCode,
    occupationName: Type.String(),
    nature: Type.Enum(['stock', 'flow']),
    unit: Type.String(),
    headcount: Type.Integer(),
    expectedLeavers: nullable(Type.Integer()),
    plannedHires: nullable(Type.Integer()),
    openToNewGraduates: nullable(Type.Integer({ description: '面向应届毕业生（人）' })),
    level: nullable(Type.Enum([...levels])),
    acceptedMajors: Type.Array(MajorCode),
    internships: nullable(Type.Integer({ description: '实习岗位（个）' })),
    teacherPractice: nullable(Type.Integer({ description: '教师实践岗位（个）' })),
    jobTitle: nullable(Type.String()),
    education: nullable(Education),
    grades: nullable(Grades),
    competences: Type.Array(CompetenceCode),
  },
  { $id: 'Declaration', additionalProperties: false },
);
export type Declaration = Static<typeof Declaration>;
export const DeclarationPage = pageOf('DeclarationPage', Declaration);

export const PostingInput = Type.Object(
  {
    openedOn: Type.String({ format: 'date', description: '发布日期 YYYY-MM-DD' }),
    occupationCode: OccupationCode,
    headcount: PostedHeadcount,
    experienceYears: Type.Optional(Type.Integer({ minimum: 0, maximum: 50 })),
    level: Type.Optional(Type.Enum([...levels])),
    jobTitle: Type.Optional(JobTitle),
    competences: Type.Optional(Competences),
    organisationId,
  },
  { $id: 'PostingInput', additionalProperties: false },
);
export type PostingInput = Static<typeof PostingInput>;

export const Posting = Type.Object(
  {
    ...reported,
    openedOn: Type.String(),
    year: Type.Integer(),
    occupationCode: OccupationCode,
    occupationName: Type.String(),
    nature: Type.Enum(['stock', 'flow']),
    unit: Type.String(),
    headcount: Type.Integer(),
    experienceYears: nullable(Type.Integer()),
    level: nullable(Type.Enum([...levels])),
    jobTitle: nullable(Type.String()),
    competences: Type.Array(CompetenceCode),
    status: Type.Enum([...postingStatuses], { description: 'open until an outcome is told; filled; closed with some or none of the posts filled.' }),
    outcome: nullable(Type.Enum([...postingOutcomes])),
    filled: nullable(Type.Integer({ description: '实际录用（人）' })),
    newGraduates: nullable(NewGraduates),
    sameOccupation: nullable(SameOccupation),
    closedOn: nullable(Type.String()),
  },
  { $id: 'Posting', additionalProperties: false },
);
export type Posting = Static<typeof Posting>;
export const PostingPage = pageOf('PostingPage', Posting);

export const PostingOutcomeInput = Type.Object(
  {
    outcome: Type.Enum([...postingOutcomes], {
      description: 'filled 招满: everybody looked for; partly 部分招到; withdrawn 撤回; expired 到期未招到.',
    }),
    filled: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 100_000,
        description: '实际录用（人）: needed for partly; filled means the headcount posted at least, withdrawn and expired 0 if left out.',
      }),
    ),
    newGraduates: Type.Optional(NewGraduates),
    sameOccupation: Type.Optional(SameOccupation),
    closedOn: Day('关闭日期 YYYY-MM-DD, not before the posting was opened and not in the future.'),
  },
  { $id: 'PostingOutcomeInput', additionalProperties: false },
);
export type PostingOutcomeInput = Static<typeof PostingOutcomeInput>;
