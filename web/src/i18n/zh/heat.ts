/** Heat maps. */
export const heatPage = {
  heat: {
    headline: '{row} × {column}：{n} 格中短缺 {short} 格，过剩 {over} 格，其余持平或保密。',
    about: '橙为短缺，蓝为过剩，每格写明数字与正负号。数字为样本路径的均值，可以相加；区间与等级见缺口表。',
    aboutChain: '产业链 × 层次由各专业相加，按单一年份。',
    cut: '行',
    unit: '每格显示',
    share: '缺口占需求',
    persons: '人数',
    plain: '数字表',
    colours: '热力图',
    year: '年份',
    decisionYear: '决策窗口首年',
    byYear: '年份',
    byLevel: '层次',
    loadingMore: '已读取 {n} / {total} 行…',
    unitNote: '缺口 = 需求 − 供给；缺口占需求 = 缺口 ÷ 需求；人数为当年。',
  },
};
