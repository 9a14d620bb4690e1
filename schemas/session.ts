import { Type, type Static } from 'typebox';
import { Id, nullable, ref } from './common.ts';
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
        { id: Type.String(), login: Type.String(), displayName: Type.String(), mustChangePassword: Type.Boolean(), membershipId: nullable(Type.String()) },
        { additionalProperties: false },
      ),
    ),
    memberships: Type.Array(ref(Membership), { description: 'What the account can switch to. Empty for keys and demo roles.' }),
    csrfToken: nullable(Type.String({ description: 'Sent back as `X-CSRF-Token` with everything but GET. Keys and demo roles need none.' })),
  },
  { $id: 'Session', additionalProperties: false },
);
export type Session = Static<typeof Session>;

export const LoginInput = Type.Object(
  { login: Type.String({ minLength: 1, maxLength: 254 }), password: Type.String({ minLength: 1, maxLength: 1024 }) },
  { $id: 'LoginInput', additionalProperties: false },
);
export type LoginInput = Static<typeof LoginInput>;

export const MembershipChoice = Type.Object({ membershipId: Id }, { $id: 'MembershipChoice', additionalProperties: false });

export const Health = Type.Object(
  { status: Type.Enum(['ok']), version: Type.String(), demo: Type.Boolean(), database: Type.Enum(['sqlite', 'postgres']), engineVersion: Type.String() },
  { $id: 'Health', additionalProperties: false },
);
export type Health = Static<typeof Health>;
