import { createCooperationBatchRepository } from '../db/repositories/cooperation-batches.ts';
import { createCooperationListingRepository } from '../db/repositories/cooperation-listings.ts';
import { createCooperationRepository } from '../db/repositories/cooperations.ts';
import { createOrganisationRegistry } from '../db/repositories/organisation-registry.ts';
import { createOrganisationRepository } from '../db/repositories/organisations.ts';
import type { CooperationListingInput, CooperationStepInput } from '../schemas/cooperation.ts';
import { dayOf } from '../schemas/days.ts';
import type { ServerContext } from './context.ts';
import { createBatchService } from './modules/cooperation/batches.ts';
import { createCooperationService } from './modules/cooperation/cooperations.ts';
import { createListingService } from './modules/cooperation/listings.ts';
import { createCooperationSteps } from './modules/cooperation/steps.ts';
import { plantOnce } from './plant-once.ts';

const demo = { role: 'administrator', organisationId: null, actor: 'demo' } as const;
const requestId = 'first-start';
const doing = { principal: demo, requestId, seen: 'any' } as const;
const every = { reader: { organisationId: null, all: true, drafts: true } } as const;
/** States of the way from the invitation on, one step apart. */
const states: readonly string[] = ['invited', 'talking', 'proposed', 'agreed', 'underway'];
type Written = Pick<CooperationListingInput, 'pair' | 'resource' | 'title' | 'text' | 'capacity' | 'oneToOne'> & { readonly by: 'enterprise' | 'school' | 'otherEnterprise' | 'otherSchool' }; // prettier-ignore
/** Needs and offers of the four pairs, by who writes them. */
const written = {
  order: { by: 'enterprise', pair: 'training', resource: 'order_class', title: '设备运维人才订单培养', text: '（模拟）每年需要设备运维毕业生，愿意共同制定培养方案、提供实习岗位。', capacity: 30 },
  school: { by: 'school', pair: 'training', resource: 'order_class', title: '装备类专业订单班', text: '（模拟）可为本市企业单独组班，第三学年到企业实习。', capacity: 40 },
  apprentices: { by: 'otherSchool', pair: 'training', resource: 'apprenticeship', title: '现代学徒制试点', text: '（模拟）校企双导师，工学交替。', capacity: 25 },
  staff: { by: 'enterprise', pair: 'staff_training', resource: 'course', title: '在岗电工技能提升', text: '（模拟）分四期，每期两周。', capacity: 60 },
  course: { by: 'school', pair: 'staff_training', resource: 'course', title: '电工与安全培训', text: '（模拟）实训场地和师资齐备，可到企业授课。', capacity: 80 },
  process: { by: 'enterprise', pair: 'technology', resource: 'research', title: '设备故障在线诊断', text: '（模拟）寻求联合研发，提供现场数据和试验条件。', capacity: 1, oneToOne: true },
  platform: { by: 'school', pair: 'technology', resource: 'platform', title: '工业检测共性技术平台', text: '（模拟）开放检测设备，提供数据分析。', capacity: 2, oneToOne: true },
  expert: { by: 'otherSchool', pair: 'technology', resource: 'expert', title: '机电一体化专家团队', text: '（模拟）可承担工艺改造咨询。', capacity: 2, oneToOne: true },
  practice: { by: 'school', pair: 'teachers', resource: 'practice_post', title: '专业教师企业实践', text: '（模拟）暑期两个月，机电类教师。', capacity: 6 },
  posts: { by: 'otherEnterprise', pair: 'teachers', resource: 'practice_post', title: '教师实践岗位', text: '（模拟）设备维护、质量检验岗位，配企业导师。', capacity: 8 },
} as const satisfies Record<string, Written>; // prettier-ignore

/**
 * The cooperation a demo city opens with, marked as simulated: needs and offers of every pair, one agreed and under way with milestones, an invitation that waits for its answer, pairs that a batch suggests. Where there is any listing, nothing is added, but for what a killed start left out.
 */
export async function ensureFirstCooperations(context: ServerContext): Promise<void> {
  const listings = createCooperationListingRepository(context.db);
  await plantOnce(context.db, 'cooperations', async () => (await listings.count(every)) > 0, () => plantCooperations(context)); // prettier-ignore
}

async function plantCooperations(context: ServerContext): Promise<boolean> {
  const { db, clock } = context;
  const standing = new Map((await createCooperationListingRepository(db).page(every, { limit: 200 })).items.map(({ row }) => [`${row.organisationId} ${row.title}`, row])); // prettier-ignore
  const organisations = createOrganisationRepository(db);
  const [enterprise, school] = [await organisations.firstOfKind('enterprise'), await organisations.firstOfKind('school')];
  if (!enterprise || !school) return false;
  const other = async (kind: 'enterprise' | 'school', own: string) => {
    const { items } = await createOrganisationRegistry(db).page({ kind, status: 'verified' }, { limit: 200 });
    return items.map(({ id }) => id).filter((id) => id !== own).sort()[0] ?? own; // prettier-ignore
  };
  const writer = {
    ...{ enterprise: enterprise.id, school: school.id },
    ...{ otherEnterprise: await other('enterprise', enterprise.id), otherSchool: await other('school', school.id) },
  };
  const taught = [...(await organisations.programmesOfSchool(school.id)).values()].filter(({ retired }) => !retired).map(({ code }) => code).sort(); // prettier-ignore
  const technical = taught.filter((code) => /^(08|26|46|66)/.test(code)); // engineering, equipment: what the listings speak of
  const majors = technical.length > 0 ? technical : taught;
  const now = +clock();
  const day = (days: number) => dayOf(new Date(now + days * 86_400_000));

  const service = createListingService(context);
  const ids = {} as Record<keyof typeof written, string>;
  for (const [name, { by, ...said }] of Object.entries(written) as [keyof typeof written, Written][]) {
    const where = { organisationId: writer[by], chainId: enterprise.chainId, regionCode: school.regionCode, fromOn: day(-30), toOn: day(330) };
    const stood = standing.get(`${writer[by]} ${said.title}`);
    const { id } = stood ?? (await service.add(demo, { ...said, ...where, majorCodes: majors.slice(0, 3) }, requestId, true));
    if (stood === undefined || stood.state === 'draft') await service.step(id, doing, { event: 'publish' });
    ids[name] = id;
  }
  const cooperations = createCooperationService(context);
  const steps = createCooperationSteps(context, cooperations);
  const brought = (await createCooperationRepository(db).page({}, { limit: 200 })).items.map(({ row }) => row);
  const between = (needId: string, offerId: string) => brought.find((row) => row.needId === needId && row.offerId === offerId);
  const begun = between(ids.order, ids.school);
  const { id } = begun ?? (await cooperations.add(demo, { needId: ids.order, offerId: ids.school }, requestId));
  const way: CooperationStepInput[] = [
    { event: 'accept' },
    { event: 'propose', terms: '（模拟）每届 30 人，双方共同制定培养方案，企业提供实习岗位并优先录用。', capacity: 30, fromOn: day(-20), toOn: day(330) },
    ...[{ event: 'confirm' as const }, { event: 'begin' as const }],
  ];
  const gone = begun ? Math.max(0, states.indexOf(begun.state)) : 0;
  for (const step of way.slice(gone)) await steps.step(id, doing, step);
  const noted = new Map((await cooperations.one(demo, id)).milestones.map((one) => [one.title, one]));
  for (const [title, due] of [
    ['培养方案定稿', -5],
    ['订单班开班', 40],
    ['学生进入企业实习', 200],
  ] as const) {
    // prettier-ignore
    const made = noted.get(title) ?? (await steps.addMilestone(id, doing, { title, dueOn: day(due) })).milestones.find((one) => one.title === title);
    if (due < 0 && made && made.doneOn === null) await steps.completeMilestone(made.id, doing, { doneOn: day(due - 1), note: '（模拟）双方已签字' });
  }
  if (!between(ids.staff, ids.course)) await cooperations.add(demo, { needId: ids.staff, offerId: ids.course }, requestId);
  if ((await createCooperationBatchRepository(db).count()) === 0) await createBatchService(context).add(demo, { pair: 'technology' }, requestId);
  return true;
}
