import { educationLevels, levels, skillGrades, type filingKinds } from './vocabulary.ts';

export type FilingKind = (typeof filingKinds)[number];
/**
 * A field of a line, as the form asks for it and the checks compare it. `name` is its name in the body of a single report; `compared` fields are
 * held against the year before. `choice` takes one of `options`, `parts` persons by option, `grades` persons by year of study, `codes` a list of codes.
 */
export interface FilingField {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly form: 'persons' | 'number' | 'flag' | 'text' | 'choice' | 'parts' | 'grades' | 'codes';
  readonly required?: true;
  readonly compared?: true;
  readonly options?: readonly string[];
  /** Message group of the options' words on the page. */
  readonly words?: string;
}

/** Every field of a line, by kind: a field added to the body of the single report is one row here. */
export const filingFields: Readonly<Record<FilingKind, readonly FilingField[]>> = {
  demand: [
    { name: 'headcount', zh: '年末在岗人数', en: 'Employees at year end', form: 'persons', required: true, compared: true },
    { name: 'expectedLeavers', zh: '预计离职退休', en: 'Expected leavers', form: 'persons', compared: true },
    { name: 'plannedHires', zh: '计划招聘', en: 'Planned hires', form: 'persons', compared: true },
    { name: 'openToNewGraduates', zh: '面向应届毕业生', en: 'Open to new graduates', form: 'persons' },
    { name: 'level', zh: '学历要求', en: 'Education asked for', form: 'choice', options: levels, words: 'level' },
    { name: 'acceptedMajors', zh: '可接受专业（代码）', en: 'Majors accepted (codes)', form: 'codes' },
    { name: 'internships', zh: '提供实习岗位', en: 'Posts for interns', form: 'persons' },
    { name: 'teacherPractice', zh: '提供教师实践岗位', en: 'Practice posts for teachers', form: 'persons' },
    { name: 'jobTitle', zh: '岗位名称', en: 'Job title', form: 'text' },
    { name: 'education', zh: '学历结构', en: 'Education', form: 'parts', options: educationLevels, words: 'education' },
    { name: 'grades', zh: '职业岗位序列', en: 'Occupation ladder', form: 'parts', options: skillGrades, words: 'ladder' },
    { name: 'competences', zh: '能力要求（代码）', en: 'Competences (codes)', form: 'codes' },
  ],
  enrolment: [
    { name: 'plan', zh: '招生计划', en: 'Intake planned', form: 'persons', compared: true },
    { name: 'intake', zh: '实际招生', en: 'Intake', form: 'persons', required: true, compared: true },
    { name: 'enrolled', zh: '在校生', en: 'Students', form: 'grades', required: true },
    { name: 'graduates', zh: '毕业生', en: 'Graduates', form: 'persons', required: true, compared: true },
    { name: 'firstChoiceRate', zh: '第一志愿率（0–1）', en: 'First-choice rate (0–1)', form: 'number' },
    { name: 'registrationRate', zh: '报到率（0–1）', en: 'Registration rate (0–1)', form: 'number' },
  ],
};
