/** What a rule compares: a figure of one subject and year, and the report it is made of. */
export interface MeasureDefinition {
  readonly input: InputName;
  readonly unit: 'share' | 'number';
  readonly zh: string;
  readonly en: string;
}
/** Reports and registers that rules ask for; those the platform does not hold yet are said to be missing. */
export const inputNames = {
  destinations: { zh: '毕业去向', en: 'graduates’ destinations' },
  provinceProgrammes: { zh: '全省专业点数', en: 'programme counts of the province' },
  programmes: { zh: '专业点与招生', en: 'programmes and their enrolment' },
  plan: { zh: '招生计划与招生数', en: 'enrolment plans and intake' },
  chainLinks: { zh: '产业链与专业的对应', en: 'majors of the industry chains' },
  registration: { zh: '报到人数', en: 'registrations' },
  staffing: { zh: '教师人数', en: 'teaching staff' },
  admissions: { zh: '志愿录取', en: 'admissions by choice' },
  ledger: { zh: '专业调整台账', en: 'ledger of adjustments' },
  occupationForecast5: { zh: '五年职业预测', en: 'five-year forecast of occupations' },
  occupationForecast10: { zh: '十年职业预测', en: 'ten-year forecast of occupations' },
  postings: { zh: '全部职业的岗位与录用', en: 'postings and hires of all occupations' },
  wages: { zh: '工资', en: 'wages' },
  internships: { zh: '实习岗位与职工数', en: 'internship posts and staff' },
  ratings: { zh: '评级', en: 'ratings' },
  selfEvaluation: { zh: '年度计划与自评', en: 'yearly plans and self-evaluation' },
} as const;
export type InputName = keyof typeof inputNames;

export const measures = {
  placementRate: { input: 'destinations', unit: 'share', zh: '毕业去向落实率', en: 'placement rate' },
  placementRank: { input: 'destinations', unit: 'share', zh: '落实率位次（自后）', en: 'placement rank from the bottom' },
  provinceProgrammes: { input: 'provinceProgrammes', unit: 'number', zh: '全省专业点数', en: 'programmes in the province' },
  schoolShare: { input: 'programmes', unit: 'share', zh: '开设学校占比', en: 'share of schools that offer it' },
  studentsPerMajor: { input: 'programmes', unit: 'number', zh: '每专业学生数', en: 'students per major' },
  fulfilment: { input: 'plan', unit: 'share', zh: '计划完成率', en: 'plan fulfilment' },
  chainSchools: { input: 'chainLinks', unit: 'number', zh: '对接学校数', en: 'schools that serve it' },
  registrationRate: { input: 'registration', unit: 'share', zh: '报到率', en: 'registration rate' },
  studentTeacherRatio: { input: 'staffing', unit: 'number', zh: '生师比', en: 'student–teacher ratio' },
  staffingLevel: { input: 'staffing', unit: 'share', zh: '专任教师配备率', en: 'staffing level' },
  firstChoiceRate: { input: 'admissions', unit: 'share', zh: '第一志愿录取率', en: 'first-choice admission rate' },
  adjustedShare: { input: 'ledger', unit: 'share', zh: '已调整专业占比', en: 'share of majors adjusted' },
  newBachelor: { input: 'ledger', unit: 'number', zh: '新增本科专业', en: 'new bachelor majors' },
  newAssociate: { input: 'ledger', unit: 'number', zh: '新增高职专业', en: 'new associate majors' },
  newSecondary: { input: 'ledger', unit: 'number', zh: '新增中职专业', en: 'new secondary majors' },
  endedSecondary: { input: 'ledger', unit: 'number', zh: '停招缓招中职专业', en: 'secondary majors suspended or slowed' },
  endedAssociate: { input: 'ledger', unit: 'number', zh: '停招缓招高职专业', en: 'associate majors suspended or slowed' },
  employment: { input: 'occupationForecast5', unit: 'number', zh: '基期就业人数', en: 'base employment' },
  growthRelative5: { input: 'occupationForecast5', unit: 'number', zh: '五年增速与平均之比', en: 'five-year growth ÷ average' },
  openingsShare5: { input: 'occupationForecast5', unit: 'share', zh: '五年岗位空缺占比', en: 'share of five-year openings' },
  growthRelative10: { input: 'occupationForecast10', unit: 'number', zh: '十年增速与平均之比', en: 'ten-year growth ÷ average' },
  openingsShare10: { input: 'occupationForecast10', unit: 'share', zh: '十年岗位空缺占比', en: 'share of ten-year openings' },
  employmentShare: { input: 'occupationForecast5', unit: 'share', zh: '就业占比', en: 'share of employment' },
  openingsRelative: { input: 'occupationForecast5', unit: 'number', zh: '空缺率与中位数之比', en: 'openings rate ÷ median' },
  postingsRelative: { input: 'postings', unit: 'number', zh: '招聘率与中位数之比', en: 'postings rate ÷ median' },
  hiresRelative: { input: 'postings', unit: 'number', zh: '录用率与中位数之比', en: 'hires rate ÷ median' },
  wageRelative: { input: 'wages', unit: 'number', zh: '工资与中位数之比', en: 'wage ÷ median' },
  internshipShare: { input: 'internships', unit: 'share', zh: '实习岗位占职工比例', en: 'internship posts ÷ staff' },
  rating: { input: 'ratings', unit: 'number', zh: '评级（1=A，2=B，3=C）', en: 'rating (1 = A, 2 = B, 3 = C)' },
  workPlanDone: { input: 'selfEvaluation', unit: 'share', zh: '年度计划完成比例', en: 'yearly plan completed' },
} as const satisfies Record<string, MeasureDefinition>;
export type MeasureName = keyof typeof measures;
