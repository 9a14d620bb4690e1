import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, Year } from './common.ts';
import { internshipStandings, sizeClasses } from './vocabulary.ts';

const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', description: '豁免理由' });

export const InternshipExemptionInput = Type.Object(
  { organisationId: Id, year: Year, reason: Reason },
  { $id: 'InternshipExemptionInput', additionalProperties: false },
);
export type InternshipExemptionInput = Static<typeof InternshipExemptionInput>;

export const InternshipExemption = Type.Object(
  {
    id: Id,
    organisationId: Id,
    year: Type.Integer(),
    reason: Type.String(),
    grantedAt: Type.String({ format: 'date-time' }),
    withdrawnAt: nullable(Type.String({ format: 'date-time' })),
  },
  { $id: 'InternshipExemption', additionalProperties: false },
);
export type InternshipExemption = Static<typeof InternshipExemption>;

const posts = (description: string) => Type.Integer({ minimum: 0, description });
const standing = Type.Enum([...internshipStandings], {
  description: 'short 不足; not_reported 未填报: no declaration of the year tells posts; complies 达标; exempt 豁免.',
});

export const InternshipCompliance = Type.Object(
  {
    organisationId: Id,
    organisationName: Type.String(),
    sizeClass: Type.Enum([...sizeClasses]),
    year: Type.Integer(),
    standing,
    staff: posts('职工（人）: employees over all its declarations of the year.'),
    posts: nullable(posts('实习岗位（个）offered to students; null where not told.')),
    required: posts('应提供（个）: staff × required share, rounded up.'),
    short: posts('缺少（个）; 0 where nothing was told.'),
    share: nullable(Type.Number({ description: 'posts ÷ staff.' })),
    teacherPractice: nullable(posts('教师实践岗位（个）; shown, not counted in the share.')),
    exemption: nullable(Type.Object({ id: Id, reason: Type.String(), grantedAt: Type.String({ format: 'date-time' }) })),
    simulated: Type.Boolean({ description: 'True for generated demo data.' }),
  },
  { $id: 'InternshipCompliance', additionalProperties: false },
);
export type InternshipCompliance = Static<typeof InternshipCompliance>;
export const InternshipCompliancePage = pageOf('InternshipCompliancePage', InternshipCompliance);

export const InternshipYear = Type.Object(
  {
    year: Type.Integer(),
    enterprises: posts('规模以上企业（家）, verified and existing in the year.'),
    complies: posts('达标（家）'),
    short: posts('不足（家）'),
    exempt: posts('豁免（家）'),
    notReported: posts('未填报（家）'),
    staff: posts('职工（人）of those that told posts.'),
    posts: posts('实习岗位（个）'),
    required: posts('应提供（个）of those that told posts and are not exempt.'),
    missing: posts('缺少（个）, added up over those that are short.'),
    teacherPractice: posts('教师实践岗位（个）'),
    share: nullable(Type.Number({ description: 'posts ÷ staff of those that told posts.' })),
    rule: Type.Object({
      id: Type.String(),
      version: Type.Integer(),
      share: Type.Number({ description: 'Required share, 0–1, as it counts now.' }),
      edited: Type.Boolean({ description: 'The share differs from the published one.' }),
      source: Type.String(),
      minimumStaff: Type.Integer({ description: 'Staff from which an enterprise is taken to be above designated size, persons.' }),
      minimumSource: Type.String(),
    }),
    simulated: Type.Boolean(),
  },
  { $id: 'InternshipYear', additionalProperties: false },
);
export type InternshipYear = Static<typeof InternshipYear>;
export const InternshipYearPage = pageOf('InternshipYearPage', InternshipYear);
