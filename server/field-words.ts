import { listWord } from './list-words.ts';

/** Chinese names of fields that are sent but stand in no list, or mean something else there. */
const said = `
password 密码|current 现在的密码|challengeId 质询编号|credentialId 凭据编号|clientDataJSON 客户端数据|authenticatorData 验证器数据|signature 签名|membershipId 成员身份编号|draft 设置凭证|attestationObject 证明对象|days 天数|token 令牌|fullTimeTeachers 专任教师（人）
months 毕业后月数|asked 调查人数|commissioningYear 投产年份|plannedHeadcount 计划用工（人）|persons 人数|decision 决定|fromProgrammeId 起点专业点编号|toProgrammeId 终点专业点编号|with 对照批次|by 依据|change 调整类型|reasons 理由|costs 费用|item 费用项目|yuan 金额（元）|targets 目标
majorCodes 专业代码|opinion 意见|measures 措施|shown 是否显示|before 前文|after 位置|replace 被替换的词|paragraphs 段落|unranked 未排序者|postId 岗位编号|postIds 志愿|plannedAt 计划时间|decisionRule 议决规则|members 成员|for 赞成|against 反对|abstained 弃权|quarter 季度
from 开始日期|to 结束日期|toOn 至|needId 需求编号|offerId 供给编号|doneOn 完成日期|q 搜索词|newest 最新一条|state 到会情况|places 排序|place 名次|status 状态|progress 进度（%）|number 编号|done 是否完成
`;
const words = new Map(
  said
    .trim()
    .split(/[|\n]/)
    .map((pair) => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)] as const),
);
/** The Chinese name of a field that is sent; a field without one keeps its name. */
export const fieldWord = (field: string): string => words.get(field) ?? listWord(field);
