import { Type, type Static } from 'typebox';
import { Seats } from './adjustments.ts';
import { changeReasons } from './change-limits.ts';
import { disclosure, Id, MajorCode, nullable, pageOf, Version, Year } from './common.ts';
import { bands, flagClasses, grades, levels, proposedChanges, resolutionOutcomes, ruleOutcomes, survivalSources } from './vocabulary.ts';
import { eventsOf, statesOf } from './workflow.ts';
import { docketWorkflow } from './workflows/docket.ts';
import { keyListWorkflow } from './workflows/key-list.ts';
import { programmeChangeWorkflow } from './workflows/programme-change.ts';

const strict = { additionalProperties: false } as const;
const instant = Type.String({ format: 'date-time' });
const figure = nullable(Type.Number());
const Change = Type.Enum([...proposedChanges], {
  description: 'new 新设, expand 扩招, reduce 减招, suspend 停招, resume 恢复招生, rename 更名.',
});

export const CostLine = Type.Object(
  {
    item: Type.String({ maxLength: 60, pattern: '\\S' }),
    yuan: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
    source: Type.String({ maxLength: 60, description: 'Where the money comes from.' }),
  },
  strict,
);
export type CostLine = Static<typeof CostLine>;

const said = {
  change: Change,
  fromYear: Type.Unsafe<number>({ ...Year, description: 'First year of intake it holds for.' }),
  seatsBefore: Type.Optional(Seats),
  seatsAfter: Type.Optional(Seats),
  newName: Type.Optional(Type.String({ maxLength: 60, pattern: '\\S' })),
  reasons: Type.String({ maxLength: changeReasons.most, description: `Why; at least ${changeReasons.least} characters when submitted.` }),
  costs: Type.Array(CostLine, { maxItems: 30, description: 'What it costs; empty where it costs nothing.' }),
};
export const ProgrammeChangeInput = Type.Object(
  {
    majorCode: MajorCode,
    ...said,
    organisationId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Only administrators name the school.' })),
  },
  { $id: 'ProgrammeChangeInput', ...strict },
);
export type ProgrammeChangeInput = Static<typeof ProgrammeChangeInput>;
export const ProgrammeChangeUpdate = Type.Object(said, { $id: 'ProgrammeChangeUpdate', ...strict });
export type ProgrammeChangeUpdate = Static<typeof ProgrammeChangeUpdate>;

/** Moves that somebody asks for; making a docket has an address of its own. */
export const changeEvents = ['submit', 'return', 'withdraw'] as const;
export const ProgrammeChangeMove = Type.Object(
  { event: Type.Enum([...changeEvents]), reason: Type.Optional(Type.String({ maxLength: 500, description: 'Needed to return.' })) },
  { $id: 'ProgrammeChangeMove', ...strict },
);
export type ProgrammeChangeMove = Static<typeof ProgrammeChangeMove>;

const Docket = Type.Object(
  {
    id: Id,
    number: Type.String({ examples: ['2026-017'] }),
    state: Type.Enum(statesOf(docketWorkflow)),
    outcome: nullable(Type.Enum([...resolutionOutcomes])),
    resolutionNumber: nullable(Type.String()),
    decidedOn: nullable(Type.String({ format: 'date' })),
  },
  { ...strict, description: 'What became of it in the conference.' },
);
export const ProgrammeChange = Type.Object(
  {
    id: Id,
    organisationId: Id,
    organisationName: Type.String(),
    programmeId: nullable(Id),
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    change: Change,
    fromYear: Type.Integer(),
    seatsBefore: nullable(Type.Integer()),
    seatsAfter: nullable(Type.Integer()),
    newName: nullable(Type.String()),
    reasons: Type.String(),
    costs: Type.Array(CostLine),
    costYuan: Type.Integer({ description: 'Of all lines.' }),
    state: Type.Enum(statesOf(programmeChangeWorkflow)),
    version: Version,
    reason: nullable(Type.String({ description: 'Why it was returned.' })),
    evidenceHash: nullable(Type.String({ description: 'SHA-256 of the frozen evidence; null before it was submitted.' })),
    docket: nullable(Docket),
    simulated: Type.Boolean(),
    createdAt: instant,
    changedAt: instant,
    submittedAt: nullable(instant),
  },
  { $id: 'ProgrammeChange', ...strict },
);
export type ProgrammeChange = Static<typeof ProgrammeChange>;
export const ProgrammeChangePage = pageOf('ProgrammeChangePage', ProgrammeChange);

const Sentence = Type.Object({ zh: Type.String(), en: Type.String() }, strict);
const Gap = Type.Object(
  {
    firstYear: Type.Integer(),
    lastYear: Type.Integer(),
    flag: nullable(Type.Enum([...flagClasses])),
    gap: figure,
    lo80: figure,
    hi80: figure,
    boundLow: nullable(Type.Number({ description: 'Gap at the ends of the crosswalk weights.' })),
    boundHigh: figure,
    probability: figure,
    ratio: figure,
    band: Type.Enum([...bands]),
    grade: Type.Enum([...grades]),
    suppressed: disclosure.suppressed,
  },
  strict,
);
const Guard = Type.Object(
  {
    firstYear: Type.Integer({ description: 'Graduation years of the decision window.' }),
    lastYear: Type.Integer(),
    gap: figure,
    proposals: Type.Integer({
      minimum: 0,
      description: 'Proposals of the major that change seats and are submitted, on a docket or approved; this one among them.',
    }),
    approved: Type.Number({ description: 'Graduates of approved proposals that the run does not know yet, persons.' }),
    requested: Type.Number({ description: 'Graduates of the others, persons.' }),
    afterApproved: figure,
    afterEveryone: nullable(Type.Number({ description: 'Gap if all of them are approved.' })),
    overshoot: nullable(Type.Boolean({ description: 'They go past what remains of the gap, or away from it.' })),
    ownSeats: Type.Integer({ description: 'Seats a year of this proposal, more or fewer.' }),
    ownGraduates: Type.Number({ description: 'Graduates of this proposal in the window, persons.' }),
    recommended: nullable(Type.Integer({ description: 'Of its seats over the window, what the guard recommends.' })),
    survival: Type.Number({ description: 'Share of a seat that graduates and supplies the city.' }),
    survivalSource: Type.Enum([...survivalSources]),
  },
  strict,
);
const Placed = Type.Object(
  { firstYear: Type.Integer(), lastYear: Type.Integer(), seekers: Type.Integer(), localJobs: Type.Integer(), share: Type.Number(), lo80: Type.Number(), hi80: Type.Number() },
  { ...strict, description: 'Local share of graduates who looked for work, with its 80 % interval (Wilson).' },
); // prettier-ignore
const Check = Type.Object(
  {
    rule: Id,
    title: Sentence,
    outcome: Type.Enum([...ruleOutcomes], { description: 'missing: not decided, its inputs are not reported.' }),
    against: Type.Boolean({ description: 'It is hit and points the other way.' }),
    sentence: Sentence,
    source: Type.String(),
  },
  strict,
);
export const ChangeEvidence = Type.Object(
  {
    changeId: Id,
    frozenAt: nullable(Type.String({ format: 'date-time', description: 'When it was submitted; null: drawn now, of the newest run.' })),
    hash: nullable(Type.String()),
    runId: nullable(Id),
    asOfYear: nullable(Type.Integer()),
    gap: nullable(Gap),
    guard: nullable(Guard),
    placement: Type.Object({ own: nullable(Placed), city: nullable(Placed) }, strict),
    peers: Type.Object(
      {
        schools: Type.Array(Type.Object({ id: Id, name: Type.String() }, strict), { description: 'Other schools with an open programme of the major.' }),
        offering: Type.Integer({ minimum: 0, description: 'Schools that offer it, this one included where it does.' }),
        ofSchools: Type.Integer({ minimum: 0, description: 'Schools with an open programme of the level.' }),
        share: figure,
      },
      strict,
    ),
    rules: Type.Array(Check),
    costs: Type.Array(CostLine),
    costYuan: Type.Integer(),
    simulated: Type.Boolean(),
  },
  { $id: 'ChangeEvidence', ...strict },
);
export type ChangeEvidence = Static<typeof ChangeEvidence>;

/** A step in the life of a proposal or a list. */
export const AdjustmentMove = Type.Object(
  {
    id: Id,
    at: instant,
    event: Type.Enum([...new Set([...eventsOf(programmeChangeWorkflow), ...eventsOf(keyListWorkflow)])]),
    from: Type.String(),
    to: Type.String(),
    actorName: nullable(Type.String({ description: 'Login or label, to those who plan.' })),
    reason: nullable(Type.String()),
  },
  { $id: 'AdjustmentMove', ...strict },
);
export type AdjustmentMove = Static<typeof AdjustmentMove>;
export const AdjustmentMovePage = pageOf('AdjustmentMovePage', AdjustmentMove);
