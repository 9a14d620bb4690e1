import { Type, type Static } from 'typebox';
import { disclosure, Id, MajorCode, nullable, ref, RegionCode } from './common.ts';
import { Flag } from './results.ts';
import { bands, flagClasses, grades, levels, ruleDirections, ruleOutcomes, ruleSubjects, seatStatuses, windows } from './vocabulary.ts';

const strict = { additionalProperties: false } as const;
const text = Type.Object({ zh: Type.String(), en: Type.String() }, strict);
const figure = nullable(Type.Number());
const cut = 'Null or empty where it is not told to the reader.';

/** Layout of the frozen evidence; a later layout gets a number of its own, and dockets keep the one they were opened with. */
export const evidenceFormat = 1;

const FrozenGap = Type.Object(
  {
    span: Type.Enum(['year', 'total']),
    window: Type.Enum([...windows]),
    year: Type.Integer(),
    lastYear: Type.Integer(),
    demand: figure,
    supply: Type.Number(),
    gap: figure,
    lo80: figure,
    hi80: figure,
    lo95: figure,
    hi95: figure,
    ratio: figure,
    probability: figure,
    band: Type.Enum([...bands]),
    grade: Type.Enum([...grades]),
    robust: Type.Boolean(),
    ...disclosure,
  },
  strict,
);
const FrozenFinding = Type.Object(
  {
    ruleId: Type.String(),
    ruleVersion: Type.Integer(),
    ruleTitle: text,
    edited: Type.Record(Type.String(), Type.Number(), { description: 'Thresholds that differed from the original in that run.' }),
    subject: Type.Object({ kind: Type.Enum([...ruleSubjects]), id: Type.String(), name: Type.String() }, strict),
    outcome: Type.Enum([...ruleOutcomes]),
    step: nullable(Type.String()),
    direction: Type.Enum([...ruleDirections]),
    missing: Type.Array(Type.String()),
    reason: text,
  },
  strict,
);
const FrozenSeries = Type.Object(
  {
    history: Type.Array(Type.Object({ year: Type.Integer(), value: figure }, strict)),
    forecast: Type.Array(
      Type.Object({ year: Type.Integer(), mean: Type.Number(), lo80: Type.Number(), hi80: Type.Number(), lo95: Type.Number(), hi95: Type.Number() }, strict),
    ),
    ...disclosure,
  },
  strict,
);
const FrozenSeats = Type.Object(
  {
    schoolId: Id,
    schoolName: Type.String(),
    programmeId: nullable(Id),
    entryYear: Type.Integer(),
    seats: Type.Integer({ description: 'More or fewer than the intake of the base year carried on.' }),
    status: Type.Enum([...seatStatuses]),
  },
  strict,
);

/** What a docket is decided on, as it was on the day it was opened. Numbers are copies of what its run stored, never computed again. */
export const DocketEvidence = Type.Object(
  {
    format: Type.Integer(),
    run: Type.Object(
      {
        id: Id,
        regionCode: RegionCode,
        asOfYear: Type.Integer(),
        engineVersion: Type.String(),
        snapshotHash: nullable(Type.String({ description: 'SHA-256 of the inputs of the run.' })),
        finishedAt: nullable(Type.String({ format: 'date-time' })),
        parameters: Type.Record(Type.String(), Type.Number()),
        simulated: Type.Boolean(),
      },
      strict,
    ),
    major: Type.Object(
      { code: MajorCode, name: Type.String({ description: 'As it was called then.' }), level: Type.Enum([...levels]), className: Type.String() },
      strict,
    ),
    flag: ref(Flag),
    gaps: Type.Array(FrozenGap, { description: 'City: totals of both windows, and every year.' }),
    findings: Type.Array(FrozenFinding, { description: `What the rules found on the major and its programmes. ${cut}` }),
    demand: FrozenSeries,
    supply: FrozenSeries,
    flags: Type.Array(
      Type.Object({ asOfYear: Type.Integer(), runId: Id, class: Type.Enum([...flagClasses]), proposedClass: Type.Enum([...flagClasses]) }, strict),
      { description: 'Flags of the major in the newest run of every year up to then, oldest first.' },
    ),
    seats: Type.Array(FrozenSeats, { description: `Seats asked for and granted for years after the run's; schools are told their own.` }),
  },
  { $id: 'DocketEvidence', ...strict },
);
export type DocketEvidence = Static<typeof DocketEvidence>;
