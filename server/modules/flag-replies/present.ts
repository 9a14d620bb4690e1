import type { createFlagReplyRepository } from '../../../db/repositories/flag-replies.ts';
import type { FlagReply, FlagReplyEvent } from '../../../schemas/flag-replies.ts';

type Replies = ReturnType<typeof createFlagReplyRepository>;
export type ShownReply = NonNullable<Awaited<ReturnType<Replies['find']>>>;
type EventRow = Awaited<ReturnType<Replies['pageEvents']>>['items'][number];

export function presentReply({ row, organisationName, majorName }: ShownReply): FlagReply {
  const { id, schoolId, programmeId, majorCode, level, flagClass, asOfYear, runId, kind, text, doneBy, state, version, reason, simulated } = row;
  return {
    ...{ id, organisationId: schoolId, organisationName, programmeId, majorCode, majorName, level, flagClass, asOfYear, runId, kind, text, doneBy },
    ...{ state, version, reason, simulated, createdAt: row.createdAt.toISOString(), changedAt: row.changedAt.toISOString() },
    ...{ sentAt: row.sentAt?.toISOString() ?? null, decidedAt: row.decidedAt?.toISOString() ?? null },
  };
}
export function presentReplyEvent(
  { id, at, actor, action, kind, text, doneBy, reason }: EventRow,
  names: ReadonlyMap<string, string>,
  planning: boolean,
): FlagReplyEvent {
  const actorName = planning || action === 'send' ? (names.get(actor) ?? null) : null;
  return { id, at: at.toISOString(), actor, actorName, action, kind, text, doneBy, reason };
}
