/** Tables as files, on the page of imports. */
export const exportWords = {
  exports: {
    title: '导出数据表',
    note: '整张表，含全部页；范围与你可查看的相同。',
    declarations: '人才需求申报',
    postings: '招聘岗位',
    projects: '建设项目',
    enrolment: '招生在校毕业',
    destinations: '毕业去向',
    plans: '招生计划',
    schoolYears: '学校年度数据',
    seats: '招生名额申请',
    inflows: '外来补充',
    imports: '导入记录',
    schools: '学校',
    programmes: '专业点',
    pathways: '贯通培养',
    chains: '产业链',
    majors: '专业目录',
    occupations: '职业目录',
    competences: '能力目录',
  },
};
