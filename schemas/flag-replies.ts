import { Type, type Static } from 'typebox';
import { Id, MajorCode, nullable, pageOf, Version } from './common.ts';
import { deedLength, reasonLength, replyDays, replyLength } from './reply-limits.ts';
import { askingClasses, levels, replyActions, replyKinds, replyStandings, replyStates } from './vocabulary.ts';

const Kind = Type.Enum([...replyKinds], { description: 'comply 照办, explain 说明.' });
const State = Type.Enum([...replyStates], { description: 'draft 草稿, sent 已答复, noted 已阅, returned 请补充.' });
const Class = Type.Enum([...askingClasses], { description: 'Class of the flag that is replied to.' });
const Text = Type.String({
  maxLength: replyLength,
  description: `What will be done (comply, at least ${deedLength} characters when sent) or why not (explain, at least ${reasonLength}).`,
});
const DoneBy = Type.String({ format: 'date', description: 'Comply: the day by which it is done; needed when sent.' });
const Reason = Type.String({ maxLength: 500, pattern: '\\S' });
const instant = Type.String({ format: 'date-time' });

export const FlagReplyInput = Type.Object(
  { programmeId: Id, kind: Kind, text: Text, doneBy: Type.Optional(DoneBy) },
  { $id: 'FlagReplyInput', additionalProperties: false },
);
export type FlagReplyInput = Static<typeof FlagReplyInput>;
export const FlagReplyChange = Type.Object({ kind: Kind, text: Text, doneBy: Type.Optional(DoneBy) }, { $id: 'FlagReplyChange', additionalProperties: false });
export type FlagReplyChange = Static<typeof FlagReplyChange>;
export const FlagReplyDecisionInput = Type.Object(
  { decision: Type.Enum(['note', 'ask_again']), reason: Type.Optional(Reason) },
  { $id: 'FlagReplyDecisionInput', additionalProperties: false },
);
export type FlagReplyDecisionInput = Static<typeof FlagReplyDecisionInput>;

export const FlagReply = Type.Object(
  {
    id: Id,
    organisationId: Id,
    organisationName: Type.String(),
    programmeId: Id,
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    flagClass: Class,
    asOfYear: Type.Integer({ description: 'Year of the run it was begun under; it stands for later runs that say the same.' }),
    runId: Id,
    kind: Kind,
    text: Type.String(),
    doneBy: nullable(Type.String({ format: 'date' })),
    state: State,
    version: Version,
    reason: nullable(Type.String({ description: 'Why it was asked for again.' })),
    simulated: Type.Boolean(),
    createdAt: instant,
    changedAt: instant,
    sentAt: nullable(instant),
    decidedAt: nullable(instant),
  },
  { $id: 'FlagReply', additionalProperties: false },
);
export type FlagReply = Static<typeof FlagReply>;
export const FlagReplyPage = pageOf('FlagReplyPage', FlagReply);

export const FlagReplyEvent = Type.Object(
  {
    id: Id,
    at: instant,
    actor: Type.String(),
    actorName: nullable(Type.String({ description: 'Login or label, where there is one; who decided is named to planners only.' })),
    action: Type.Enum([...replyActions]),
    kind: Kind,
    text: Type.String({ description: 'As it was then.' }),
    doneBy: nullable(Type.String({ format: 'date' })),
    reason: nullable(Type.String()),
  },
  { $id: 'FlagReplyEvent', additionalProperties: false },
);
export type FlagReplyEvent = Static<typeof FlagReplyEvent>;
export const FlagReplyEventPage = pageOf('FlagReplyEventPage', FlagReplyEvent);

const flag = {
  majorCode: MajorCode,
  majorName: Type.String(),
  level: Type.Enum([...levels]),
  flagClass: Class,
  since: Type.Integer({ description: 'Year of the first run since which every year has said the same.' }),
  dueAt: Type.String({ format: 'date-time', description: `${replyDays} days after it was first said.` }),
};
export const AskedProgramme = Type.Object(
  {
    ...flag,
    organisationId: Id,
    organisationName: Type.String(),
    programmeId: Id,
    standing: Type.Enum([...replyStandings], { description: 'State of the reply, or none. To who plans a draft is none.' }),
    replyId: nullable(Id),
    overdue: Type.Boolean({ description: 'Not answered, or asked again, after the day it was due.' }),
  },
  { $id: 'AskedProgramme', additionalProperties: false },
);
export type AskedProgramme = Static<typeof AskedProgramme>;
export const AskedProgrammePage = pageOf('AskedProgrammePage', AskedProgramme);

const n = (description: string) => Type.Integer({ minimum: 0, description });
export const ReplyCount = Type.Object(
  {
    ...flag,
    asked: n('Schools with an open programme of the major.'),
    open: n('Of them, without a reply that was sent.'),
    sent: n('Sent, not looked at.'),
    returned: n('Asked again.'),
    noted: n('Looked at.'),
  },
  { $id: 'ReplyCount', additionalProperties: false },
);
export type ReplyCount = Static<typeof ReplyCount>;
export const ReplyCountPage = pageOf('ReplyCountPage', ReplyCount);
