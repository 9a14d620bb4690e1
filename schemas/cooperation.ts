import { Type, type Static } from 'typebox';
import { Id, MajorCode, nullable, OccupationCode, pageOf, RegionCode, Version } from './common.ts';
import { cooperationBeginners, cooperationOutcomes, cooperationPairs, cooperationParts, cooperationResources, cooperationSides } from './vocabulary.ts';
import { eventsOf, statesOf } from './workflow.ts';
import { cooperationWorkflow, listingWorkflow } from './workflows/cooperation.ts';

const closed = { additionalProperties: false } as const;
const words = (description: string, maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S', description });
const Day = (description: string) => Type.String({ format: 'date', description, examples: ['2027-03-01'] });
const instant = Type.String({ format: 'date-time' });
const Pair = Type.Enum([...cooperationPairs], {
  description: '人才培养合作与用人, 职工培训, 技术研发, 双师与教师实践: who needs and who offers follows from it.',
});
const Side = Type.Enum([...cooperationSides]);
const Resource = Type.Enum([...cooperationResources], {
  description:
    'What exactly: 订单培养, 学徒制 and 用人 for training; 培训课程 and 技能等级认定 for staff training; 技术研发, 共性技术平台 and 专家 for technology; 教师实践岗位 and 双师 for teachers.',
});
const Capacity = Type.Integer({ minimum: 1, maximum: 100_000, description: '规模: persons, or projects for technology.' });

const listingFields = {
  title: words('标题', 80),
  text: words('说明: what is needed or offered; no names or telephone numbers of persons.', 2000),
  resource: Type.Optional(nullable(Resource)),
  chainId: Type.Optional(nullable(Id)),
  majorCodes: Type.Optional(Type.Array(MajorCode, { maxItems: 30, uniqueItems: true })),
  occupationCodes: Type.Optional(Type.Array(OccupationCode, { maxItems: 30, uniqueItems: true })),
  regionCode: Type.Optional(nullable(RegionCode)),
  fromOn: Day('First day.'),
  toOn: Day('Last day, included.'),
  capacity: Type.Optional(nullable(Capacity)),
  oneToOne: Type.Optional(Type.Boolean({ default: false, description: '接受一对一匹配: may be paired by a batch.' })),
};
export const CooperationListingInput = Type.Object(
  {
    pair: Pair,
    ...listingFields,
    organisationId: Type.Optional(
      Type.Unsafe<string>({ ...Id, description: 'Only administrators name the organisation; everyone else writes for the own one.' }),
    ),
  },
  { $id: 'CooperationListingInput', ...closed },
);
export type CooperationListingInput = Static<typeof CooperationListingInput>;
export const CooperationListingChange = Type.Object(listingFields, { $id: 'CooperationListingChange', ...closed });
export type CooperationListingChange = Static<typeof CooperationListingChange>;

const named = (code: typeof MajorCode) => Type.Object({ code, name: Type.String() }, closed);
export const CooperationListing = Type.Object(
  {
    ...{ id: Id, organisationId: Id, organisationName: Type.String(), pair: Pair, side: Side, resource: nullable(Resource), title: Type.String() },
    text: Type.String(),
    chain: nullable(Type.Object({ id: Id, name: Type.String() }, closed)),
    majors: Type.Array(named(MajorCode)),
    occupations: Type.Array(named(OccupationCode)),
    region: nullable(named(RegionCode)),
    ...{ fromOn: Type.String(), toOn: Type.String(), capacity: nullable(Type.Integer()), oneToOne: Type.Boolean() },
    left: nullable(Type.Integer({ description: 'Capacity less what was agreed.' })),
    state: Type.Enum(statesOf(listingWorkflow)),
    own: Type.Boolean({ description: 'Of the own organisation.' }),
    moves: Type.Array(Type.Enum(eventsOf(listingWorkflow)), { description: 'What the reader can do with it now.' }),
    ...{ version: Version, simulated: Type.Boolean(), createdAt: instant, changedAt: instant },
  },
  { $id: 'CooperationListing', ...closed },
);
export type CooperationListing = Static<typeof CooperationListing>;
export const CooperationListingPage = pageOf('CooperationListingPage', CooperationListing);
export const CooperationListingStepInput = Type.Object({ event: Type.Enum(eventsOf(listingWorkflow)) }, { $id: 'CooperationListingStepInput', ...closed });
export type CooperationListingStepInput = Static<typeof CooperationListingStepInput>;

export const CooperationScorePart = Type.Object(
  {
    part: Type.Enum([...cooperationParts]),
    fit: nullable(Type.Number({ description: 'How well the two agree in it, 0–1; null: one of them leaves it open, which counts half.' })),
    weight: Type.Number({ description: 'Share of the score, 0–1.' }),
  },
  { $id: 'CooperationScorePart', ...closed },
);
const Parts = Type.Array(Type.Unsafe<Static<typeof CooperationScorePart>>({ $ref: 'CooperationScorePart#' }));
const Score = Type.Number({ minimum: 0, maximum: 1, description: 'Σ weight × fit.' });
export const CooperationSuggestion = Type.Object(
  { listing: Type.Unsafe<CooperationListing>({ $ref: 'CooperationListing#' }), score: Score, parts: Parts },
  { $id: 'CooperationSuggestion', ...closed },
);
export type CooperationSuggestion = Static<typeof CooperationSuggestion>;
export const CooperationSuggestionPage = pageOf('CooperationSuggestionPage', CooperationSuggestion);
export const CooperationParameter = Type.Object(
  {
    ...{ name: Type.String(), value: Type.Number(), unit: Type.Enum(['weight', 'fit']), source: Type.String(), zh: Type.String(), en: Type.String() },
  },
  { $id: 'CooperationParameter', ...closed },
);
export const CooperationParameterPage = pageOf('CooperationParameterPage', CooperationParameter);

export const CooperationInput = Type.Object(
  { needId: Id, offerId: Type.Unsafe<string>({ ...Id, description: 'One of the two is of the own organisation.' }) },
  { $id: 'CooperationInput', ...closed },
);
export type CooperationInput = Static<typeof CooperationInput>;
export const CooperationStepInput = Type.Object(
  {
    event: Type.Enum(eventsOf(cooperationWorkflow)),
    reason: Type.Optional(Type.String({ maxLength: 500, description: 'Needed to decline, to send back and to end.' })),
    terms: Type.Optional(Type.String({ maxLength: 2000, description: '协议要点, needed to propose an agreement.' })),
    capacity: Type.Optional(Capacity),
    fromOn: Type.Optional(Day('First day of the agreement, needed to propose one.')),
    toOn: Type.Optional(Day('Last day of the agreement, needed to propose one.')),
    outcome: Type.Optional(Type.Enum([...cooperationOutcomes], { description: 'Needed to close.' })),
    note: Type.Optional(Type.String({ maxLength: 1000, description: 'What came of it.' })),
  },
  { $id: 'CooperationStepInput', ...closed },
);
export type CooperationStepInput = Static<typeof CooperationStepInput>;
export const CooperationMilestone = Type.Object(
  {
    ...{ id: Id, title: Type.String(), dueOn: Type.String(), doneOn: nullable(Type.String()), note: nullable(Type.String()) },
    late: Type.Boolean({ description: 'Due before today and not done, or done after it was due.' }),
  },
  { $id: 'CooperationMilestone', ...closed },
);
export type CooperationMilestone = Static<typeof CooperationMilestone>;
const partner = Type.Object({ id: Id, title: Type.String(), organisationId: Id, organisationName: Type.String() }, closed);
export const Cooperation = Type.Object(
  {
    ...{ id: Id, pair: Pair, need: partner, offer: partner },
    begunBy: Type.Enum([...cooperationBeginners]),
    batchId: nullable(Id),
    state: Type.Enum(statesOf(cooperationWorkflow)),
    side: nullable(Type.Enum([...cooperationSides], { description: 'The reader’s side; null: neither.' })),
    moves: Type.Array(Type.Enum(eventsOf(cooperationWorkflow)), { description: 'What the reader can do with it now.' }),
    ...{ score: Score, parts: Parts, invitedBy: nullable(Side), proposedBy: nullable(Side), terms: nullable(Type.String()) },
    ...{ agreedCapacity: nullable(Type.Integer()), agreedFrom: nullable(Type.String()), agreedTo: nullable(Type.String()) },
    ...{ outcome: nullable(Type.Enum([...cooperationOutcomes])), outcomeNote: nullable(Type.String()) },
    milestones: Type.Array(Type.Unsafe<CooperationMilestone>({ $ref: 'CooperationMilestone#' })),
    ...{ version: Version, simulated: Type.Boolean(), createdAt: instant, changedAt: instant, agreedAt: nullable(instant), overAt: nullable(instant) },
  },
  { $id: 'Cooperation', ...closed },
);
export type Cooperation = Static<typeof Cooperation>;
export const CooperationPage = pageOf('CooperationPage', Cooperation);
export const CooperationMilestoneInput = Type.Object(
  { title: words('节点', 80), dueOn: Day('Day by which it is to be done.') },
  { $id: 'CooperationMilestoneInput', ...closed },
);
export type CooperationMilestoneInput = Static<typeof CooperationMilestoneInput>;
export const MilestoneCompletionInput = Type.Object(
  { doneOn: Day('Not after today.'), note: Type.Optional(Type.String({ maxLength: 500 })) },
  { $id: 'MilestoneCompletionInput', ...closed },
);
export type MilestoneCompletionInput = Static<typeof MilestoneCompletionInput>;
export const CooperationMove = Type.Object(
  {
    ...{ id: Id, at: instant, event: Type.String(), from: Type.String(), to: Type.String(), reason: nullable(Type.String()) },
    actorName: nullable(Type.String({ description: 'Told to who plans and to the own side only.' })),
  },
  { $id: 'CooperationMove', ...closed },
);
export type CooperationMove = Static<typeof CooperationMove>;
export const CooperationMovePage = pageOf('CooperationMovePage', CooperationMove);

const count = Type.Integer({ minimum: 0 });
export const CooperationStatistics = Type.Object(
  {
    ...{ pair: Pair, openNeeds: count, openOffers: count, needCapacity: count, offerCapacity: count },
    ...{ suggested: count, invited: count, talking: count, proposed: count, agreed: count, underway: count, closed: count, declined: count, ended: count },
    ...{ achieved: count, partly: count, notAchieved: count },
    agreedCapacity: Type.Integer({ minimum: 0, description: 'Of what is agreed, under way and closed.' }),
    lateMilestones: Type.Integer({ minimum: 0, description: 'Due before today and not done, of what is agreed and under way.' }),
    simulated: Type.Boolean(),
  },
  { $id: 'CooperationStatistics', ...closed },
);
export type CooperationStatistics = Static<typeof CooperationStatistics>;
export const CooperationStatisticsPage = pageOf('CooperationStatisticsPage', CooperationStatistics);

export const CooperationBatchInput = Type.Object(
  { pair: Pair, chainId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Only listings of this chain.' })) },
  { $id: 'CooperationBatchInput', ...closed },
);
export type CooperationBatchInput = Static<typeof CooperationBatchInput>;
export const CooperationBatch = Type.Object(
  {
    ...{ id: Id, pair: Pair, needs: count, offers: count, paired: count },
    total: Type.Integer({ description: 'Sum of the scores of its pairs in ten-thousandths.' }),
    pairs: Type.Array(Type.Object({ need: partner, offer: partner, score: Score, parts: Parts }, closed)),
    certificate: Type.Object(
      {
        ...{ feasibility: Type.Number(), slackness: Type.Number(), unused: Type.Number() },
        proven: Type.Boolean({ description: 'All three are zero: no other pairing of these listings has a larger sum (duality of linear programming).' }),
      },
      closed,
    ),
    inputHash: Type.String({ description: 'SHA-256 of listings, links and weights.' }),
    ...{ simulated: Type.Boolean(), createdAt: instant },
  },
  { $id: 'CooperationBatch', ...closed },
);
export type CooperationBatch = Static<typeof CooperationBatch>;
export const CooperationBatchPage = pageOf('CooperationBatchPage', CooperationBatch);
