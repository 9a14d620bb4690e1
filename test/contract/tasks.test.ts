import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { createBulletinRepository } from '../../db/repositories/bulletins.ts';
import { createTaskChangeRepository } from '../../db/repositories/task-changes.ts';
import { createTaskListRepository } from '../../db/repositories/task-list.ts';
import { createTaskReminderRepository } from '../../db/repositories/task-reminders.ts';
import { createTaskReportRepository } from '../../db/repositories/task-reports.ts';
import { createTaskTemplateRepository } from '../../db/repositories/task-templates.ts';
import type { BulletinContent } from '../../schemas/bulletins.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

const kinds = [
  { name: 'SQLite', here: true, open: async () => openSqlite(':memory:') },
  { name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)', here: hasPostgres, open: async () => openPostgres(await createDatabase()) },
];
const at = new Date('2026-11-20T00:00:00Z');
let entries = 0;
const audit = () => ({ id: `audit-${++entries}`, at, actor: 'test', action: 'x', entity: 'task', entityId: 'x' });

describe.each(kinds.filter(({ here }) => here))('tasks on $name', ({ open }) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
    const task = (n: number, dueOn: string | null) => ({
      task: { ...{ id: `t${n}`, regionCode: '150600', origin: 'template' as const, originId: `list/2026/${n}`, title: `任务${n}`, content: '100%_内容' }, dueOn, simulated: false, createdBy: 'test', createdAt: at }, // prettier-ignore
      units: [
        { id: `u${n}`, organisationId: null, name: '市教育局', leads: true },
        { id: `v${n}`, organisationId: null, name: n % 2 === 0 ? '市财政局' : '市人社局', leads: n === 2 },
      ],
    });
    const changes = createTaskChangeRepository(db);
    const fresh = [task(1, '2026-11-19'), task(2, '2026-11-20'), task(3, null), task(4, '2026-11-01')];
    expect(await changes.open(fresh, audit)).toHaveLength(4);
    // the same line of the same year is opened once
    expect(await changes.open([task(1, '2026-11-19')].map((one) => ({ ...one, task: { ...one.task, id: 'again' } })), audit)).toEqual([]); // prettier-ignore
  }, 120_000);
  afterAll(() => db.close());

  it('are listed by deadline, filtered and counted in whole numbers', async () => {
    const list = createTaskListRepository(db);
    const page = await list.page({}, { limit: 3 });
    expect([page.items.map(({ id }) => id), page.next]).toEqual([
      ['t4', 't1', 't2'],
      ['2026-11-20', 't2'],
    ]);
    expect((await list.page({}, { limit: 3, cursor: page.next! })).items.map(({ id }) => id)).toEqual(['t3']);
    expect((await list.page({ overdueOn: '2026-11-20', text: '100%_' }, { limit: 9 })).items.map(({ id }) => id)).toEqual(['t4', 't1']);
    expect((await list.page({ unit: '市财政局', originPrefix: 'list/2026/' }, { limit: 9 })).items.map(({ id }) => id)).toEqual(['t4', 't2']);
    expect(await list.totals({}, '2026-11-20')).toEqual({ total: 4, open: 4, underway: 0, reported: 0, done: 0, cancelled: 0, overdue: 2 });
    expect((await list.unitTotals({}, '2026-11-20')).map(({ name, total, overdue }) => [name, total, overdue])).toEqual([
      ['市教育局', 4, 2],
      ['市财政局', 1, 0],
    ]);
    expect([await list.countDue({}, '2026-11-19', '2026-11-20'), (await list.running('2026-11-19')).length, await list.anySimulated()]).toEqual([2, 2, false]);
  });
  it('follow what responsible units tell, and the reminder of a day goes out once', async () => {
    const [changes, told, reminders] = [createTaskChangeRepository(db), createTaskReportRepository(db), createTaskReminderRepository(db)];
    const row = {
      id: 'r1',
      taskId: 't3',
      unitName: '市教育局',
      organisationId: null,
      leads: true,
      progress: 40,
      text: '进展',
      simulated: false,
      actor: 'test',
      at,
    };
    expect(await changes.report(row, 'm1', audit())).toMatchObject({ state: 'underway', progress: 40, version: 3 });
    expect(await changes.report({ ...row, id: 'r2', leads: false, progress: 90 }, 'm2', audit())).toMatchObject({
      state: 'underway',
      progress: 40,
      version: 4,
    });
    const next = new Date(+at + 1);
    expect((await told.between(at, next)).map(({ report }) => report.id)).toEqual(['r2', 'r1']);
    expect([
      await told.countOpened(at, next),
      (await told.doneBetween(at, next)).length,
      (await told.resolvedBetween('2026-01-01', '2027-01-01')).length,
    ]).toEqual([4, 0, 0]);
    const reminder = { subject: 't1', kind: 'overdue' as const, day: '2026-11-19', at };
    expect([await reminders.send([reminder], audit), await reminders.send([reminder, { ...reminder, day: '2026-11-20' }], audit)]).toEqual([1, 1]);
  });
  it('keep lists and bulletins as they were given', async () => {
    const templates = createTaskTemplateRepository(db);
    const line = { no: 1, title: '甲', content: '甲', units: ['市教育局'], cooperating: [], dueText: null, dueOn: null };
    const template = { id: 'list', name: '清单', document: '文件', year: null, lines: [line], createdBy: 'test', createdAt: at };
    expect([await templates.add(template, audit()), await templates.add({ ...template, id: 'other' }, audit())]).toEqual([true, false]);
    expect(await templates.find('list')).toEqual(template);
    const bulletins = createBulletinRepository(db);
    const content = {
      figures: { today: '2026-11-20' },
      blocks: [{ id: 'p1', kind: 'paragraph', text: '一', edited: false, made: '一' }],
    } as unknown as BulletinContent;
    const bulletin = {
      id: 'b1',
      regionCode: '150600',
      kind: 'monthly_dispatch' as const,
      year: 2026,
      period: 11,
      title: '月调度',
      content,
      state: 'draft' as const,
    };
    const row = { ...bulletin, version: 1, reason: null, simulated: false, createdBy: 'test', createdAt: at, changedAt: at, publishedAt: null };
    expect(await bulletins.add(row, audit())).toMatchObject({ edition: 1, content });
    expect(await bulletins.add({ ...row, id: 'b2' }, audit())).toBeUndefined();
    expect(await bulletins.change({ id: 'b1', version: 1 }, { title: '改', content, changedAt: at }, audit())).toMatchObject({ version: 2, title: '改' });
    expect(await bulletins.change({ id: 'b1', version: 1 }, { title: '迟', content, changedAt: at }, audit())).toBeUndefined();
  });
});
