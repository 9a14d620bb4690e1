import type { Table } from '../../../documents/table.ts';
import type { SchoolYear } from '../../../schemas/school-years.ts';

export const schoolYearTable: Table<SchoolYear> = {
  ...{ name: 'school-years', zh: '学校年度数据', en: 'School years' },
  columns: [
    { title: 'school', zh: '学校', value: (row) => row.organisationName },
    { title: 'year', zh: '年份', value: (row) => row.year, format: 'year' },
    { title: 'full_time_teachers', zh: '专任教师（人）', value: (row) => row.fullTimeTeachers, format: 'whole' },
    { title: 'teacher_posts', zh: '核定专任教师数（人）', value: (row) => row.teacherPosts, format: 'whole' },
    { title: 'professional_teachers', zh: '专业教师（人）', value: (row) => row.professionalTeachers, format: 'whole' },
    { title: 'dual_qualified_teachers', zh: '双师型教师（人）', value: (row) => row.dualQualifiedTeachers, format: 'whole' },
    { title: 'part_time_teachers', zh: '兼职教师（人）', value: (row) => row.partTimeTeachers, format: 'whole' },
    { title: 'training_person_times', zh: '培训人次', value: (row) => row.trainingPersonTimes, format: 'whole' },
    { title: 'practice_base_area_m2', zh: '实训基地建筑面积（平方米）', value: (row) => row.practiceBaseArea, format: 'two' },
    { title: 'practice_places', zh: '实训工位（个）', value: (row) => row.practicePlaces, format: 'whole' },
    { title: 'equipment_10k_yuan', zh: '教学仪器设备总值（万元）', value: (row) => row.equipmentValue, format: 'two' },
    { title: 'in_force', zh: '有效', value: (row) => row.inForce },
    { title: 'reported_at', zh: '填报时间', value: (row) => row.validFrom },
    { title: 'source', zh: '数据来源', value: (row) => row.source },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
