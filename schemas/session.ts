import { Type, type Static } from 'typebox';
import { nullable } from './common.ts';
import { roles } from './vocabulary.ts';

export const SessionInput = Type.Object({ role: Type.Enum([...roles]) }, { $id: 'SessionInput', additionalProperties: false });
export type SessionInput = Static<typeof SessionInput>;

export const Session = Type.Object(
  {
    demo: Type.Boolean(),
    role: nullable(Type.Enum([...roles])),
    organisationId: nullable(Type.String()),
    organisationName: nullable(Type.String()),
  },
  { $id: 'Session', additionalProperties: false },
);
export type Session = Static<typeof Session>;

export const Health = Type.Object(
  { status: Type.Enum(['ok']), version: Type.String(), demo: Type.Boolean(), database: Type.Enum(['sqlite', 'postgres']), engineVersion: Type.String() },
  { $id: 'Health', additionalProperties: false },
);
export type Health = Static<typeof Health>;
