import { sql } from 'drizzle-orm';
import { accountStatuses, keyScopes, roles } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { OrganisationTables } from './organisations.ts';

/** Who may come in: people with accounts and memberships, their sessions, invitations, and keys for machines. Secrets are kept as hashes only. */
export function defineAccounts({ table, text, integer, flag, instant, json, index, uniqueIndex }: Dialect, { organisations }: OrganisationTables) {
  const accounts = table(
    'accounts',
    {
      id: text('id').primaryKey(),
      /** E-mail address or name, in small letters. */
      login: text('login').notNull(),
      displayName: text('display_name').notNull(),
      passwordHash: text('password_hash').notNull(),
      status: text('status', { enum: accountStatuses }).notNull(),
      /** Attempts since the last that succeeded. */
      failedCount: integer('failed_count').notNull(),
      lockedUntil: instant('locked_until'),
      /** The password was made by somebody else: nothing can be done before it is changed. */
      mustChangePassword: flag('must_change_password').notNull(),
      /** Until when a password that somebody else made lets its owner in. */
      oneTimeUntil: instant('one_time_until'),
      createdAt: instant('created_at').notNull(),
      passwordChangedAt: instant('password_changed_at').notNull(),
      /** Counts changes of the status. */
      version: integer('version').notNull().default(1),
      /** Key of the digests that stand for the person in the audit record; null once the account is deleted: that is the deletion. */
      personalKey: text('personal_key'),
      /** A deleted account keeps its id, to which memberships and records point, and nothing else. */
      deletedAt: instant('deleted_at'),
    },
    (t) => [uniqueIndex('accounts_login_idx').on(t.login)],
  );

  /** What an account shows beside its password: a generator of codes (RFC 6238), its secret sealed with the key of the installation. */
  const secondFactors = table('second_factors', {
    accountId: text('account_id')
      .primaryKey()
      .references(() => accounts.id),
    secretSealed: text('secret_sealed').notNull(),
    /** The last period of which a code was taken: each works once. */
    lastPeriod: integer('last_period').notNull(),
    createdAt: instant('created_at').notNull(),
  });
  /** For who lost the generator: each works once. */
  const recoveryCodes = table(
    'recovery_codes',
    {
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      codeHash: text('code_hash').notNull(),
      usedAt: instant('used_at'),
    },
    (t) => [uniqueIndex('recovery_codes_idx').on(t.accountId, t.codeHash)],
  );

  /** An account acting for an organisation, or for the city itself, in a role. Ended, never deleted: keys and the audit trail point here. */
  const memberships = table(
    'memberships',
    {
      id: text('id').primaryKey(),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      organisationId: text('organisation_id').references(() => organisations.id),
      role: text('role', { enum: roles }).notNull(),
      /** May invite and remove members of the organisation. */
      manager: flag('manager').notNull(),
      createdAt: instant('created_at').notNull(),
      endedAt: instant('ended_at'),
      /** Counts changes, so that nobody overwrites what they have not seen. */
      version: integer('version').notNull().default(1),
    },
    (t) => [
      uniqueIndex('memberships_standing_idx')
        .on(t.accountId, t.organisationId)
        .where(sql`ended_at is null`),
      index('memberships_organisation_idx').on(t.organisationId, t.id),
    ],
  );

  const invitations = table(
    'invitations',
    {
      id: text('id').primaryKey(),
      tokenHash: text('token_hash').notNull(),
      /** For whom, in the words of who invited. */
      label: text('label').notNull(),
      organisationId: text('organisation_id').references(() => organisations.id),
      role: text('role', { enum: roles }).notNull(),
      manager: flag('manager').notNull(),
      /** The actor of the audit trail. */
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      expiresAt: instant('expires_at').notNull(),
      usedAt: instant('used_at'),
      usedBy: text('used_by').references(() => accounts.id),
      revokedAt: instant('revoked_at'),
    },
    (t) => [uniqueIndex('invitations_token_idx').on(t.tokenHash), index('invitations_organisation_idx').on(t.organisationId, t.id)],
  );

  /** Keys for machines; only the SHA-256 of a key is kept. */
  const apiKeys = table(
    'api_keys',
    {
      id: text('id').primaryKey(),
      role: text('role', { enum: roles }).notNull(),
      organisationId: text('organisation_id').references(() => organisations.id),
      secretHash: text('secret_hash').notNull(),
      label: text('label').notNull(),
      /** Keys of the installation itself have no scopes: all that the role may. */
      scopes: json<(typeof keyScopes)[number][]>('scopes'),
      /** The membership it acts for and ends with. */
      membershipId: text('membership_id').references(() => memberships.id),
      /** Good for being exchanged for a token, and for nothing else. */
      tokenOnly: flag('token_only').notNull().default(false),
      createdAt: instant('created_at').notNull(),
      expiresAt: instant('expires_at'),
      lastUsedAt: instant('last_used_at'),
      /** The day (UTC) on which an exchange was last recorded: one a day is. */
      exchangedOn: text('exchanged_on'),
      revokedAt: instant('revoked_at'),
    },
    (t) => [uniqueIndex('api_keys_hash_idx').on(t.secretHash), index('api_keys_membership_idx').on(t.membershipId, t.id)],
  );

  /** What a key was exchanged for: minutes of its rights. Whether the key stands is asked at every use, so a token ends with it. */
  const keyTokens = table(
    'key_tokens',
    {
      secretHash: text('secret_hash').primaryKey(),
      keyId: text('key_id')
        .notNull()
        .references(() => apiKeys.id),
      createdAt: instant('created_at').notNull(),
      expiresAt: instant('expires_at').notNull(),
    },
    (t) => [index('key_tokens_end_idx').on(t.expiresAt)],
  );

  /** Demo mode: a role without an account. */
  const sessions = table('sessions', {
    secretHash: text('secret_hash').primaryKey(),
    role: text('role', { enum: roles }).notNull(),
    organisationId: text('organisation_id').references(() => organisations.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  });

  const accountSessions = table(
    'account_sessions',
    {
      /** Names the session to its owner; the cookie holds the secret. */
      id: text('id').primaryKey(),
      secretHash: text('secret_hash').notNull(),
      accountId: text('account_id')
        .notNull()
        .references(() => accounts.id),
      /** The membership chosen; role and organisation are read from it at every request. */
      membershipId: text('membership_id').references(() => memberships.id),
      createdAt: instant('created_at').notNull(),
      lastSeenAt: instant('last_seen_at').notNull(),
      /** Ends when nothing is asked until then … */
      idleExpiresAt: instant('idle_expires_at').notNull(),
      /** … and here in any case. */
      expiresAt: instant('expires_at').notNull(),
      userAgent: text('user_agent').notNull(),
      /** When its owner last gave the password again; the session began with it. */
      confirmedAt: instant('confirmed_at'),
      revokedAt: instant('revoked_at'),
    },
    (t) => [uniqueIndex('account_sessions_secret_idx').on(t.secretHash), index('account_sessions_account_idx').on(t.accountId, t.id)],
  );

  return { accounts, secondFactors, recoveryCodes, memberships, invitations, apiKeys, keyTokens, sessions, accountSessions };
}
export type AccountTables = ReturnType<typeof defineAccounts>;
