import { Type, type Static } from 'typebox';
import { Id, nullable, ref } from './common.ts';

const Instant = Type.String({ format: 'date-time' });
const ChallengeId = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'Of the challenge that is answered; each is answered once, within five minutes, by who asked for it.',
});
const base64url = (maxLength: number, description: string) => Type.String({ minLength: 1, maxLength, pattern: '^[A-Za-z0-9_-]+$', description });

/** A challenge signed by a passkey or security key: WebAuthn's assertion, its parts base64url. */
export const PasskeyAnswer = Type.Object(
  {
    challengeId: ChallengeId,
    credentialId: base64url(1_400, 'The passkey that answers.'),
    clientDataJSON: base64url(4_000, 'Challenge and origin, as the browser signed them.'),
    authenticatorData: base64url(4_000, 'What the device says: site, presence, count.'),
    signature: base64url(8_000, 'Of both.'),
  },
  { $id: 'PasskeyAnswer', additionalProperties: false },
);
export type PasskeyAnswer = Static<typeof PasskeyAnswer>;
/** Beside `code`, in place of it. */
export const Passkey = Type.Optional(ref(PasskeyAnswer));

const described = Type.Object({ id: Type.String(), type: Type.String(), transports: Type.Array(Type.String()) }, { additionalProperties: false });
export const PasskeyChallenge = Type.Object(
  {
    challengeId: Type.String(),
    challenge: Type.String({ description: 'To be signed, base64url.' }),
    rpId: Type.String({ description: 'The name of this site.' }),
    timeout: Type.Integer({ description: 'Milliseconds.' }),
    userVerification: Type.String(),
    allowCredentials: Type.Array(described, { description: 'Passkeys of the account.' }),
  },
  { $id: 'PasskeyChallenge', additionalProperties: false },
);
export type PasskeyChallenge = Static<typeof PasskeyChallenge>;

export const PasskeyDraft = Type.Object(
  {
    challengeId: Type.String(),
    challenge: Type.String({ description: 'To be signed, base64url.' }),
    rp: Type.Object({ id: Type.String(), name: Type.String() }, { additionalProperties: false }),
    user: Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() }, { additionalProperties: false }),
    pubKeyCredParams: Type.Array(Type.Object({ alg: Type.Integer(), type: Type.String() }, { additionalProperties: false })),
    timeout: Type.Integer({ description: 'Milliseconds.' }),
    excludeCredentials: Type.Array(described, { description: 'Passkeys the account has already.' }),
  },
  { $id: 'PasskeyDraft', additionalProperties: false, description: 'What the browser makes a passkey from (WebAuthn creation options).' },
);
export type PasskeyDraft = Static<typeof PasskeyDraft>;

export const PasskeyInput = Type.Object(
  {
    challengeId: ChallengeId,
    name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S', description: 'What its owner calls it.' }),
    credentialId: base64url(1_400, 'As the device names it.'),
    clientDataJSON: base64url(4_000, 'Challenge and origin, as the browser signed them.'),
    attestationObject: base64url(20_000, 'The public key and what the device says of it.'),
    transports: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { maxItems: 8 })),
  },
  { $id: 'PasskeyInput', additionalProperties: false },
);
export type PasskeyInput = Static<typeof PasskeyInput>;

const shown = { id: Type.String(), name: Type.String(), createdAt: Instant, lastUsedAt: nullable(Instant) };
export const PasskeyRecord = Type.Object(shown, { $id: 'PasskeyRecord', additionalProperties: false });
export type PasskeyRecord = Static<typeof PasskeyRecord>;
export const NewPasskey = Type.Object(
  {
    ...shown,
    recoveryCodes: Type.Array(Type.String(), { description: 'For who loses the device, shown this once; empty where the account has some already.' }),
  },
  { $id: 'NewPasskey', additionalProperties: false },
);
export const PasskeyList = Type.Object(
  {
    items: Type.Array(ref(PasskeyRecord)),
    possible: Type.Boolean({
      description: 'Passkeys belong to the name of a site: the address this page is read from has to be the one the installation knows.',
    }),
    address: nullable(Type.String({ description: 'The address passkeys work at.' })),
  },
  { $id: 'PasskeyList', additionalProperties: false },
);
export const PasskeyQuestion = Type.Object(
  { login: Type.String({ minLength: 1, maxLength: 254 }), password: Type.String({ minLength: 1, maxLength: 1024 }) },
  { $id: 'PasskeyQuestion', additionalProperties: false },
);
export type PasskeyQuestion = Static<typeof PasskeyQuestion>;
export const passkeyParams = Type.Object({ id: Id });
