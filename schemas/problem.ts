import { Type, type Static } from 'typebox';

/** RFC 9457 problem details. `errors[].pointer` names the field (`/year`) or the query parameter (`/query/year`). */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    instance: Type.Optional(Type.String()),
    traceId: Type.String(),
    confirm: Type.Optional(Type.Array(Type.String(), { description: 'What may be confirmed, to have it done all the same.' })),
    errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }))),
  },
  { $id: 'Problem' },
);
export type Problem = Static<typeof Problem>;
