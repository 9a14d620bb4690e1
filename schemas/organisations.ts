import { Type, type Static } from 'typebox';
import { DisplayName, Login, NewPassword } from './accounts.ts';
import { Id, nullable, pageOf, RegionCode, Version } from './common.ts';
import { levels, organisationKinds, organisationStatuses, ownerships, sizeClasses } from './vocabulary.ts';

const Name = Type.String({ minLength: 2, maxLength: 120 });
/** Checked by the server, check character included; blanks and small letters are put right. */
const CreditCode = Type.String({ minLength: 1, maxLength: 40, description: '统一社会信用代码 (GB 32100), 18 characters', examples: ['91110108558521630L'] });
const Contact = Type.String({ minLength: 3, maxLength: 200, description: 'Whom to ask: name and telephone or e-mail. Seen by administrators and members.' });

export const OrganisationRecord = Type.Object(
  {
    id: Type.String(),
    kind: Type.Enum([...organisationKinds]),
    name: Type.String(),
    creditCode: nullable(Type.String()),
    regionCode: Type.String(),
    level: nullable(Type.Enum([...levels])),
    ownership: Type.Enum([...ownerships]),
    chainId: nullable(Type.String()),
    sizeClass: nullable(Type.Enum([...sizeClasses])),
    status: Type.Enum([...organisationStatuses]),
    statusReason: nullable(Type.String()),
    statusAt: nullable(Type.String({ format: 'date-time' })),
    contact: nullable(Type.String()),
    simulated: Type.Boolean(),
    source: Type.String(),
    createdAt: Type.String({ format: 'date-time' }),
    version: Version,
  },
  { $id: 'OrganisationRecord', additionalProperties: false },
);
export type OrganisationRecord = Static<typeof OrganisationRecord>;
export const OrganisationRecordPage = pageOf('OrganisationRecordPage', OrganisationRecord);

const enterpriseFields = {
  name: Name,
  creditCode: CreditCode,
  chainId: Type.Optional(Id),
  sizeClass: Type.Enum([...sizeClasses]),
  contact: Contact,
};
/** An enterprise that registers itself, with its first member. */
export const RegistrationInput = Type.Object(
  { ...enterpriseFields, regionCode: Type.Optional(RegionCode), login: Login, displayName: DisplayName, password: NewPassword },
  { $id: 'RegistrationInput', additionalProperties: false },
);
export type RegistrationInput = Static<typeof RegistrationInput>;
export const Registration = Type.Object(
  { organisationId: Type.String(), status: Type.Enum([...organisationStatuses]), login: Type.String() },
  { $id: 'Registration', additionalProperties: false },
);

/** What an administrator enters: schools and bureaus, and enterprises known to be right. */
export const OrganisationInput = Type.Object(
  {
    kind: Type.Enum([...organisationKinds]),
    name: Name,
    creditCode: Type.Optional(CreditCode),
    regionCode: Type.Optional(RegionCode),
    level: Type.Optional(Type.Unsafe<(typeof levels)[number]>({ ...Type.Enum([...levels]), description: 'Schools: the level taught.' })),
    ownership: Type.Optional(Type.Enum([...ownerships])),
    chainId: Type.Optional(Id),
    sizeClass: Type.Optional(Type.Enum([...sizeClasses])),
    contact: Type.Optional(Contact),
  },
  { $id: 'OrganisationInput', additionalProperties: false },
);
export type OrganisationInput = Static<typeof OrganisationInput>;

/** A registration put right by its managers; it waits for verification again. */
export const OrganisationCorrection = Type.Object(enterpriseFields, { $id: 'OrganisationCorrection', additionalProperties: false });
export type OrganisationCorrection = Static<typeof OrganisationCorrection>;

/** Whom to reach; null deletes what was held. */
export const ContactInput = Type.Object({ contact: nullable(Contact) }, { $id: 'ContactInput', additionalProperties: false });

export const VerificationInput = Type.Object(
  {
    status: Type.Enum(['verified', 'rejected']),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: 'Needed to reject; the members read it.' })),
  },
  { $id: 'VerificationInput', additionalProperties: false },
);
export type VerificationInput = Static<typeof VerificationInput>;
