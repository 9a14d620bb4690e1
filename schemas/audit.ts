import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf } from './common.ts';

const Said = Type.Unsafe<unknown>({ description: 'Fields of what was changed; null where there was nothing.' });

export const AuditEntry = Type.Object(
  {
    id: Id,
    seq: nullable(Type.Integer({ minimum: 1, description: 'Place in the chain.' })),
    hash: nullable(Type.String({ description: 'SHA-256 over the hash of the entry before and everything in this one.' })),
    at: Type.String({ format: 'date-time' }),
    actor: Type.String({ description: 'The key, session, account or worker that did it.' }),
    actorName: nullable(Type.String({ description: 'Login of the account or label of the key, as it is today; null for neither, and for what was deleted.' })),
    action: Type.String(),
    entity: Type.String(),
    entityId: Type.String(),
    before: Said,
    after: Said,
    requestId: nullable(Type.String({ description: 'x-request-id of the call.' })),
  },
  { $id: 'AuditEntry', additionalProperties: false },
);
export type AuditEntry = Static<typeof AuditEntry>;
export const AuditPage = pageOf('AuditPage', AuditEntry);

export const AuditKinds = Type.Object(
  { items: Type.Array(Type.Object({ entity: Type.String(), action: Type.String() }, { additionalProperties: false })) },
  { $id: 'AuditKinds', additionalProperties: false },
);

export const auditFaultKinds = ['altered', 'missing', 'outside', 'head', 'anchor'] as const;
const AuditFault = Type.Object(
  {
    kind: Type.Enum([...auditFaultKinds], {
      description:
        'altered: the entry no longer says what it said; missing: entries seq to last are gone; outside: an entry without a place in the chain; head: the end of the chain is another; anchor: the entry noted elsewhere is not there.',
    }),
    seq: nullable(Type.Integer()),
    last: nullable(Type.Integer()),
    id: nullable(Type.String()),
  },
  { additionalProperties: false },
);
export const AuditVerification = Type.Object(
  {
    intact: Type.Boolean(),
    entries: Type.Integer({ description: 'Place of the last entry.' }),
    hash: Type.String({ description: 'Hash of the last entry: noted elsewhere, it proves later that nothing up to it was changed.' }),
    faults: Type.Array(AuditFault, { description: 'At most 100.' }),
    faultCount: Type.Integer(),
  },
  { $id: 'AuditVerification', additionalProperties: false },
);
export type AuditVerification = Static<typeof AuditVerification>;
