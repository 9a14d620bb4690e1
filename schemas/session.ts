import { Type, type Static } from 'typebox';
import { Id, nullable, ref } from './common.ts';
import { Passkey } from './passkeys.ts';
import { organisationStatuses, roles } from './vocabulary.ts';

export const SessionInput = Type.Object({ role: Type.Enum([...roles]) }, { $id: 'SessionInput', additionalProperties: false });
export type SessionInput = Static<typeof SessionInput>;

/** What an account may act as. */
export const Membership = Type.Object(
  {
    id: Type.String(),
    role: Type.Enum([...roles]),
    manager: Type.Boolean({ description: 'May invite and remove members of the organisation.' }),
    organisationId: nullable(Type.String()),
    organisationName: nullable(Type.String()),
    organisationStatus: nullable(Type.Enum([...organisationStatuses])),
  },
  { $id: 'Membership', additionalProperties: false },
);
export type Membership = Static<typeof Membership>;

export const Session = Type.Object(
  {
    demo: Type.Boolean(),
    role: nullable(Type.Enum([...roles])),
    organisationId: nullable(Type.String()),
    organisationName: nullable(Type.String()),
    organisationStatus: nullable(Type.Enum([...organisationStatuses])),
    statusReason: nullable(Type.String({ description: 'Why the organisation was rejected.' })),
    account: nullable(
      Type.Object(
        {
          ...{ id: Type.String(), login: Type.String(), displayName: Type.String(), mustChangePassword: Type.Boolean(), membershipId: nullable(Type.String()) },
          secondFactor: Type.Boolean({ description: 'The account has a second factor.' }),
          passkey: Type.Boolean({ description: 'One of them is a passkey.' }),
          mustSetUpSecondFactor: Type.Boolean({ description: 'Nothing else can be done before.' }),
        },
        { additionalProperties: false },
      ),
    ),
    memberships: Type.Array(ref(Membership), { description: 'What the account can switch to. Empty for keys and demo roles.' }),
    csrfToken: nullable(Type.String({ description: 'Sent back as `X-CSRF-Token` with everything but GET. Keys and demo roles need none.' })),
  },
  { $id: 'Session', additionalProperties: false },
);
export type Session = Static<typeof Session>;

const Password = Type.String({ minLength: 1, maxLength: 1024 });
export const Code = Type.Optional(
  Type.String({
    minLength: 6,
    maxLength: 20,
    description: 'Of the second factor: six digits of the generator, or a recovery code. Needed by accounts that have one.',
  }),
);
export const ConfirmationInput = Type.Object({ password: Password, code: Code, passkey: Passkey }, { $id: 'ConfirmationInput', additionalProperties: false });
export type ConfirmationInput = Static<typeof ConfirmationInput>;
export const LoginInput = Type.Object(
  { login: Type.String({ minLength: 1, maxLength: 254 }), password: Password, code: Code, passkey: Passkey },
  { $id: 'LoginInput', additionalProperties: false },
);
export type LoginInput = Static<typeof LoginInput>;

export const PasswordQuestion = Type.Object(
  { password: Type.String({ maxLength: 1024 }), login: Type.Optional(Type.String({ maxLength: 254 })) },
  { $id: 'PasswordQuestion', additionalProperties: false },
);
export const PasswordStrength = Type.Object(
  {
    score: Type.Integer({ minimum: 0, maximum: 4, description: 'Estimated guesses: 0 below 10³, 1 below 10⁶, 2 below 10⁸, 3 below 10¹⁰, 4 more.' }),
    guessable: Type.Boolean({ description: 'Would be refused for being guessed too soon.' }),
    because: nullable(Type.Enum(['common', 'keyboard', 'sequence', 'repeated', 'date', 'name'], { description: 'What makes it easy.' })),
  },
  { $id: 'PasswordStrength', additionalProperties: false },
);
export type PasswordStrength = Static<typeof PasswordStrength>;

export const MembershipChoice = Type.Object({ membershipId: Id }, { $id: 'MembershipChoice', additionalProperties: false });

export const Health = Type.Object(
  { status: Type.Enum(['ok']), version: Type.String(), demo: Type.Boolean(), database: Type.Enum(['sqlite', 'postgres']), engineVersion: Type.String() },
  { $id: 'Health', additionalProperties: false },
);
export type Health = Static<typeof Health>;
