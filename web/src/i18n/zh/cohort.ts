/** Cohorts by graduation year. */
export const cohort = {
  cohort: {
    title: '各届毕业生供给：已在校与待招生（人）',
    enrolled: '已在校',
    open: '待招生',
    sentence:
      '{major}：{fixed} 届已在校，供给 {fixedSupply} 人，同期需求 {fixedDemand} 人；{open} 届取决于今后招生，预计供给 {openSupply} 人，同期需求 {openDemand} 人。',
    key: '实心条：已在校；虚线框：由今后招生决定；黑线：供给的 80% 区间；菱形：当年需求。右侧为供给 / 需求。',
  },
};
