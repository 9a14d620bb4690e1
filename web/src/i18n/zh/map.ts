/** The map of a chain. */
export const map = {
  map: {
    title: '产教对接图谱（人/年，决策窗口平均）',
    source: '来源：本批次的专业需求与供给、职业与专业对应权重、院校在校生；需求按企业所属产业链。',
    summary:
      '{chain} {years} 年：{occupations} 个职业的需求由 {majors} 个专业、{schools} 所院校对接；每年 {uncovered} 人没有毕业生对接，另有 {outside} 人由在外地学习或非对口人员补充。',
    thinnest: '最薄弱的环节：{parts}。',
    thin: '{major}（{level}）每年缺 {n} 人，需求只满足 {covered}',
    join: '；',
    key: '环节 → 职业 → 专业 → 院校；宽度为每年人数。▲ 短缺，▼ 过剩，✕ 无人对接；灰色细线为保密。点击节点查看详情。',
    perYear: '每年 {n} 人',
    short: '其中 {n} 人没有毕业生对接',
    flow: '{from} → {to}：每年 {n} 人',
    from: '从',
    to: '到',
    persons: '人/年',
    mark: '提示',
    outside: '外地或非对口人员',
    unlinked: '没有对应专业',
    uncovered: '没有毕业生对接',
    elsewhere: '其他来源',
    other: '项目等未列职业',
    no_major: '职业没有对应专业',
    no_school: '本市没有院校开设',
    no_demand: '链上列为重点，但没有需求',
  },
};
