import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openPglite } from '../../db/open-pglite.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { createCandidateRepository } from '../../db/repositories/placement-candidates.ts';
import { createPlacementChangeRepository } from '../../db/repositories/placement-changes.ts';
import { createOutcomeRepository } from '../../db/repositories/placement-outcomes.ts';
import { createPlacementPostRepository } from '../../db/repositories/placement-posts.ts';
import { createRoundRepository } from '../../db/repositories/placement-rounds.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

const kinds = [
  { name: 'SQLite', here: true, open: async () => openSqlite(':memory:') },
  { name: 'PGlite', here: true, open: openPglite },
  { name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)', here: hasPostgres, open: async () => openPostgres(await createDatabase()) },
];
const at = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-01-01T01:00:00Z');
let entries = 0;
const audit = () => ({ id: `audit-${++entries}`, at, actor: 'test', action: 'test', entity: 'placement_round', entityId: 'r' });
const verification = { stable: true, blockingPairs: 0, overfull: 0, belowMinimum: 0, bestForProposers: true, candidates: 2, placed: 1, seats: 2, closedClasses: 1, inputHash: 'x' }; // prettier-ignore

/** A school, an enterprise, and a round that is open: a post for one major, a class for all, a candidate of each major. */
async function plant(db: Database): Promise<void> {
  const s = db.schema;
  const put = async (table: keyof typeof s, rows: readonly object[]) => {
    await db.query.insert(s[table]).values(rows as never);
  };
  await put('codeSystems', [{ id: 'x', kind: 'region', edition: '1', title: 'x', source: 'test' }]);
  await put('regions', [{ code: '150600', name: '鄂尔多斯市', level: 2, systemId: 'x' }]);
  const major = { level: 'associate', categoryCode: '46', categoryName: 'x', classCode: '4607', className: 'x', systemId: 'x' };
  await put('majors', ['460701', '460702'].map((code) => ({ code, name: code, ...major }))); // prettier-ignore
  const organisation = { regionCode: '150600', ownership: 'public', simulated: true, source: 'test', createdAt: at };
  await put('organisations', [{ id: 'school', kind: 'school', name: 'school', ...organisation }, { id: 'firm', kind: 'enterprise', name: 'firm', ...organisation }]); // prettier-ignore
  const rounds = createRoundRepository(db);
  await rounds.add({ id: 'r', name: 'r', kind: 'order_class', proposing: 'students', seed: 'x', maxChoices: 3, status: 'draft', createdAt: at }, audit());
  const post = { roundId: 'r', organisationId: 'firm', capacity: 2, minimum: 0, level: 'associate' as const, unranked: 'after' as const, createdAt: at };
  const posts = createPlacementPostRepository(db);
  expect(await posts.add({ id: 'post', title: 'a', ...post }, ['460701'], audit())).toBe(true);
  expect(await posts.add({ id: 'class', title: 'b', ...post, minimum: 2 }, [], audit())).toBe(true);
  const candidate = (id: string, majorCode: string) => ({ id, roundId: 'r', schoolId: 'school', number: id, majorCode, codeHash: `hash ${id}`, createdAt: at });
  expect(await createCandidateRepository(db).add('r', [candidate('c1', '460701'), candidate('c2', '460702')], audit())).toBe(true);
  expect(await rounds.move('r', 'draft', { status: 'open', openedAt: at }, audit())).toBe(true);
}

describe.each(kinds.filter(({ here }) => here))('a placement round on $name', ({ open }) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
    await plant(db);
  }, 120_000);
  afterAll(() => db.close());

  it('knows who may choose what', async () => {
    const posts = createPlacementPostRepository(db);
    const candidates = createCandidateRepository(db);
    const shown = async (code: string) =>
      (await posts.page({ roundId: 'r', forMajor: { code, level: 'associate' } }, { limit: 9 })).items.map(({ row }) => row.id);
    expect([await shown('460701'), await shown('460702')]).toEqual([['post', 'class'], ['class']]); // prettier-ignore
    expect(await posts.choosable(['post', 'class'], { roundId: 'r', forMajor: { code: '460702', level: 'associate' } })).toEqual(new Set(['class']));
    const { row } = (await posts.find('post'))!;
    expect(await candidates.eligibleOf(row, ['c1', 'c2'])).toEqual(new Set(['c1']));
  });
  it('takes wishes and rankings of the version that was read, and tells them', async () => {
    const [posts, candidates] = [createPlacementPostRepository(db), createCandidateRepository(db)];
    const wish = (id: string, version: number, wishes: string[]) => candidates.wish({ id, roundId: 'r', version }, wishes, at, audit());
    expect([await wish('c1', 1, ['class', 'post']), await wish('c1', 1, []), await wish('c2', 1, ['class'])]).toEqual(['done', 'stale', 'done']);
    const rank = (version: number) => posts.rank({ id: 'post', roundId: 'r', version }, 'refused', [{ candidateId: 'c1', place: null }], audit());
    expect([await rank(1), await rank(1)]).toEqual(['done', 'stale']);
    const { row } = (await posts.find('post'))!;
    const { items } = await candidates.applicants(row, true, { limit: 9 });
    expect(items.map(({ place, ranked, choice }) => [place, ranked, choice])).toEqual([[null, true, 2]]);
    expect([await candidates.countApplicants(row, true), await candidates.countApplicants((await posts.find('class'))!.row, false)]).toEqual([1, 2]);
    expect((await createRoundRepository(db).sizes(['r'])).get('r')).toEqual({ posts: 2, seats: 4, candidates: 2, wished: 2 });
    expect((await candidates.page({ roundId: 'r', schoolId: 'school' }, { limit: 9 })).items.map(({ wishes }) => wishes)).toEqual([2, 1]);
    await candidates.openSession({ secretHash: 'old', candidateId: 'c1', expiresAt: at }, at, audit());
    await candidates.openSession({ secretHash: 'new', candidateId: 'c1', expiresAt: later }, at, audit());
    expect([await candidates.findSession('old', at), await candidates.findSession('new', at)]).toEqual([undefined, 'c1']);
  });
  it('is closed by one worker, and by the next if that one dies; from then on nothing is entered', async () => {
    const outcomes = createOutcomeRepository(db);
    expect(await createRoundRepository(db).move('r', 'open', { status: 'closing', closedAt: at }, audit())).toBe(true);
    expect(await createCandidateRepository(db).wish({ id: 'c2', roundId: 'r', version: 2 }, [], at, audit())).toBe('closed');
    const first = (await outcomes.claim('r', at, later))!;
    expect([await outcomes.claim('r', at, later), await outcomes.unfinished(at)]).toEqual([undefined, []]);
    const after = new Date(+later + 1);
    expect(await outcomes.unfinished(after)).toEqual([{ id: 'r' }]);
    const second = (await outcomes.claim('r', after, new Date(+after + 1000)))!;
    expect([first.attempts, second.attempts]).toEqual([1, 2]);
    const { posts, candidates, choices, rankings } = await outcomes.entries('r');
    expect([posts.length, candidates.length, choices.map(({ postId }) => postId), rankings.length]).toEqual([2, 2, ['class', 'post', 'class'], 1]);
    // given up: nobody finds it, until somebody lets it be tried once more
    expect([await outcomes.giveUp(first, audit()), await outcomes.giveUp(second, audit())]).toEqual([false, true]);
    expect([await outcomes.unfinished(new Date('2999-01-01')), await outcomes.claim('r', new Date('2999-01-01'), later)]).toEqual([[], undefined]);
    expect([await outcomes.resume('r', audit()), await outcomes.resume('r', audit())]).toEqual([true, false]);
    const rows = {
      outcomes: [
        { candidateId: 'c1', roundId: 'r', postId: 'post', choice: 2, missed: [{ postId: 'class', reason: 'closed' as const }], byHand: false },
        { candidateId: 'c2', roundId: 'r', postId: null, choice: null, missed: [{ postId: 'class', reason: 'closed' as const }], byHand: false },
      ],
      closings: [{ roundId: 'r', postId: 'class', no: 0, held: 1, wishedBy: ['c1', 'c2'] }],
      verification,
    };
    expect([await outcomes.publish(first, after, rows, audit()), await outcomes.publish(second, after, rows, audit())]).toEqual([false, true]);
    expect(await outcomes.claim('r', after, later)).toBeUndefined();
    const { applied, filled, closed } = await createPlacementPostRepository(db).numbers(['post', 'class']);
    expect([[...applied].sort(), [...filled], [...closed]]).toEqual([[['class', 2], ['post', 1]], [['post', 1]], [['class', 2]]]); // prettier-ignore
    expect((await outcomes.outcomeOf('c1'))?.missed).toEqual([{ postId: 'class', reason: 'closed' }]);
  });
  it('is changed by hand only from where the candidate is, and an appeal is answered once', async () => {
    const changes = createPlacementChangeRepository(db);
    const { entries } = (await createRoundRepository(db).find('r'))!;
    const missed = [{ postId: 'class', reason: 'closed' as const }, { postId: 'post', reason: 'by-hand' as const }]; // prettier-ignore
    const broken = { ...verification, stable: false };
    const change = (id: string) => changes.change({ id, roundId: 'r', candidateId: 'c1', fromPostId: 'post', toPostId: null, reason: 'x', verification: broken, changedBy: 'test', createdAt: at }, { entries, choice: null, missed }, audit()); // prettier-ignore
    expect([await change('1'), await change('2'), await changes.countChanges('r')]).toEqual([true, false, 1]);
    expect(await createOutcomeRepository(db).outcomeOf('c1')).toMatchObject({ postId: null, choice: null, byHand: true, missed });
    expect(await createRoundRepository(db).find('r')).toMatchObject({ entries: entries + 1, verification: { stable: false } });
    await changes.appeal({ id: 'appeal', roundId: 'r', candidateId: 'c1', text: 'x', status: 'open', createdAt: at }, audit());
    const decide = () => changes.decide('appeal', { status: 'granted', answer: 'y', decidedAt: at, decidedBy: 'test' }, audit());
    expect([await decide(), await decide()]).toEqual([true, false]);
    const appeals = { roundId: 'r', schoolId: 'school' };
    expect([await changes.countAppeals(appeals), (await changes.pageAppeals(appeals, { limit: 9 })).items[0]?.row.status]).toEqual([1, 'granted']);
    expect((await changes.pageChanges('r', { limit: 9 })).items[0]?.row.verification).toEqual({ ...verification, stable: false });
  });
});
