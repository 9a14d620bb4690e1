import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, Version } from './common.ts';
import { Passkey } from './passkeys.ts';
import { passwordMaximum, passwordMinimum } from './passwords.ts';
import { Code } from './session.ts';
import { accountStatuses, keyScopes, notificationKinds, roles } from './vocabulary.ts';

/** What people sign in with. Small and capital letters are the same. */
export const Login = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: '^[A-Za-z0-9][A-Za-z0-9._+-]*(@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+)?$',
  description: 'An e-mail address, or a name of letters, digits and . _ + -',
  examples: ['zhang.wei@example.com'],
});
export const DisplayName = Type.String({ minLength: 1, maxLength: 60 });
/** The rules beyond length are checked by the server: not the login, not a common one. */
export const NewPassword = Type.String({
  maxLength: 1024,
  description: `${passwordMinimum} to ${passwordMaximum} characters of any kind, not the login, not a common password.`,
});

export const PasswordInput = Type.Object(
  { current: Type.String({ minLength: 1, maxLength: 1024 }), password: NewPassword, code: Code, passkey: Passkey },
  { $id: 'PasswordInput', additionalProperties: false },
);
export type PasswordInput = Static<typeof PasswordInput>;

export const AccountSession = Type.Object(
  {
    id: Type.String(),
    current: Type.Boolean({ description: 'The session of this request.' }),
    createdAt: Type.String({ format: 'date-time' }),
    lastSeenAt: Type.String({ format: 'date-time' }),
    idleExpiresAt: Type.String({ format: 'date-time' }),
    expiresAt: Type.String({ format: 'date-time' }),
    userAgent: Type.String(),
  },
  { $id: 'AccountSession', additionalProperties: false },
);
export type AccountSession = Static<typeof AccountSession>;
export const AccountSessionList = Type.Object(
  { items: Type.Array(Type.Unsafe<AccountSession>({ $ref: 'AccountSession#' })) },
  { $id: 'AccountSessionList', additionalProperties: false },
);

export const DeletionInput = Type.Object(
  { password: Type.String({ minLength: 1, maxLength: 1024, description: 'The present password.' }), code: Code, passkey: Passkey },
  { $id: 'DeletionInput', additionalProperties: false },
);
export type DeletionInput = Static<typeof DeletionInput>;
/** A generator's secret that waits for its first code. */
export const SecondFactorDraft = Type.Object(
  {
    secret: Type.String({ description: 'To be typed into a generator, base 32.' }),
    address: Type.String({ description: 'otpauth:// address with the same secret, for a generator on the same device.' }),
    picture: Type.Object(
      { size: Type.Integer({ description: 'Cells a side.' }), path: Type.String({ description: 'Dark cells, as path data of a square of that size.' }) },
      { additionalProperties: false, description: 'The address as a QR code.' },
    ),
    draft: Type.String({ description: 'Sealed; sent back with the first code within a quarter of an hour.' }),
  },
  { $id: 'SecondFactorDraft', additionalProperties: false },
);
export const SecondFactorInput = Type.Object(
  { draft: Type.String({ minLength: 1, maxLength: 500 }), code: Type.String({ pattern: '^\\s*\\d{3}\\s?\\d{3}\\s*$', description: 'Six digits.' }) },
  { $id: 'SecondFactorInput', additionalProperties: false },
);
export type SecondFactorInput = Static<typeof SecondFactorInput>;
export const RecoveryCodes = Type.Object(
  { recoveryCodes: Type.Array(Type.String(), { description: 'Shown this once; each works once in place of a code.' }) },
  { $id: 'RecoveryCodes', additionalProperties: false },
);
export const SecondFactorState = Type.Object(
  {
    active: Type.Boolean(),
    generator: Type.Boolean({ description: 'One of the factors is a generator of codes.' }),
    recoveryCodesLeft: Type.Integer(),
    required: Type.Boolean({ description: 'Cannot be removed, only replaced.' }),
  },
  { $id: 'SecondFactorState', additionalProperties: false },
);
const Instant = Type.String({ format: 'date-time' });
/** Everything that stands under an account but the hashes of its secrets. */
export const PersonalData = Type.Object(
  {
    account: Type.Object(
      { id: Type.String(), login: Type.String(), displayName: Type.String(), createdAt: Instant, passwordChangedAt: Instant },
      { additionalProperties: false },
    ),
    memberships: Type.Array(
      Type.Object(
        { role: Type.Enum([...roles]), manager: Type.Boolean(), organisationName: nullable(Type.String()), createdAt: Instant, endedAt: nullable(Instant) },
        { additionalProperties: false },
      ),
    ),
    sessions: Type.Array(
      Type.Object({ createdAt: Instant, lastSeenAt: Instant, userAgent: Type.String(), endedAt: nullable(Instant) }, { additionalProperties: false }),
    ),
    keys: Type.Array(
      Type.Object(
        {
          label: Type.String(),
          createdAt: Instant,
          lastUsedAt: nullable(Instant),
          exchangedOn: nullable(Type.String({ format: 'date' })),
          endedAt: nullable(Instant),
        },
        { additionalProperties: false },
      ),
    ),
    passkeys: Type.Array(Type.Object({ name: Type.String(), createdAt: Instant, lastUsedAt: nullable(Instant) }, { additionalProperties: false })),
    invitations: Type.Array(Type.Object({ label: Type.String(), usedAt: nullable(Instant) }, { additionalProperties: false })),
    notifications: Type.Array(
      Type.Object({ kind: Type.Enum([...notificationKinds]), createdAt: Instant, readAt: nullable(Instant) }, { additionalProperties: false }),
      { description: 'Given to the account, and those to its organisation or role that it has read.' },
    ),
    recordedActions: Type.Integer({ description: 'Entries of the audit record that name the account by its id.' }),
  },
  { $id: 'PersonalData', additionalProperties: false },
);
export type PersonalData = Static<typeof PersonalData>;

const keyFields = {
  label: Type.String({ minLength: 1, maxLength: 60, description: 'What the key is for.' }),
  scopes: Type.Array(Type.Enum([...keyScopes]), { minItems: 1, maxItems: 2, uniqueItems: true, description: '`write` is for everything but GET.' }),
  tokenOnly: Type.Boolean({
    default: true,
    description: 'It can be exchanged for tokens (`POST /tokens`) and for nothing else. False for programs that cannot: then it is sent with every call.',
  }),
};
export const KeyInput = Type.Object(
  { ...keyFields, days: Type.Integer({ minimum: 1, maximum: 366, default: 90, description: 'Days until it expires.' }) },
  { $id: 'KeyInput', additionalProperties: false },
);
export type KeyInput = Static<typeof KeyInput>;
const keyShown = {
  id: Type.String(),
  ...keyFields,
  role: Type.Enum([...roles]),
  createdAt: Type.String({ format: 'date-time' }),
  expiresAt: nullable(Type.String({ format: 'date-time' })),
  expired: Type.Boolean(),
  lastUsedAt: nullable(Type.String({ format: 'date-time', description: 'To the minute.' })),
};
export const MachineKey = Type.Object(keyShown, { $id: 'MachineKey', additionalProperties: false });
export type MachineKey = Static<typeof MachineKey>;
export const NewMachineKey = Type.Object(
  { ...keyShown, secret: Type.String({ description: 'Shown this once; the server keeps its hash only.' }) },
  { $id: 'NewMachineKey', additionalProperties: false },
);
export const MachineKeyList = Type.Object(
  { items: Type.Array(Type.Unsafe<MachineKey>({ $ref: 'MachineKey#' })) },
  { $id: 'MachineKeyList', additionalProperties: false },
);

export const KeyToken = Type.Object(
  {
    token: Type.String({ description: 'Shown this once; sent as `Authorization: Bearer …`.' }),
    expiresAt: Type.String({ format: 'date-time', description: 'A quarter of an hour from now, or with its key.' }),
    role: Type.Enum([...roles]),
    scopes: Type.Array(Type.Enum([...keyScopes]), { description: 'Those of the key.' }),
  },
  { $id: 'KeyToken', additionalProperties: false },
);
export type KeyToken = Static<typeof KeyToken>;

export const Member = Type.Object(
  {
    id: Type.String(),
    accountId: Type.String(),
    login: Type.String(),
    displayName: Type.String(),
    status: Type.Enum([...accountStatuses]),
    lockedUntil: nullable(Type.String({ format: 'date-time' })),
    secondFactor: Type.Boolean(),
    role: Type.Enum([...roles]),
    manager: Type.Boolean(),
    organisationId: nullable(Type.String()),
    organisationName: nullable(Type.String()),
    createdAt: Type.String({ format: 'date-time' }),
    version: Version,
    accountVersion: Type.Integer({ minimum: 1, description: 'Of the account, for changes of its status.' }),
  },
  { $id: 'Member', additionalProperties: false },
);
export type Member = Static<typeof Member>;
export const MemberPage = pageOf('MemberPage', Member);
export const MemberChange = Type.Object(
  { role: Type.Optional(Type.Enum([...roles])), manager: Type.Optional(Type.Boolean()) },
  { $id: 'MemberChange', additionalProperties: false, minProperties: 1 },
);
export type MemberChange = Static<typeof MemberChange>;
export const AccountStatusInput = Type.Object({ status: Type.Enum([...accountStatuses]) }, { $id: 'AccountStatusInput', additionalProperties: false });

export const InvitationInput = Type.Object(
  {
    label: Type.String({ minLength: 1, maxLength: 60, description: 'For whom.' }),
    role: Type.Enum([...roles]),
    organisationId: Type.Optional(Id),
    manager: Type.Optional(Type.Boolean({ default: false })),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 30, default: 7 })),
  },
  { $id: 'InvitationInput', additionalProperties: false },
);
export type InvitationInput = Static<typeof InvitationInput>;
const invitationFields = {
  role: Type.Enum([...roles]),
  manager: Type.Boolean(),
  organisationId: nullable(Type.String()),
  organisationName: nullable(Type.String()),
  expiresAt: Type.String({ format: 'date-time' }),
};
const invitationShown = { id: Type.String(), label: Type.String(), ...invitationFields, createdAt: Type.String({ format: 'date-time' }) };
export const Invitation = Type.Object(invitationShown, { $id: 'Invitation', additionalProperties: false });
export type Invitation = Static<typeof Invitation>;
export const NewInvitation = Type.Object(
  { ...invitationShown, token: Type.String({ description: 'Shown this once; works once.' }) },
  { $id: 'NewInvitation', additionalProperties: false },
);
export const InvitationPage = pageOf('InvitationPage', Invitation);
/** What somebody who holds the token is told before accepting. */
export const InvitationOffer = Type.Object(invitationFields, { $id: 'InvitationOffer', additionalProperties: false });
export type InvitationOffer = Static<typeof InvitationOffer>;

const Token = Type.String({ minLength: 1, maxLength: 200 });
export const TokenInput = Type.Object({ token: Token }, { $id: 'TokenInput', additionalProperties: false });
export const AcceptanceInput = Type.Object(
  { token: Token, login: Login, displayName: DisplayName, password: NewPassword },
  { $id: 'AcceptanceInput', additionalProperties: false },
);
export type AcceptanceInput = Static<typeof AcceptanceInput>;
