import type { NotificationKind, Telling } from '../db/repositories/notifications.ts';

/** Tells the owner of an account what became of its credentials, also where they did it themselves: it may have been somebody at their screen. */
export const toldOwner = (accountId: string, kind: NotificationKind, values: Telling['values'] = {}): { readonly tell: readonly Telling[] } => ({
  tell: [{ to: { actor: `account:${accountId}` }, kind, values, about: ['account', accountId], by: 'safety' }],
});
