import type { Dialect } from '../dialects/postgres.ts';
import type { AccountTables } from './accounts.ts';

/** What a challenge was made for: an answer to one of them is none to another. */
export const passkeyPurposes = ['register', 'confirm', 'sign_in'] as const;

/** Passkeys and security keys (WebAuthn): public keys of people's own devices, and the challenges that wait to be signed. */
export function definePasskeys({ table, text, bigint, instant, json, index, uniqueIndex }: Dialect, { accounts }: Pick<AccountTables, 'accounts'>) {
  const accountId = () =>
    text('account_id')
      .notNull()
      .references(() => accounts.id);
  const passkeys = table(
    'passkeys',
    {
      id: text('id').primaryKey(),
      accountId: accountId(),
      /** As the device names it, base64url. */
      credentialId: text('credential_id').notNull(),
      /** COSE key, base64url. */
      publicKey: text('public_key').notNull(),
      /** Signatures the device says to have made; one that is not above the last known is refused. Devices that do not count say 0. */
      counter: bigint('counter').notNull(),
      transports: json<string[]>('transports').notNull(),
      /** In the words of its owner. */
      name: text('name').notNull(),
      createdAt: instant('created_at').notNull(),
      lastUsedAt: instant('last_used_at'),
    },
    (t) => [uniqueIndex('passkeys_credential_idx').on(t.credentialId), index('passkeys_account_idx').on(t.accountId, t.id)],
  );
  /** Taken by deleting the row: each is answered once. */
  const passkeyChallenges = table(
    'passkey_challenges',
    {
      id: text('id').primaryKey(),
      accountId: accountId(),
      /** The session that asked; at sign-in there is none yet, and the id is known to who gave the password alone. */
      sessionId: text('session_id'),
      purpose: text('purpose', { enum: passkeyPurposes }).notNull(),
      challenge: text('challenge').notNull(),
      expiresAt: instant('expires_at').notNull(),
    },
    (t) => [index('passkey_challenges_account_idx').on(t.accountId), index('passkey_challenges_expiry_idx').on(t.expiresAt)],
  );
  return { passkeys, passkeyChallenges };
}
