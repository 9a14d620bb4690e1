import { reactive } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import { api, dataOf, type Notification } from '../api/client.ts';
import { session } from './session.ts';

export const notificationPage = 50;
/** Unread ones; null until they are counted. */
export const notices = reactive({ unread: null as number | null });

export const loadNotifications = ({ unread }: { readonly unread: boolean }, cursor?: string) =>
  dataOf(
    api.GET('/api/v1/notifications', { params: { query: { unread, total: true, limit: notificationPage, ...(cursor === undefined ? {} : { cursor }) } } }),
  );
/** A count that fails leaves the bell as it is; the page itself says what is wrong. */
export async function countUnread(): Promise<void> {
  try {
    notices.unread = (await dataOf(api.GET('/api/v1/notifications', { params: { query: { unread: true, limit: 1, total: true } } }))).total ?? null;
  } catch {
    notices.unread = null;
  }
}
export async function markRead(id: string): Promise<Notification> {
  const read = await dataOf(api.POST('/api/v1/notifications/{id}/read', { params: { path: { id } } }));
  await countUnread();
  return read;
}
export async function markAllRead(newest: string): Promise<number> {
  const { read } = await dataOf(api.POST('/api/v1/notifications/read', { body: { newest } }));
  await countUnread();
  return read;
}

/** Where what a notification tells of is shown. */
export function placeOfNotice({ kind, entityId, values }: Notification): RouteLocationRaw {
  if (kind === 'bulletin_published') return { name: 'bulletin', params: { id: entityId } };
  if (kind.startsWith('internships_')) return { name: 'myCompany' };
  if (kind.startsWith('task')) return { name: 'tasks', query: entityId === 'list' ? (kind === 'tasks_overdue' ? { due: 'overdue' } : {}) : { task: entityId } };
  if (kind.startsWith('filing_')) return { name: 'reporting', query: { year: String(values['year']) } };
  if (kind.startsWith('import_')) return { name: 'imports', query: { import: entityId } };
  if (kind === 'run_succeeded' || kind === 'run_failed') return { name: 'flags' };
  if (kind.startsWith('cooperation_')) return { name: 'cooperation', query: { show: 'cooperations', cooperation: entityId } };
  if (kind === 'alerts_raised') return { name: 'alerts' };
  if (kind.startsWith('placement_')) return { name: 'placement' };
  if (kind === 'registration_received') return { name: 'organisations', query: { status: 'pending' } };
  if (kind === 'member_invited' || kind === 'invitation_accepted') return { name: session.role === 'administrator' ? 'organisations' : 'members' };
  if (kind.startsWith('change_')) return { name: 'change', params: { id: entityId } };
  if (kind === 'reply_sent') return { name: 'major', params: { code: String(values['major']) } };
  if (kind.startsWith('reply_')) return { name: 'myProgrammes' };
  if (kind.startsWith('seats_')) return { name: 'seats' };
  if (kind.startsWith('report_')) return kind === 'report_ready' ? { name: 'analysis', params: { id: entityId } } : { name: 'analyses' };
  if (kind.startsWith('docket_')) return { name: 'docket', params: { id: entityId } };
  if (kind === 'meeting_convened' || kind.startsWith('issue_')) return { name: 'conference' };
  if (kind === 'minutes_distributed') return { name: 'meeting', params: { id: entityId } };
  if (kind.startsWith('resolution_')) return { name: 'resolutions', query: { id: entityId } };
  return { name: 'account' };
}

const pollMs = 60_000;
/** Who did nothing for so long is not asked for: a page left open must not keep its session alive. */
const idleMs = 300_000;

/** Counts unread ones now, every minute while somebody is at the page, and when they come back to it. Returns how to stop. */
export function followNotifications(): () => void {
  let active = Date.now();
  const here = () => {
    active = Date.now();
  };
  const look = () => {
    if (document.visibilityState === 'visible' && Date.now() - active < idleMs) void countUnread();
  };
  const back = () => {
    if (document.visibilityState !== 'visible') return;
    here();
    look();
  };
  const timer = setInterval(look, pollMs);
  const signs = ['pointerdown', 'keydown'] as const;
  for (const sign of signs) window.addEventListener(sign, here, { passive: true });
  document.addEventListener('visibilitychange', back);
  void countUnread();
  return () => {
    clearInterval(timer);
    for (const sign of signs) window.removeEventListener(sign, here);
    document.removeEventListener('visibilitychange', back);
  };
}
