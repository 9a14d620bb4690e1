import { createInternshipRepository } from '../../db/repositories/internships.ts';
import type { Telling } from '../../db/repositories/notifications.ts';
import type { CursorValue } from '../../db/repositories/paging.ts';
import { createReportRepository } from '../../db/repositories/reports.ts';
import { createRuleRepository } from '../../db/repositories/rules.ts';
import { createTaskReminderRepository } from '../../db/repositories/task-reminders.ts';
import { designatedSize } from '../../forecasting/flags/rules/designated-size.ts';
import { thresholdsOf } from '../../forecasting/flags/rules/evaluate.ts';
import { rulePacks } from '../../forecasting/flags/rules/packs.ts';
import type { WorkerContext } from './context.ts';

type Repository = ReturnType<typeof createInternshipRepository>;
type Row = Awaited<ReturnType<Repository['page']>>['items'][number];
const limit = 500;
/** What a reminder row is about: an enterprise, beside tasks in the same table. */
const prefix = 'internships|';

/** Enterprises of a standing, all of them. */
async function allOf(internships: Repository, filter: Parameters<Repository['page']>[0]): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: CursorValue[] | null = null;
  do {
    const found: Awaited<ReturnType<Repository['page']>> = await internships.page(filter, { limit, ...(cursor === null ? {} : { cursor }) });
    rows.push(...found.items);
    cursor = found.next;
  } while (cursor !== null);
  return rows;
}

/**
 * Tells enterprises above designated size, once a year each, that they offer fewer posts for interns than the rule asks, or did not tell how many. Who is exempt or complies hears nothing. The row
 * says that a reminder went out: a job that comes every morning tells nothing twice.
 */
export function createInternshipReminder({ db, clock, newId, logger }: WorkerContext): () => Promise<void> {
  const internships = createInternshipRepository(db);
  const reminders = createTaskReminderRepository(db);
  return async () => {
    const pack = rulePacks.find(({ id }) => id === 'internship-2pct');
    const year = await createReportRepository(db).newestYear();
    if (!pack || year === undefined) return;
    const share = thresholdsOf(pack, (await createRuleRepository(db).copies()).get(pack.id)?.thresholds).thresholds['posts'] ?? 0;
    const rule = { year, millionths: Math.round(share * 1_000_000), sizeClasses: designatedSize.sizeClasses };
    const rows = [...(await allOf(internships, { ...rule, standing: 'short' })), ...(await allOf(internships, { ...rule, standing: 'not_reported' }))];
    if (rows.length === 0) return;
    const owing = new Map(rows.map((row) => [`${prefix}${row.organisationId}`, row]));
    const at = clock();
    const due = [...owing.keys()].map((subject) => ({ subject, kind: 'internships' as const, day: `${year}-12-31`, at }));
    const sent = await reminders.send(due, (fresh) => ({
      ...{ id: newId(), at, actor: 'worker', action: 'remind', entity: 'organisation', entityId: 'list', after: { reminders: fresh.length, year } },
      tell: fresh.flatMap(({ subject }): Telling[] => {
        const own = owing.get(subject);
        if (!own) return [];
        const { organisationId, posts, required, short } = own;
        const to = { to: { organisationId }, about: ['organisation', organisationId] as const };
        if (posts === null) return [{ ...to, kind: 'internships_untold', values: { year } }];
        return [{ ...to, kind: 'internships_short', values: { year, n: short, required } }];
      }),
    }));
    if (sent > 0) logger.info({ reminders: sent, year }, 'reminded of posts for interns');
  };
}
