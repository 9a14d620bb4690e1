import { Type, type Static } from 'typebox';
import { Id, MajorCode, nullable, pageOf, Version } from './common.ts';
import { appealStatuses, levels, missReasons, placementKinds, placementStatuses, postOutcomes, proposingSides, unrankedRules } from './vocabulary.ts';

const words = (description: string, maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S', description });
const closed = { additionalProperties: false } as const;
const instant = Type.String({ format: 'date-time' });

export const RoundVerification = Type.Object(
  {
    stable: Type.Boolean({ description: 'No blocking pair among the classes left open, nobody where they are refused, no post overfull.' }),
    blockingPairs: Type.Integer({ description: 'Students and posts who would both rather have each other.' }),
    overfull: Type.Integer({ description: 'Posts with more students than places.' }),
    belowMinimum: Type.Integer({ description: 'Classes held with fewer than their minimum.' }),
    bestForProposers: nullable(Type.Boolean({ description: 'No stable outcome is better for anybody of the proposing side; null where it is not stable.' })),
    ...{ candidates: Type.Integer(), placed: Type.Integer(), seats: Type.Integer(), closedClasses: Type.Integer() },
    inputHash: Type.String({ description: 'SHA-256 of wishes, rankings and seed.' }),
  },
  { $id: 'RoundVerification', ...closed },
);
export type RoundVerification = Static<typeof RoundVerification>;

const dates = {
  opensAt: Type.Optional(
    nullable(Type.String({ format: 'date-time', description: 'Opens by itself from then on, once there is a post; null: when somebody opens it.' })),
  ),
  closesAt: Type.Optional(
    nullable(Type.String({ format: 'date-time', description: 'Takes no entry from then on and closes by itself; null: when somebody closes it.' })),
  ),
};
export const PlacementRoundInput = Type.Object(
  {
    name: words('轮次名称', 80),
    kind: Type.Enum([...placementKinds], { description: '顶岗实习, 订单班 or 毕业生招聘.' }),
    proposing: Type.Optional(Type.Enum([...proposingSides], { description: 'The side that gets its best stable outcome, students by default.' })),
    maxChoices: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, description: 'Posts a student may choose, 10 by default.' })),
    ...dates,
  },
  { $id: 'PlacementRoundInput', ...closed },
);
export type PlacementRoundInput = Static<typeof PlacementRoundInput>;
export const PlacementRoundChange = Type.Object({ name: words('轮次名称', 80), ...dates }, { $id: 'PlacementRoundChange', ...closed });
export type PlacementRoundChange = Static<typeof PlacementRoundChange>;
export const PlacementRound = Type.Object(
  {
    ...{ id: Id, name: Type.String(), kind: Type.Enum([...placementKinds]), proposing: Type.Enum([...proposingSides]), maxChoices: Type.Integer() },
    status: Type.Enum([...placementStatuses]),
    givenUp: Type.Boolean({ description: 'Placing failed several times; closing it again tries once more.' }),
    seed: nullable(Type.String({ description: 'Of the lottery among equals; told once the outcome is published, so that anybody can repeat it.' })),
    ...{ posts: Type.Integer(), seats: Type.Integer(), candidates: Type.Integer(), wished: Type.Integer({ description: 'Candidates who have chosen.' }) },
    ...{ createdAt: instant, opensAt: nullable(instant), closesAt: nullable(instant) },
    ...{ openedAt: nullable(instant), closedAt: nullable(instant), publishedAt: nullable(instant), version: Version, simulated: Type.Boolean() },
    verification: nullable(
      Type.Unsafe<RoundVerification>({ $ref: 'RoundVerification#', description: 'Of the outcome as it is now, changes by hand included.' }),
    ),
  },
  { $id: 'PlacementRound', ...closed },
);
export type PlacementRound = Static<typeof PlacementRound>;
export const PlacementRoundPage = pageOf('PlacementRoundPage', PlacementRound);

export const PlacementPostInput = Type.Object(
  {
    title: words('岗位或订单班名称; with the enterprise it says which post is meant.', 80),
    capacity: Type.Integer({ minimum: 1, maximum: 10_000, description: '名额（人）' }),
    minimum: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000, description: '最低开班人数 of an order class; below it the class is not held.' })),
    level: Type.Optional(nullable(Type.Enum([...levels], { description: 'Null: every level.' }))),
    majorCodes: Type.Optional(Type.Array(MajorCode, { maxItems: 50, uniqueItems: true, description: 'None: every major.' })),
    organisationId: Type.Optional(
      Type.Unsafe<string>({ ...Id, description: 'Only administrators name the enterprise; everyone else offers for the own one.' }),
    ),
  },
  { $id: 'PlacementPostInput', ...closed },
);
export type PlacementPostInput = Static<typeof PlacementPostInput>;
export const PlacementPost = Type.Object(
  {
    ...{ id: Id, roundId: Id, organisationId: Id, organisationName: Type.String(), title: Type.String(), capacity: Type.Integer(), minimum: Type.Integer() },
    level: nullable(Type.Enum([...levels])),
    majors: Type.Array(Type.Object({ code: MajorCode, name: Type.String() }, closed)),
    unranked: Type.Enum([...unrankedRules]),
    version: Version,
    applied: nullable(Type.Integer({ description: 'Candidates who chose it; told to its enterprise and to who runs the round.' })),
    filled: nullable(Type.Integer({ description: 'Candidates placed, once published; told as `applied`.' })),
    closed: nullable(Type.Boolean({ description: 'The class was not held, once published.' })),
    wishedBy: nullable(Type.Integer({ description: 'Candidates who would rather have gone to a class that was closed.' })),
  },
  { $id: 'PlacementPost', ...closed },
);
export type PlacementPost = Static<typeof PlacementPost>;
export const PlacementPostPage = pageOf('PlacementPostPage', PlacementPost);

export const CandidateNumber = Type.String({
  pattern: '^[A-Za-z0-9-]{1,20}$',
  description: 'A number of the school’s own making: no name, no student or identity number.',
});
export const CandidatesInput = Type.Object(
  {
    candidates: Type.Array(Type.Object({ number: CandidateNumber, majorCode: MajorCode }, closed), { minItems: 1, maxItems: 500 }),
    organisationId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Only administrators name the school; everyone else adds own students.' })),
  },
  { $id: 'CandidatesInput', ...closed },
);
export type CandidatesInput = Static<typeof CandidatesInput>;
export const IssuedCode = Type.Object({ id: Id, number: Type.String(), code: Type.String({ description: 'Shown this once; only its hash is kept.' }) }, { $id: 'IssuedCode', ...closed }); // prettier-ignore
export type IssuedCode = Static<typeof IssuedCode>;
export const CodesInput = Type.Object(
  { organisationId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Only administrators name the school.' })) },
  { $id: 'PlacementCodesInput', ...closed },
);
export type CodesInput = Static<typeof CodesInput>;
export const IssuedCodes = Type.Object({ items: Type.Array(Type.Unsafe<IssuedCode>({ $ref: 'IssuedCode#' })) }, { $id: 'IssuedCodes', ...closed });

export interface MissedPost {
  readonly postId: string;
  readonly reason: (typeof missReasons)[number];
  /** Place among those who chose the post, ties drawn, 1 best, and that of the last it took; where its places went to others. */
  readonly place?: number;
  readonly last?: number;
}
const missed = {
  place: nullable(Type.Integer({ description: 'Place among those who chose the post, ties drawn, 1 best; null unless its places went to others.' })),
  last: nullable(Type.Integer({ description: 'Place of the last it took.' })),
};
const Missed = Type.Object(
  { postId: Id, title: Type.String(), organisationName: Type.String(), capacity: Type.Integer(), reason: Type.Enum([...missReasons]), ...missed },
  closed,
);
const person = {
  id: Id,
  schoolId: Id,
  schoolName: Type.String(),
  number: Type.String(),
  majorCode: MajorCode,
  majorName: Type.String(),
  level: Type.Enum([...levels]),
};
export const Candidate = Type.Object(
  {
    ...person,
    wishes: Type.Integer({ description: 'Posts chosen.' }),
    wishedAt: nullable(instant),
    postId: nullable(Id),
    postTitle: nullable(Type.String()),
    postOrganisation: nullable(Type.String()),
    choice: nullable(Type.Integer({ description: 'Which choice that was, 1 the first; null: none of them, or none.' })),
    byHand: Type.Boolean({ description: 'Changed by hand after publication.' }),
    missed: Type.Array(Missed, { description: 'Choices they liked better, best first, and why they did not get them; empty before publication.' }),
    hasCode: Type.Boolean({ description: 'A code was handed out that still opens.' }),
  },
  { $id: 'PlacementCandidate', ...closed },
);
export type Candidate = Static<typeof Candidate>;
export const CandidatePage = pageOf('PlacementCandidatePage', Candidate);
export const Applicant = Type.Object(
  {
    ...person,
    applied: Type.Boolean({ description: 'Chose this post.' }),
    place: nullable(Type.Integer({ description: 'Place given by the post, 1 best; equal places are a tie. Null: not ranked, or refused.' })),
    refused: Type.Boolean(),
    placed: nullable(Type.Boolean({ description: 'Got this post; null before publication.' })),
    outcome: nullable(
      Type.Enum([...postOutcomes], {
        description: 'What became of who chose the post: got it, or one they liked better (elsewhere), or why not; null before publication and for others.',
      }),
    ),
    drawn: nullable(Type.Integer({ description: 'Place among those who chose the post, ties drawn; told of who missed it, once published.' })),
  },
  { $id: 'PlacementApplicant', ...closed },
);
export type Applicant = Static<typeof Applicant>;
export const ApplicantPage = pageOf('PlacementApplicantPage', Applicant);
export const RankingInput = Type.Object(
  {
    unranked: Type.Enum([...unrankedRules], { description: 'What becomes of candidates that are not ranked: after all that are, or refused.' }),
    places: Type.Array(Type.Object({ candidateId: Id, place: nullable(Type.Integer({ minimum: 1, maximum: 100_000 })) }, closed), {
      maxItems: 5000,
      description: 'All places, replacing those given before; null refuses the candidate.',
    }),
  },
  { $id: 'PlacementRankingInput', ...closed },
);
export type RankingInput = Static<typeof RankingInput>;

export const PlacementChangeInput = Type.Object(
  { candidateId: Id, postId: nullable(Id), reason: words('理由', 500) },
  { $id: 'PlacementChangeInput', ...closed },
);
export type PlacementChangeInput = Static<typeof PlacementChangeInput>;
export const PlacementChange = Type.Object(
  {
    ...{ id: Id, roundId: Id, candidateId: Id, schoolName: Type.String(), number: Type.String(), fromPostId: nullable(Id), toPostId: nullable(Id) },
    ...{ reason: Type.String(), changedBy: Type.String(), createdAt: instant },
    verification: Type.Unsafe<RoundVerification>({ $ref: 'RoundVerification#' }),
  },
  { $id: 'PlacementChange', ...closed },
);
export type PlacementChange = Static<typeof PlacementChange>;
export const PlacementChangePage = pageOf('PlacementChangePage', PlacementChange);
export const AppealInput = Type.Object({ text: words('申诉内容', 1000) }, { $id: 'AppealInput', ...closed });
export type AppealInput = Static<typeof AppealInput>;
export const AppealDecisionInput = Type.Object(
  { status: Type.Enum(['granted', 'rejected']), answer: words('答复', 1000) },
  { $id: 'AppealDecisionInput', ...closed },
);
export type AppealDecisionInput = Static<typeof AppealDecisionInput>;
export const Appeal = Type.Object(
  {
    ...{ id: Id, roundId: Id, candidateId: Id, schoolName: Type.String(), number: Type.String(), text: Type.String() },
    ...{ status: Type.Enum([...appealStatuses]), answer: nullable(Type.String()), createdAt: instant, decidedAt: nullable(instant) },
  },
  { $id: 'PlacementAppeal', ...closed },
);
export type Appeal = Static<typeof Appeal>;
export const AppealPage = pageOf('PlacementAppealPage', Appeal);

export const StudentCodeInput = Type.Object({ code: Type.String({ minLength: 16, maxLength: 40 }) }, { $id: 'StudentCodeInput', ...closed });
export const WishesInput = Type.Object(
  { postIds: Type.Array(Id, { maxItems: 50, uniqueItems: true, description: 'Best first; replaces all wishes before.' }) },
  { $id: 'WishesInput', ...closed },
);
const offered = { id: Id, organisationName: Type.String(), title: Type.String(), capacity: Type.Integer(), minimum: Type.Integer() };
export const StudentPost = Type.Object(offered, { $id: 'StudentPost', ...closed });
export type StudentPost = Static<typeof StudentPost>;
export const StudentPostPage = pageOf('StudentPostPage', StudentPost);
const StudentWish = Type.Object({ ...offered, reason: nullable(Type.Enum([...missReasons], { description: 'Why it was missed; null: it was not, or nothing is published.' })), ...missed }, closed); // prettier-ignore
export const StudentView = Type.Object(
  {
    round: Type.Object(
      {
        id: Id,
        name: Type.String(),
        kind: Type.Enum([...placementKinds]),
        proposing: Type.Enum([...proposingSides]),
        status: Type.Enum([...placementStatuses]),
        maxChoices: Type.Integer(),
        ...{ opensAt: nullable(instant), closesAt: nullable(instant), simulated: Type.Boolean() },
      },
      closed,
    ),
    ...{ number: Type.String(), schoolName: Type.String(), majorCode: MajorCode, majorName: Type.String(), version: Version },
    wishes: Type.Array(StudentWish, { description: 'Best first.' }),
    outcome: nullable(
      Type.Object(
        {
          post: nullable(Type.Object(offered, closed)),
          choice: nullable(Type.Integer()),
          byHand: Type.Boolean(),
        },
        { ...closed, description: 'Null before publication.' },
      ),
    ),
    appeals: Type.Array(Type.Unsafe<Appeal>({ $ref: 'PlacementAppeal#' })),
    csrfToken: Type.String({ description: 'Writes send it as X-CSRF-Token.' }),
  },
  { $id: 'StudentView', ...closed },
);
export type StudentView = Static<typeof StudentView>;
