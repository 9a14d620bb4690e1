import { randomBytes } from 'node:crypto';
import type { SignedIn } from '../../../db/repositories/account-sessions.ts';
import { createCalendarFeedRepository } from '../../../db/repositories/calendar-feeds.ts';
import { calendarLimits, type CalendarFeed, type NewCalendarFeed } from '../../../schemas/calendar.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { hashSecret } from '../../plugins/access.ts';
import type { Language } from '../../problems.ts';
import { createRecorder } from '../../recording.ts';

interface FeedRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastUsedAt?: Date | null;
}
const present = ({ id, createdAt, lastUsedAt }: FeedRow): CalendarFeed => ({
  id,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

/** Addresses under which programs read the calendar of a membership without signing in. */
export function createFeedService({ db, clock, newId }: ServerContext) {
  const feeds = createCalendarFeedRepository(db);
  const record = createRecorder({ newId });
  function acting({ membership }: SignedIn): string {
    if (membership) return membership.id;
    throw new ApiError('forbidden', { zh: '此账号目前不属于任何单位或角色', en: 'This account has no role at present' });
  }
  const doer = ({ accountId }: SignedIn, requestId: string) => ({ actor: `account:${accountId}`, requestId });

  return {
    async add(own: SignedIn, language: Language, requestId: string): Promise<NewCalendarFeed> {
      const membershipId = acting(own);
      const [id, secret, createdAt] = [newId(), randomBytes(32).toString('base64url'), clock()];
      const audit = record(doer(own, requestId), createdAt, 'create', ['calendar_feed', id], { membershipId });
      const added = await feeds.add({ id, membershipId, secretHash: hashSecret(secret), createdAt }, calendarLimits.feeds, audit);
      if (!added)
        throw new ApiError('conflict', {
          zh: `每个身份至多 ${calendarLimits.feeds} 个订阅地址，请先撤销不用的`,
          en: `There may be ${calendarLimits.feeds} addresses; revoke one that is no longer used`,
        });
      return { ...present({ id, createdAt }), path: `/api/v1/calendar/feeds/${secret}/calendar.ics?language=${language}` };
    },
    async list(own: SignedIn, query: PageQuery) {
      const membershipId = acting(own);
      return toList(await feeds.page(membershipId, toPageRequest(query, ['text'])), query, present, () => feeds.count(membershipId));
    },
    async revoke(own: SignedIn, id: string, requestId: string): Promise<void> {
      const now = clock();
      const audit = record(doer(own, requestId), now, 'revoke', ['calendar_feed', id]);
      if (!(await feeds.revoke(acting(own), id, now, audit))) throw notFound({ zh: '此订阅地址', en: 'This address' });
    },
    /** Who reads under an address; an organisation that is not verified reads nothing. */
    async reader(secret: string) {
      const found = await feeds.find(hashSecret(secret), clock());
      if (!found || (found.standing && found.standing.status !== 'verified')) throw notFound({ zh: '此日历', en: 'This calendar' });
      return found.principal;
    },
  };
}
