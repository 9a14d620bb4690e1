/** Chinese titles of columns of lists that have no table of their own, by the name of the field. */
const said = `
id 编号|current 当前|createdAt 创建时间|lastSeenAt 最近活动|idleExpiresAt 空闲到期|expiresAt 到期时间|userAgent 浏览器|name 名称|lastUsedAt 最近使用|label 用途|scopes 权限|tokenOnly 仅限换取令牌|role 角色|expired 已过期|kind 种类|creditCode 统一社会信用代码
regionCode 地区代码|level 层次|ownership 举办性质|chainId 产业链|sizeClass 规模|status 状态|statusReason 状态原因|statusAt 状态时间|contact 联系人|simulated 模拟数据|source 数据来源|version 版本|accountId 账号编号|login 登录名|displayName 姓名
lockedUntil 锁定至|secondFactor 第二验证|manager 管理成员|organisationId 单位编号|organisationName 单位|accountVersion 账号版本|code 代码|categoryCode 大类代码|categoryName 大类|classCode 专业类代码|className 专业类|codeSystem 目录|edition 版本|retired 已停用
retiredIn 停用版本|programmes 专业点|chainIds 产业链|depth 层级|digital 数字职业|green 绿色职业|majors 专业|number 序号|segments 环节|unmatchedMajors 未对应专业|enterprises 企业数|direction 方向|openedYear 设立年份|closedYear 停办年份|schoolId 学校编号|schoolName 学校
majorCode 专业代码|majorName 专业|lengthYears 学制（年）|title 标题|fileName 文件名|sha256 SHA-256|rows 行数|additions 仅新增|importedBy 导入者|importedAt 导入时间|previousId 上一版本|bytes 字节数|createdBy 创建者|decidedBy 决定者|decidedAt 决定时间|occupationCode 职业代码
occupationName 职业|strength 关联强度|lowFactor 下限系数|highFactor 上限系数|reason 理由|author 作者|at 时间|undoes 撤销的修改|score 得分|shared 共有|remembered 已记住|validFrom 填报时间|year 年份|nature 性质|unit 单位|headcount 人数|expectedLeavers 预计离职退休（人）
plannedHires 计划招聘（人）|openToNewGraduates 面向应届毕业生（人）|acceptedMajors 可接受专业|internships 实习岗位（人）|teacherPractice 教师实践岗位（人）|jobTitle 岗位名称|competences 能力代码|openedOn 发布日期|experienceYears 经验要求（年）|outcome 结果|filled 已招（人）
closedOn 结束日期|programmeId 专业点编号|plan 计划|intake 实际招生（人）|enrolled 在校各年级（人）|graduates 毕业生（人）|firstChoiceRate 第一志愿率|registrationRate 报到率|localJob 本市就业（人）|otherRegion 外地就业（人）|furtherStudy 升学（人）|military 参军（人）
unemployed 待就业（人）|inField 对口就业（人）|reporter 填报者|state 状态|filename 文件名|size 大小（字节）|sheet 工作表|valid 有效行|invalid 无效行|warnings 警告|errors 错误|failure 失败原因|checkedAt 检查时间|mode 方式|confirmedBy 确认者|confirmedAt 确认时间|batchId 批次
importedRows 导入行数|undoneBy 撤销者|undoneAt 撤销时间|key 键|lastYear 末年|actor 操作者|actorName 操作者姓名|action 操作|from 原状态|to 新状态|share 比例|seats 名额（人）|firstYear 首年|stage 阶段|done 完成|total 总数|asOfYear 数据截至|snapshotHash 快照 SHA-256
engineVersion 引擎版本|previousRunId 上一批次|requestedBy 发起者|requestedByName 发起者姓名|startedAt 开始时间|finishedAt 完成时间|runId 批次|parameter 参数|entryYear 入学年份|baseYear 基准年|note 说明|decisionNote 决定说明|flagClass 建议|since 自|dueAt 截止时间|asked 应答（件）
open 未答|sent 已送|returned 退回|noted 已阅|text 内容|doneBy 操作者|event 动作|fromYear 起始年|toYear 截止年|basis 依据|inForce 有效|resolutionNumber 议定事项|decidedOn 决定日期|changedAt 变更时间|thresholdsVersion 阈值版本|subject 对象|levels 层次|date 日期
certainty 可靠程度|copy 副本|scopeId 范围编号|scopeName 范围|audience 对象|templateVersion 模板版本|progress 进度|contentHash 内容 SHA-256|fileHash 文件 SHA-256|fileSize 文件大小|issuer 发文单位|sections 章节|underway 进行中|reported 已报|cancelled 已取消|overdue 逾期|unitName 单位
leads 牵头|document 文件|dated 成文日期|address 地址|own 本单位|lines 条数|period 期次|publishedAt 发布时间|origin 来源|class 建议|proposedClass 拟建议|gap 缺口（人）|lo80 80% 下限|hi80 80% 上限|probability 概率|band 档位|grade 证据等级|suppressed 保密|occupations 职业|planned 计划
proposing 提出方|maxChoices 志愿上限|givenUp 放弃|seed 随机种子|posts 岗位|wished 已填志愿|openedAt 开始时间|closedAt 截止时间|verification 核对|candidates 候选人|roundId 轮次|candidateId 候选人编号|answer 答复|fromPostId 原岗位|toPostId 新岗位|changedBy 变更者|capacity 人数|minimum 最少人数
memberId 成员编号|personTitle 职务|fromOn 自|personName 姓名|meetingId 会议编号|docketId 议题编号|position 序号|issueId 议题编号|docketVersion 议题版本|minutes 纪要|votes 表决|resolutionId 议定事项编号|resolutionText 议定内容|units 单位|dueOn 时限|startsOn 开始日期|endsOn 结束日期
places 地点|place 地点|value 值|zh 中文|en 英文|listing 信息|pair 类别|needs 需求|offers 供给|paired 已配对|certificate 证明|inputHash 输入 SHA-256|subjectId 对象编号|type 类型|startsAt 开始时间|endsAt 结束时间|view 页面|entity 对象|entityId 对象编号|readAt 已读时间|parts 部分
columns 列|parameters 参数|values 值|summary 摘要|error 错误|findings 结果|missing 缺少的数据|steps 步骤|thresholds 阈值|inputs 输入|effect 影响|replay 复算|report 报告|content 内容|totals 合计|education 学历|grades 等级|notices 提示|pairs 配对|can 可做
`;
const words = new Map(
  said
    .trim()
    .split(/[|\n]/)
    .map((pair) => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)] as const),
);
/** The Chinese title of a field; a field without one keeps its name. */
export const listWord = (field: string): string => words.get(field) ?? field;
