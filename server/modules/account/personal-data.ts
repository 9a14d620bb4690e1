import type { createPersonalDataRepository } from '../../../db/repositories/personal-data.ts';
import type { PersonalData } from '../../../schemas/accounts.ts';

type Held = NonNullable<Awaited<ReturnType<ReturnType<typeof createPersonalDataRepository>['of']>>>;
const text = (at: Date | null) => at?.toISOString() ?? null;

/** What is held of somebody, in their hands: nothing is left out but hashes of secrets. */
export function presentHeld({ account, belongs, signedIn, keys, passkeys, invited, told, recorded }: Held): PersonalData {
  const { id, login, displayName, createdAt, passwordChangedAt } = account;
  return {
    account: { id, login, displayName, createdAt: createdAt.toISOString(), passwordChangedAt: passwordChangedAt.toISOString() },
    memberships: belongs.map(({ membership: { role, manager, createdAt: since, endedAt }, organisationName }) => ({
      ...{ role, manager, organisationName, createdAt: since.toISOString(), endedAt: text(endedAt) },
    })),
    sessions: signedIn.map(({ createdAt: since, lastSeenAt, userAgent, revokedAt, idleExpiresAt }) => ({
      ...{ createdAt: since.toISOString(), lastSeenAt: lastSeenAt.toISOString(), userAgent, endedAt: text(revokedAt ?? idleExpiresAt) },
    })),
    keys: keys.map(({ label, createdAt: since, lastUsedAt, exchangedOn, revokedAt, expiresAt }) => ({
      ...{ label, createdAt: since.toISOString(), lastUsedAt: text(lastUsedAt), exchangedOn, endedAt: text(revokedAt ?? expiresAt) },
    })),
    passkeys: passkeys.map(({ name, createdAt: since, lastUsedAt }) => ({ name, createdAt: since.toISOString(), lastUsedAt: text(lastUsedAt) })),
    invitations: invited.map(({ label, usedAt }) => ({ label, usedAt: text(usedAt) })),
    notifications: told.map(({ kind, createdAt: at, readAt }) => ({ kind, createdAt: at.toISOString(), readAt: text(readAt) })),
    recordedActions: recorded,
  };
}
