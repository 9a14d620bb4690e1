/** Around a major: its flags over the runs, who accepts its graduates. */
export const ties = {
  ties: {
    history: '历次建议',
    noHistory: '以往批次没有此专业的建议。',
    run: '批次',
    asOf: '数据截至 {year}（{run}）',
    flag: '建议',
    proposed: '当次计算',
    employers: '接收本专业的企业',
    none: '近三年的用工申报中，没有企业写明接收本专业。',
    few: '写明接收本专业的企业过少，数目保密。',
    count: '近三年的用工申报中，{n} 家企业写明接收本专业毕业生',
    planned: '（计划招聘 {n} 人）',
    enterprise: '企业',
    occupations: '职业数',
    hires: '计划招聘（人）',
    year: '申报年份',
  },
};
