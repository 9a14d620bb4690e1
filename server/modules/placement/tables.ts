import type { Table, TableColumn } from '../../../documents/table.ts';
import type { Applicant, Candidate, IssuedCode, PlacementPost } from '../../../schemas/placement.ts';

const codeColumns: readonly TableColumn<IssuedCode>[] = [
  { title: 'number', zh: '编号', value: (row) => row.number },
  { title: 'code', zh: '学生码', value: (row) => row.code },
];
const postColumns: readonly TableColumn<PlacementPost>[] = [
  { title: 'enterprise', zh: '企业', value: (row) => row.organisationName },
  { title: 'post', zh: '岗位', value: (row) => row.title },
  { title: 'capacity_persons', zh: '名额（人）', value: (row) => row.capacity, format: 'whole' },
  { title: 'minimum_persons', zh: '最低开班人数', value: (row) => row.minimum, format: 'whole' },
  { title: 'level', zh: '层次', value: (row) => row.level },
  { title: 'majors', zh: '专业', value: (row) => row.majors.map(({ code, name }) => `${code} ${name}`).join('；') },
  { title: 'applied_persons', zh: '报名（人）', value: (row) => row.applied, format: 'whole' },
  { title: 'filled_persons', zh: '录取（人）', value: (row) => row.filled, format: 'whole' },
  { title: 'closed', zh: '未开班', value: (row) => row.closed },
  { title: 'wished_by_persons', zh: '未开班而更想去者（人）', value: (row) => row.wishedBy, format: 'whole' },
];
const personColumns = <T extends Pick<Candidate, 'id' | 'schoolName' | 'number' | 'majorCode' | 'majorName' | 'level'>>(): readonly TableColumn<T>[] => [
  { title: 'candidate', zh: '学生标识', value: (row) => row.id },
  { title: 'school', zh: '院校', value: (row) => row.schoolName },
  { title: 'number', zh: '编号', value: (row) => row.number },
  { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
  { title: 'major_name', zh: '专业', value: (row) => row.majorName },
  { title: 'level', zh: '层次', value: (row) => row.level },
];
const candidateColumns: readonly TableColumn<Candidate>[] = [
  ...personColumns<Candidate>(),
  { title: 'choices', zh: '志愿数', value: (row) => row.wishes, format: 'whole' },
  { title: 'enterprise', zh: '录取企业', value: (row) => row.postOrganisation },
  { title: 'post', zh: '录取岗位', value: (row) => row.postTitle },
  { title: 'choice', zh: '第几志愿', value: (row) => row.choice, format: 'whole' },
  { title: 'by_hand', zh: '人工调整', value: (row) => row.byHand },
  { title: 'missed', zh: '未录取志愿与原因', value: (row) => row.missed.map(({ organisationName, title, reason, place }) => `${organisationName} ${title}: ${reason}${place === null ? '' : ` (${place})`}`).join('；') }, // prettier-ignore
];
const applicantColumns: readonly TableColumn<Applicant>[] = [
  ...personColumns<Applicant>(),
  { title: 'applied', zh: '已报名', value: (row) => row.applied },
  { title: 'place', zh: '排序', value: (row) => row.place, format: 'whole' },
  { title: 'refused', zh: '不录取', value: (row) => row.refused },
  { title: 'placed', zh: '已录取', value: (row) => row.placed },
  { title: 'outcome', zh: '结果', value: (row) => row.outcome },
  { title: 'drawn_place', zh: '报名者中位次', value: (row) => row.drawn, format: 'whole' },
];

export const codeTable: Table<IssuedCode> = { name: 'placement-codes', zh: '学生码', en: 'Codes of students', columns: codeColumns };
export const postTable: Table<PlacementPost> = { name: 'placement-posts', zh: '双选岗位', en: 'Posts of a round', columns: postColumns };
export const candidateTable: Table<Candidate> = { name: 'placement-candidates', zh: '双选学生', en: 'Candidates of a round', columns: candidateColumns };
export const applicantTable: Table<Applicant> = { name: 'placement-applicants', zh: '岗位报名', en: 'Candidates of a post', columns: applicantColumns };
