import type { Principal } from '../../../db/repositories/access.ts';
import { createActorRepository } from '../../../db/repositories/actors.ts';
import { createAlertRepository, type AlertAudience, type AlertFilter } from '../../../db/repositories/alerts.ts';
import type { CursorValue, Page } from '../../../db/repositories/paging.ts';
import type { Alert } from '../../../schemas/alerts.ts';
import type { ServerContext } from '../../context.ts';
import { minuteOf } from '../../../schemas/days.ts';
import { withheldAlert } from '../../disclosure/figures.ts';
import { seesAll } from '../../disclosure/readers.ts';
import { ApiError, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { roleWords } from '../../words.ts';

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof createAlertRepository>['find']>>>;
type Asked = Omit<AlertFilter, 'audience'>;
const csvBatch = 500;

/** Schools and enterprises are told what concerns them; a key of theirs without an organisation is told nothing. */
function audienceOf({ role, organisationId }: Principal): AlertAudience {
  if (role !== 'school' && role !== 'enterprise') return 'all';
  if (organisationId === null) throw new ApiError('forbidden', { zh: '此密钥不属于任何单位', en: 'This key belongs to no organisation' });
  return role === 'school' ? { schoolId: organisationId } : { enterpriseId: organisationId };
}

export function createAlertService({ db, clock, newId }: ServerContext) {
  const repository = createAlertRepository(db);
  const actors = createActorRepository(db);
  return {
    async list(principal: Principal, asked: Asked, query: PageQuery) {
      const filter = { ...asked, audience: audienceOf(principal) };
      const page = await repository.page(filter, toPageRequest(query, ['text', 'number', 'text']));
      return toList(
        page,
        query,
        (row) => present(row, seesAll(principal)),
        () => repository.count(filter),
      );
    },
    async *rows(principal: Principal, asked: Asked): AsyncGenerator<Alert> {
      const filter = { ...asked, audience: audienceOf(principal) };
      let cursor: CursorValue[] | null = null;
      do {
        const page: Page<Row> = await repository.page(filter, { limit: csvBatch, ...(cursor === null ? {} : { cursor }) });
        yield* page.items.map((row) => present(row, seesAll(principal)));
        cursor = page.next;
      } while (cursor !== null);
    },
    async acknowledge(principal: Principal, id: string, note: string | undefined, requestId: string) {
      if (!(await repository.find(id))) throw notFound({ zh: '此预警', en: 'This alert' });
      const { actor, role } = principal;
      const row = { alertId: id, actor, role, note: note ?? null, at: clock() };
      const added = await repository.acknowledge(row, {
        ...{ id: newId(), at: row.at, actor, action: 'acknowledge', entity: 'alert', entityId: id, requestId },
        after: { role, note: row.note },
      });
      const stored = await repository.find(id);
      if (!stored) throw notFound({ zh: '此预警', en: 'This alert' });
      if (!added && stored.acknowledgement) {
        const { actor: by, role: as, at } = stored.acknowledgement;
        const when = minuteOf(at).replace('T', ' ');
        const who = (await actors.names([by])).get(by) ?? by;
        throw new ApiError('conflict', {
          zh: `此预警已由${roleWords[as]}（${who}）于 ${when} 确认`,
          en: `This alert was acknowledged by the ${as} (${who}) on ${when}`,
        });
      }
      return present(stored, seesAll(principal));
    },
  };
}

function present({ alert, acknowledgement, majorName, suppressed }: Row, all: boolean): Alert {
  const { key: _key, endedRunId: _ended, createdAt, endedAt, ...row } = alert;
  const told: Alert = {
    ...row,
    ...{ majorName, suppressed },
    status: acknowledgement ? 'acknowledged' : endedAt ? 'over' : 'open',
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    acknowledgement: acknowledgement && {
      actor: acknowledgement.actor,
      role: acknowledgement.role,
      note: acknowledgement.note,
      at: acknowledgement.at.toISOString(),
    },
  };
  return all || suppressed === null ? told : withheldAlert(told);
}
