import { createOrganisationRepository } from '../db/repositories/organisations.ts';
import { createTaskListRepository } from '../db/repositories/task-list.ts';
import { dayOf } from '../schemas/days.ts';
import type { ServerContext } from './context.ts';
import { createBulletinService } from './modules/bulletins/service.ts';
import { createTaskSteps } from './modules/tasks/steps.ts';
import { createTemplateService } from './modules/tasks/templates.ts';

const template = 'pingliang-2020';
/** Years ago that the demo city took the plan up: some of its deadlines are past, some are near. */
const yearsAgo = 2;
const demo = { role: 'administrator', organisationId: null, actor: 'demo' } as const;
/** What the demo city tells of its tasks, by line of the list: progress, and how far it has come. */
const told: readonly (readonly [line: number, progress: number, text: string, to?: 'reported' | 'done'])[] = [
  [1, 45, '高水平专业群建设方案已通过论证，与自治区外院校签订合作协议2份'],
  [2, 70, '三所学校办学条件已达标，其余学校的校舍改造年内完工'],
  [4, 30, '职教集团章程已修订，成员单位增至26家'],
  [5, 55, '已建成企业教师流动站6个、创新工作室5个'],
  [7, 85, '试点证书12个，本年度参加考核学生1860人'],
  [8, 20, '学徒制合作企业正在洽谈'],
  [9, 100, '优惠政策文件已印发执行', 'reported'],
  [15, 100, '联席会议制度已建立，各院校实施方案已备案', 'done'],
  [16, 100, '职教中心管理体制调整已完成', 'done'],
  [17, 60, '生均经费标准已制定，专项经费待列入年度预算'],
];

/** The tasks a demo city opens with: a published list in the words of this place, some told of, and the dispatch of the month; all marked as simulated. Where there is any task, nothing is added. */
export async function ensureFirstTasks(context: ServerContext): Promise<void> {
  const { db, clock } = context;
  const list = createTaskListRepository(db);
  const school = await createOrganisationRepository(db).firstOfKind('school');
  if (!school || (await list.count({})) > 0) return;
  const [year, month] = [Number(dayOf(clock()).slice(0, 4)), Number(dayOf(clock()).slice(5, 7))];
  const words = [
    ...[['平凉职业技术学院', school.name] as const, ['庄浪县职教中心', '旗职教中心'] as const, ['平凉职业教育', '全市职业教育'] as const],
    ...[['甘肃省', '自治区'] as const, ['各县市区', '各旗区'] as const, ['各县市', '各旗区'] as const, ['“陇原巨匠”', '能工巧匠'] as const],
  ].map(([replace, by]) => ({ replace, by }));
  const doing = { principal: demo, requestId: 'first-start', seen: 'any' } as const;
  const asked = { year: year - yearsAgo, words };
  await createTemplateService(context).open(template, doing, asked, true);
  const steps = createTaskSteps(context);
  const { items } = await list.page({ originPrefix: `${template}/${asked.year}/` }, { limit: 200 });
  for (const [line, progress, text, to] of told) {
    const id = items.find(({ originId }) => originId?.endsWith(`/${line}`))?.id;
    if (id === undefined) continue;
    await steps.report(id, doing, { progress, text: `（模拟）${text}` });
    if (to !== undefined) await steps.move(id, doing, { event: 'report' });
    if (to === 'done') await steps.move(id, doing, { event: 'accept' });
  }
  const bulletins = createBulletinService(context);
  const { id } = await bulletins.make(doing, { kind: 'monthly_dispatch', year, period: month });
  await bulletins.move(id, doing, { event: 'publish' });
}
