import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, ref, Year } from './common.ts';
import { filingActions, filingKinds, filingStandings, filingStates, levels } from './vocabulary.ts';

const Kind = Type.Enum([...filingKinds], { description: '填报单: demand 人才需求申报 of enterprises, enrolment 招生在校毕业 of schools.' });
const State = Type.Enum([...filingStates], { description: 'draft 草稿, submitted 已提交, returned 已退回, accepted 已通过, locked 已锁定.' });
const Reason = Type.String({ maxLength: 500, pattern: '\\S' });
export const LineKey = Type.String({ maxLength: 16, pattern: '^[0-9A-Z-]+$', description: 'Occupation code (demand) or major code (enrolment).' });

export const FilingInput = Type.Object(
  {
    kind: Kind,
    year: Year,
    copyFrom: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100, description: 'Begin with what stands for this year, mostly the year before.' })),
    organisationId: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Only administrators name the organisation.' })),
  },
  { $id: 'FilingInput', additionalProperties: false },
);
export type FilingInput = Static<typeof FilingInput>;

const filing = {
  id: Id,
  organisationId: Id,
  organisationName: Type.String(),
  kind: Kind,
  year: Type.Integer(),
  state: State,
  version: Type.Integer({ description: 'Changes with every change; the ETag is `"v<version>"`.' }),
  lines: Type.Integer(),
  faults: Type.Integer({ description: 'Fields of its lines that are wrong or missing.' }),
  reason: nullable(Type.String({ description: 'Why it was returned or unlocked.' })),
  simulated: Type.Boolean(),
  source: Type.String(),
  createdAt: Type.String({ format: 'date-time' }),
  changedAt: Type.String({ format: 'date-time' }),
  submittedAt: nullable(Type.String({ format: 'date-time' })),
};
export const Filing = Type.Object(filing, { $id: 'Filing', additionalProperties: false });
export type Filing = Static<typeof Filing>;

const byState = (names: readonly string[]) =>
  Type.Record(Type.Enum([...names]), Type.Integer({ minimum: 0 }), { description: 'How many by state; only with `total`.' });
export const FilingPage = Type.Object(
  { ...pageOf('', Filing).properties, totals: Type.Optional(byState(filingStates)) },
  { $id: 'FilingPage', additionalProperties: false },
);

const Values = Type.Record(Type.String(), Type.Unknown());
export const FilingLineInput = Type.Object(
  {},
  {
    $id: 'FilingLineInput',
    additionalProperties: true,
    maxProperties: 40,
    description:
      'Fields of DeclarationInput or EnrolmentReportInput, without organisationId and year, which the filing says. May be incomplete: what is wrong is stored with the line and told.',
  },
);
export const LineFault = Type.Object({ pointer: Type.String(), zh: Type.String(), en: Type.String() }, { $id: 'LineFault', additionalProperties: false });
export const FilingLine = Type.Object(
  {
    key: Type.String(),
    name: Type.String({ description: 'Occupation or major.' }),
    level: nullable(Type.Enum([...levels])),
    lengthYears: nullable(Type.Integer({ description: 'Enrolment: how many grades the programme has.' })),
    values: nullable(Values),
    errors: Type.Array(ref(LineFault)),
    lastYear: nullable(Values),
  },
  { $id: 'FilingLine', additionalProperties: false },
);
export type FilingLine = Static<typeof FilingLine>;

export const FilingLineChange = Type.Object(
  { ...filing, line: ref(FilingLine) },
  { $id: 'FilingLineChange', additionalProperties: false, description: 'The filing as it stands now, and the line.' },
);
export const FilingDetail = Type.Object(
  { ...filing, items: Type.Array(ref(FilingLine), { description: 'By key. Lines with null values stood last year and are not in the filing.' }) },
  { $id: 'FilingDetail', additionalProperties: false },
);
export type FilingDetail = Static<typeof FilingDetail>;

export const SubmissionInput = Type.Object(
  {
    confirmedLines: Type.Optional(
      Type.Array(LineKey, { maxItems: 1000, description: 'Keys of lines whose unusual values are right, as `confirm` of the 409 listed them.' }),
    ),
  },
  { $id: 'SubmissionInput', additionalProperties: false },
);
export type SubmissionInput = Static<typeof SubmissionInput>;
export const FilingDecisionInput = Type.Object(
  { decision: Type.Enum(['accept', 'return']), reason: Type.Optional(Reason) },
  { $id: 'FilingDecisionInput', additionalProperties: false },
);
export type FilingDecisionInput = Static<typeof FilingDecisionInput>;
export const UnlockInput = Type.Object({ reason: Reason }, { $id: 'UnlockInput', additionalProperties: false });
export const FilingLocksInput = Type.Object({ kind: Kind, year: Year }, { $id: 'FilingLocksInput', additionalProperties: false });
export type FilingLocksInput = Static<typeof FilingLocksInput>;
export const FilingLocks = Type.Object(
  {
    locked: Type.Integer({ description: 'Locked by this call.' }),
    open: Type.Integer({ description: 'Filings of the year that are not accepted yet: they stay as they are.' }),
  },
  { $id: 'FilingLocks', additionalProperties: false },
);

export const FilingEvent = Type.Object(
  {
    id: Id,
    at: Type.String({ format: 'date-time' }),
    actor: Type.String(),
    actorName: nullable(Type.String({ description: 'Login or label, where there is one; who decided is named to planners only.' })),
    action: Type.Enum([...filingActions]),
    state: State,
    reason: nullable(Type.String()),
  },
  { $id: 'FilingEvent', additionalProperties: false },
);
export type FilingEvent = Static<typeof FilingEvent>;
export const FilingEventPage = pageOf('FilingEventPage', FilingEvent);

export const FilingCoverage = Type.Object(
  {
    organisationId: Id,
    organisationName: Type.String(),
    standing: Type.Enum([...filingStandings], {
      description: 'State of the filing; without one `direct`: single facts were reported, or `absent`: nothing was.',
    }),
    filingId: nullable(Id),
    personsLastYear: Type.Integer({ description: 'Employees declared, or students enrolled, for the year before, persons.' }),
    facts: Type.Integer({ description: 'Occupations or programmes that stand reported for the year.' }),
    newestYear: nullable(Type.Integer({ description: 'Newest year up to the one asked for of which anything stands reported; null: none.' })),
    lastReportAt: nullable(Type.String({ format: 'date-time', description: 'When the last report of those years came in.' })),
    simulated: Type.Boolean(),
  },
  { $id: 'FilingCoverage', additionalProperties: false },
);
export type FilingCoverage = Static<typeof FilingCoverage>;
export const FilingCoveragePage = Type.Object(
  { ...pageOf('', FilingCoverage).properties, totals: Type.Optional(byState(filingStandings)) },
  { $id: 'FilingCoveragePage', additionalProperties: false },
);

const Organisations = (description: string) => Type.Integer({ minimum: 0, description });
const PersonsOf = (description: string) => Type.Integer({ minimum: 0, description });
export const FilingCoverageGroup = Type.Object(
  {
    kind: Kind,
    year: Type.Integer(),
    code: Type.String({ description: 'A chain id or `outside` (demand); a level (enrolment).' }),
    name: Type.String(),
    organisations: Organisations('Verified organisations that exist in the year.'),
    reported: Organisations('Of them, those of whom anything stands reported for the year.'),
    oneYearLate: Organisations('Newest report one year before.'),
    twoYearsLate: Organisations('Newest report two years before: carried on by a run for the last time.'),
    older: Organisations('Newest report older than that.'),
    never: Organisations('No report at all.'),
    personsBefore: PersonsOf('Employees declared, or students enrolled, for the year before.'),
    personsOfReporters: PersonsOf('Of these, those of organisations that reported the year.'),
    personsNow: PersonsOf('Declared or enrolled for the year.'),
    share: nullable(Type.Number({ description: 'personsOfReporters ÷ personsBefore; null where nobody reported the year before.' })),
    register: nullable(PersonsOf('Employees of the chain in the register; null for schools, and where the register has none.')),
    registerShare: nullable(Type.Number({ description: 'personsNow ÷ register.' })),
    lastReportAt: nullable(Type.String({ format: 'date-time' })),
    simulated: Type.Boolean(),
  },
  { $id: 'FilingCoverageGroup', additionalProperties: false },
);
export type FilingCoverageGroup = Static<typeof FilingCoverageGroup>;
export const FilingCoverageGroupPage = Type.Object(
  {
    ...pageOf('', FilingCoverageGroup).properties,
    all: Type.Unsafe<FilingCoverageGroup>({ $ref: 'FilingCoverageGroup#', description: 'All of them together.' }),
  },
  { $id: 'FilingCoverageGroupPage', additionalProperties: false },
);

export const UnusualReport = Type.Object(
  {
    filingId: Id,
    organisationId: Id,
    organisationName: Type.String(),
    kind: Kind,
    year: Type.Integer(),
    state: State,
    submittedAt: nullable(Type.String({ format: 'date-time' })),
    key: Type.String({ description: 'Occupation or major code.' }),
    name: Type.String({ description: 'Occupation or major.' }),
    pointer: Type.String({ description: 'Field of the line; empty: the line is missing.' }),
    was: Type.Number({ description: 'The year before, persons.' }),
    is: Type.Number({ description: 'Persons.' }),
    zh: Type.String(),
    en: Type.String(),
    simulated: Type.Boolean(),
  },
  { $id: 'UnusualReport', additionalProperties: false, description: 'A value far from the year before, which the organisation confirmed when it submitted.' },
);
export type UnusualReport = Static<typeof UnusualReport>;
export const UnusualReportPage = pageOf('UnusualReportPage', UnusualReport);
