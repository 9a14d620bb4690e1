import { createOrganisationRegistry } from '../db/repositories/organisation-registry.ts';
import { createOrganisationRepository } from '../db/repositories/organisations.ts';
import { createPlacementChangeRepository } from '../db/repositories/placement-changes.ts';
import { createPlacementPostRepository } from '../db/repositories/placement-posts.ts';
import { createRoundRepository } from '../db/repositories/placement-rounds.ts';
import type { PlacementPostInput, PlacementRoundInput } from '../schemas/placement.ts';
import type { ServerContext } from './context.ts';
import { createCandidateService } from './modules/placement/candidates.ts';
import { createPostService } from './modules/placement/posts.ts';
import { createRoundService } from './modules/placement/rounds.ts';
import { createStudentService } from './modules/placement/student.ts';
import { plantOnce } from './plant-once.ts';

const demo = { role: 'administrator', organisationId: null, actor: 'demo' } as const;
const requestId = 'first-start';
const [dayMs, pollMs, waitMs] = [86_400_000, 20, 10_000];
type Offer = readonly [title: string, capacity: number, minimum: number];
/** Order classes of the round that is over: the last does not come to its minimum, so that one is seen that was not held. */
const classes: readonly Offer[] = [['智能装备运维订单班', 5, 3], ['新能源运维订单班', 4, 2], ['检测分析订单班', 3, 0], ['矿山机电订单班', 6, 5]]; // prettier-ignore
const practice: readonly Offer[] = [['设备运维实习', 6, 0], ['电气检修实习', 4, 0], ['化验检测实习', 3, 0], ['生产现场管理实习', 5, 0]]; // prettier-ignore
/** Wishes of students in turn, as places in the list of posts. */
const wishes = [[0, 1, 2], [1, 0], [0, 3, 1], [2, 0, 1], [1, 2, 0], [0, 2]] as const; // prettier-ignore

/**
 * The placement rounds a demo city opens with, marked as simulated: one that is over, with a class that was not held, students who missed what they wished and an appeal; one that is open for two weeks. They go through the services people
 * use, with a seed that says the same every time. Where there is any round, nothing is added, but for what a killed start left out.
 */
export async function ensureFirstPlacements(context: ServerContext): Promise<void> {
  const repository = createRoundRepository(context.db);
  await plantOnce(context.db, 'placements', async () => (await repository.count(undefined)) > 0, () => plantRounds(context)); // prettier-ignore
}

async function plantRounds(context: ServerContext): Promise<boolean> {
  const { db, clock } = context;
  const repository = createRoundRepository(db);
  const offered = createPlacementPostRepository(db);
  const changes = createPlacementChangeRepository(db);
  const rounds = createRoundService(context);
  const posts = createPostService(context);
  const candidates = createCandidateService(context);
  const students = createStudentService(context);
  const registry = createOrganisationRegistry(db);
  const organisations = createOrganisationRepository(db);
  const first = async (kind: 'school' | 'enterprise') => {
    const own = await organisations.firstOfKind(kind); // that of the demo key
    const { items } = await registry.page({ kind, status: 'verified' }, { limit: 200 });
    const others = items.filter(({ id, closedYear, openedYear }) => id !== own?.id && closedYear === null && openedYear === null).map(({ id }) => id);
    return own ? [own.id, ...others.sort()] : [];
  };
  const enterprises = (await first('enterprise')).slice(0, classes.length);
  const schools: { readonly id: string; readonly majors: readonly string[] }[] = [];
  for (const id of (await first('school')).slice(0, 2)) {
    const majors = [...(await organisations.programmesOfSchool(id)).values()].filter(({ retired }) => !retired).map(({ code }) => code);
    const technical = majors.filter((code) => /^(08|26|46|66)/.test(code)); // engineering, equipment
    schools.push({ id, majors: (technical.length > 0 ? technical : majors).sort() });
  }
  if (enterprises.length < classes.length || schools.length < 2 || schools.some(({ majors }) => majors.length === 0)) return false;

  /** A round that is open: its posts, and of each school so many students, in the order of their numbers. */
  async function opened(input: PlacementRoundInput, seed: string, offers: readonly Offer[], sizes: readonly number[]) {
    const stood = (await repository.page(undefined, { limit: 200 })).items.find((row) => row.seed === seed);
    const id = stood?.id ?? (await rounds.add(demo, input, requestId, { seed })).id;
    if (stood === undefined || stood.status === 'draft') {
      const named = new Set((await offered.page({ roundId: id }, { limit: 200 })).items.map(({ row }) => row.title));
      for (const [at, [title, capacity, minimum]] of offers.entries()) {
        const post: PlacementPostInput = { title, capacity, minimum, organisationId: enterprises[at] ?? '' };
        if (!named.has(title)) await posts.add(demo, id, post, requestId);
      }
      const numbers = new Set((await candidates.list(demo, id, { limit: 200 })).items.map(({ number }) => number));
      for (const [at, { id: organisationId, majors }] of schools.entries()) {
        const numbered = Array.from({ length: sizes[at] ?? 0 }, (_, i) => ({ number: `${'AB'[at] ?? ''}-${String(i + 1).padStart(2, '0')}`, majorCode: majors[i % majors.length] ?? '' })); // prettier-ignore
        const missing = numbered.filter(({ number }) => !numbers.has(number));
        if (missing.length > 0) await candidates.add(demo, id, { organisationId, candidates: missing }, requestId);
      }
      await rounds.open(demo, id, requestId);
    }
    const titled = new Map((await offered.page({ roundId: id }, { limit: 200 })).items.map(({ row }) => [row.title, row.id]));
    const people = (await candidates.list(demo, id, { limit: 200 })).items.sort((a, b) => (a.number < b.number ? -1 : 1));
    return { id, postIds: offers.map(([title]) => titled.get(title) ?? ''), people: people.map((one) => one.id), wished: new Set(people.filter(({ wishes: many }) => many > 0).map((one) => one.id)) }; // prettier-ignore
  }
  const isOpen = async (id: string) => (await repository.find(id))?.status === 'open';
  const choose = async ({ id: roundId, postIds, people, wished }: Awaited<ReturnType<typeof opened>>, who: number) => {
    if (!(await isOpen(roundId))) return;
    for (const [at, id] of people.slice(0, who).entries())
      if (!wished.has(id)) await students.wish(id, (wishes[at % wishes.length] ?? []).flatMap((post) => postIds[post] ?? []), 'any', requestId); // prettier-ignore
  };
  const year = clock().getUTCFullYear();

  const over = await opened({ name: `（模拟）${year} 届订单班双选`, kind: 'order_class', maxChoices: 4 }, 'demo-1', classes, [9, 7]);
  await choose(over, over.people.length);
  // the first ranks in ties of two, the second refuses whom it did not rank
  const [firstPost = '', secondPost = ''] = over.postIds;
  const ranked = (ids: readonly string[], tied: number) => ids.map((candidateId, at) => ({ candidateId, place: Math.floor(at / tied) + 1 }));
  if (await isOpen(over.id)) {
    await posts.rank(demo, firstPost, { unranked: 'after', places: ranked(over.people.slice(4, 12), 2) }, 'any', requestId);
    await posts.rank(demo, secondPost, { unranked: 'refused', places: ranked(over.people.filter((_, at) => at % 3 !== 2).toReversed(), 1) }, 'any', requestId);
    await rounds.close(demo, over.id, requestId);
  }
  for (const end = +clock() + waitMs; (await repository.find(over.id))?.status !== 'published' && +clock() < end;)
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  const { items } = await candidates.list(demo, over.id, { limit: 200 });
  const missed = items.find(({ postId, wishes: many }) => postId === null && many > 0);
  if (missed && (await changes.appealsOf(missed.id)).length === 0) await students.appeal(missed.id, '（模拟）请核对我在第一志愿的排序。', requestId);

  const closesAt = new Date(+clock() + 14 * dayMs).toISOString();
  const open = await opened({ name: `（模拟）${year + 1} 届顶岗实习双选`, kind: 'internship', maxChoices: 4, closesAt }, 'demo-2', practice, [9, 7]);
  await choose(open, 9);
  return true;
}
