import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, Version, Year } from './common.ts';
import { memberRoles, mostUnits } from './conference-words.ts';
import { Reason } from './conference.ts';
import { eventsOf, statesOf } from './workflow.ts';
import { inspectionWorkflow } from './workflows/inspection.ts';
import { issueWorkflow } from './workflows/issue.ts';
import { memberChangeWorkflow } from './workflows/member-change.ts';
import { planItemWorkflow } from './workflows/plan-item.ts';

const strict = { additionalProperties: false } as const;
const instant = Type.String({ format: 'date-time' });
const day = (description: string) => Type.String({ format: 'date', description });
const written = (maxLength: number, description: string) => Type.String({ minLength: 1, maxLength, pattern: '\\S', description });

const issue = { title: written(200, 'What is to be decided.'), text: written(4000, 'Why, and what is proposed.') };
export const IssueInput = Type.Object(
  {
    ...issue,
    docketId: Type.Optional(Id),
    unit: Type.Optional(written(100, 'Member unit that proposes it; needed where the caller belongs to none.')),
  },
  { $id: 'IssueInput', ...strict },
);
export type IssueInput = Static<typeof IssueInput>;
export const Issue = Type.Object(
  {
    id: Id,
    unit: Type.String({ description: 'Member unit that proposes it.' }),
    ...issue,
    docketId: nullable(Id),
    state: Type.Enum(statesOf(issueWorkflow)),
    reason: nullable(Type.String({ description: 'Why it was refused.' })),
    version: Version,
    simulated: Type.Boolean(),
    createdAt: instant,
  },
  { $id: 'Issue', ...strict },
);
export type Issue = Static<typeof Issue>;
export const IssuePage = pageOf('IssuePage', Issue);
export const IssueMove = Type.Object({ event: Type.Enum(['accept', 'refuse', 'withdraw']), reason: Type.Optional(Reason) }, { $id: 'IssueMove', ...strict });
export type IssueMove = Static<typeof IssueMove>;

const change = {
  role: Type.Enum([...memberRoles]),
  personTitle: written(100, '职务 of who is to sit there.'),
  fromOn: day('First day of the new one.'),
};
const Name = Type.String({ maxLength: 40, description: 'Of who is to sit there. Told to the own unit, the office of the conference and planners.' });
export const SeatChangeInput = Type.Object(
  {
    memberId: Type.Unsafe<string>({ ...Id, description: 'Seat that changes hands.' }),
    personTitle: change.personTitle,
    personName: Type.Optional(Name),
    fromOn: change.fromOn,
    text: written(500, 'Why.'),
  },
  { $id: 'SeatChangeInput', ...strict },
);
export type SeatChangeInput = Static<typeof SeatChangeInput>;
export const SeatChange = Type.Object(
  {
    id: Id,
    memberId: Id,
    unit: Type.String(),
    ...change,
    personName: nullable(Name),
    text: Type.String(),
    meetingId: nullable(Id),
    state: Type.Enum(statesOf(memberChangeWorkflow)),
    decidedAt: nullable(instant),
    reason: nullable(Type.String({ description: 'Why it was refused.' })),
    version: Version,
    createdAt: instant,
  },
  { $id: 'SeatChange', ...strict },
);
export type SeatChange = Static<typeof SeatChange>;
export const SeatChangePage = pageOf('SeatChangePage', SeatChange);
export const SeatChangeMove = Type.Object(
  {
    event: Type.Enum(eventsOf(memberChangeWorkflow)),
    reason: Type.Optional(Reason),
    meetingId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Meeting that confirmed it.' })),
  },
  { $id: 'SeatChangeMove', ...strict },
);
export type SeatChangeMove = Static<typeof SeatChangeMove>;

const plan = {
  year: Year,
  quarter: Type.Integer({ minimum: 1, maximum: 4 }),
  title: written(200, 'What is to be done.'),
  unit: written(100, '责任单位.'),
};
export const PlanItemInput = Type.Object(plan, { $id: 'PlanItemInput', ...strict });
export type PlanItemInput = Static<typeof PlanItemInput>;
export const PlanItem = Type.Object(
  { id: Id, ...plan, state: Type.Enum(statesOf(planItemWorkflow)), version: Version, simulated: Type.Boolean() },
  { $id: 'PlanItem', ...strict },
);
export type PlanItem = Static<typeof PlanItem>;
export const PlanItemPage = pageOf('PlanItemPage', PlanItem);
export const PlanItemMove = Type.Object({ event: Type.Enum(eventsOf(planItemWorkflow)), reason: Type.Optional(Reason) }, { $id: 'PlanItemMove', ...strict });
export type PlanItemMove = Static<typeof PlanItemMove>;

const inspection = {
  title: written(200, 'What is looked into.'),
  startsOn: day('First day.'),
  endsOn: day('Last day.'),
  units: Type.Array(written(100, 'Unit that takes part.'), { minItems: 1, maxItems: mostUnits, description: 'Units that take part.' }),
  places: written(500, 'Districts, schools and enterprises visited.'),
};
const Findings = written(8000, 'What was found; needed to conclude.');
export const InspectionInput = Type.Object({ ...inspection, findings: Type.Optional(Findings) }, { $id: 'InspectionInput', ...strict });
export type InspectionInput = Static<typeof InspectionInput>;
export const Inspection = Type.Object(
  {
    id: Id,
    ...inspection,
    findings: nullable(Type.String()),
    state: Type.Enum(statesOf(inspectionWorkflow)),
    version: Version,
    simulated: Type.Boolean(),
  },
  { $id: 'Inspection', ...strict },
);
export type Inspection = Static<typeof Inspection>;
export const InspectionPage = pageOf('InspectionPage', Inspection);
export const InspectionMove = Type.Object(
  { event: Type.Enum(eventsOf(inspectionWorkflow)), reason: Type.Optional(Reason) },
  { $id: 'InspectionMove', ...strict },
);
export type InspectionMove = Static<typeof InspectionMove>;
