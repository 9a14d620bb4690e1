import { Type, type Static } from 'typebox';
import { disclosure, Id, MajorCode, nullable, pageOf, RegionCode } from './common.ts';
import type { GapTightness } from './tightness.ts';
import { bands, cuts, flagClasses, grades, levels, poolingScopes, seriesSides, windows } from './vocabulary.ts';

const text = Type.Object({ zh: Type.String(), en: Type.String() }, { additionalProperties: false });

const figure = nullable(Type.Number());

export const Gap = Type.Object(
  {
    runId: Id,
    regionCode: RegionCode,
    chain: Type.String({ description: '`city`, a chain id, or `outside` (no chain); chain rows add up to the city.' }),
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    className: Type.String(),
    window: Type.Enum([...windows]),
    year: Type.Integer({ description: 'Year of the item; of a window total, its first year.' }),
    lastYear: Type.Integer(),
    demand: nullable(Type.Number({ description: 'Entry demand D, persons.' })),
    supply: Type.Number({ description: 'Supply S, persons.' }),
    gap: nullable(Type.Number({ description: 'D − S, persons; positive is shortage.' })),
    lo80: nullable(Type.Number()),
    hi80: nullable(Type.Number()),
    lo95: nullable(Type.Number()),
    hi95: nullable(Type.Number()),
    ratio: nullable(Type.Number({ description: 'Median ΣS ÷ median ΣD of the window.' })),
    probability: nullable(Type.Number({ description: 'P(ΣD > ΣS) of the window.' })),
    band: Type.Enum([...bands]),
    grade: Type.Enum([...grades]),
    robust: Type.Boolean({ description: 'The median gap keeps its sign at both ends of the crosswalk weight ranges.' }),
    demandSeriesId: Type.String(),
    supplySeriesId: Type.String(),
    tightness: Type.Optional(nullable(Type.Unsafe<GapTightness>({ $ref: 'GapTightness#' }))),
    ...disclosure,
    simulated: Type.Boolean(),
  },
  { $id: 'Gap', additionalProperties: false },
);
export type Gap = Static<typeof Gap>;
export const GapPage = pageOf('GapPage', Gap);

export const GapTotal = Type.Object(
  {
    runId: Id,
    regionCode: RegionCode,
    by: Type.Enum([...cuts], { description: 'The cut: 专业类, 专业大类, 层次, 产业链, 全市.' }),
    code: Type.String({ description: 'Class, category or level code; a chain id or `outside`; `all` for the region.' }),
    name: Type.String(),
    level: nullable(Type.Enum([...levels])),
    cells: Type.Integer({ description: 'Majors added up.' }),
    window: Type.Enum([...windows], { description: 'Of the length most of the intake of the group has: the same calendar years for all its majors.' }),
    year: Type.Integer({ description: 'Year of the item; of a window total, its first year.' }),
    lastYear: Type.Integer(),
    demand: nullable(Type.Number({ description: 'Entry demand D, persons.' })),
    supply: Type.Number({ description: 'Supply S, persons.' }),
    gap: nullable(Type.Number({ description: 'D − S, persons; positive is shortage.' })),
    lo80: nullable(Type.Number({ description: 'From the summed paths of the majors, never from adding their intervals.' })),
    hi80: nullable(Type.Number()),
    lo95: nullable(Type.Number()),
    hi95: nullable(Type.Number()),
    ratio: nullable(Type.Number()),
    probability: nullable(Type.Number()),
    band: Type.Enum([...bands]),
    ...disclosure,
    simulated: Type.Boolean(),
  },
  { $id: 'GapTotal', additionalProperties: false },
);
export type GapTotal = Static<typeof GapTotal>;
export const GapTotalPage = pageOf('GapTotalPage', GapTotal);

const share = (description: string) => Type.Number({ description });
const ends = (description: string) => Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description });
const Tracked = Type.Object(
  {
    persons: Type.Integer({ description: 'Graduates behind q, neither studying nor in the army, six months after they left.' }),
    jobs: Type.Integer({ description: 'Graduates behind f.' }),
    years: Type.Array(Type.Integer({ description: 'Graduation years.' })),
    localStay: ends('80 % interval of q.'),
    inField: ends('80 % interval of f.'),
  },
  { description: 'q and f rest on graduate tracking 就业跟踪 in these years, in place of the first destination.' },
);
/** Who was hired through postings, by occupation group. */
export const EntryObserved = Type.Object(
  {
    measure: Type.Enum(['net', 'gross'], { description: 'net: λ of openings from stocks and projects; gross: λ of hires.' }),
    group: Type.String({ description: 'First two parts of the occupation codes.' }),
    assumed: Type.Number({ description: 'The parameter it is pooled towards.' }),
    used: Type.Number({ description: 'λ in the run: (k·λ0 + x) ÷ (k + n), n the independent answers behind it.' }),
    share: Type.Number({ description: 'Entrants ÷ persons hired, as observed.' }),
    persons: Type.Integer({ description: 'Persons hired; for net those who did not work in the occupation before.' }),
    postings: Type.Integer(),
    enterprises: Type.Integer(),
  },
  { $id: 'EntryObserved', additionalProperties: false },
);
export type EntryObserved = Static<typeof EntryObserved>;
/** Persons of the decision window, by expectation. */
const SupplyParts = Type.Object({
  graduates: Type.Number(),
  furtherStudy: Type.Number(),
  pathway: Type.Number({ description: 'Of furtherStudy, those whom 3+2 and 3+4 pathways take.' }),
  military: Type.Number(),
  otherRegion: Type.Number(),
  outOfField: Type.Number({ description: 'Those who work outside their field, where that limits supply; else 0.' }),
  inflow: Type.Optional(Type.Number({ description: 'Graduates from elsewhere as declared.' })), // runs of earlier engines have none
  supply: Type.Number({ description: 'graduates minus all who leave, plus inflow.' }),
  rates: Type.Object({
    furtherStudy: share('p, 升学率: share of graduates.'),
    military: share('u: share of graduates.'),
    localStay: share('q: of the others, share that stays in the city.'),
    inField: share('f: of those at work in the city, share in the field of the major.'),
    persons: Type.Integer({ description: 'Graduates of the major’s own programmes with a reported destination behind p, u and q.' }),
    jobs: Type.Integer({ description: 'Those behind f.' }),
    tracked: Type.Optional(Tracked), // where nobody was asked later there is none
    from: nullable(
      Type.Enum([...poolingScopes], {
        description: 'Narrowest group of programmes that reported destinations; null: nobody did, all graduates count as staying.',
      }),
    ),
  }),
  inFieldUsed: Type.Boolean({ description: 'Whether f limits supply; else it is only shown.' }),
  reported: share('Share of the recent graduates with a reported destination.'),
  intakes: Type.Array(
    Type.Object({
      year: Type.Integer({ description: 'Graduation year.' }),
      intake: Type.Number(),
      planned: Type.Number({ description: 'Part of the intake that is plan × fulfilment.' }),
      forecast: Type.Number({ description: 'Part of the intake that is forecast.' }),
      sent: Type.Number({ description: 'Part of the intake that only pathways send.' }),
      difference: nullable(Type.Number({ description: 'Plan × fulfilment minus forecast, persons, where both are known.' })),
    }),
  ),
});

export const Flag = Type.Object(
  {
    runId: Id,
    regionCode: RegionCode,
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    className: Type.String(),
    class: Type.Enum([...flagClasses], { description: 'After hysteresis: shown and acted on.' }),
    proposedClass: Type.Enum([...flagClasses], { description: "This run's own verdict." }),
    previousClass: nullable(Type.Enum([...flagClasses])),
    firstYear: Type.Integer({ description: 'First year of the decision window.' }),
    lastYear: Type.Integer(),
    probability: nullable(Type.Number({ description: 'P(ΣD > ΣS) of the decision window.' })),
    ratio: nullable(Type.Number()),
    gap: nullable(Type.Number({ description: 'Mean gap of the window over paths, persons: demand − supply.' })),
    lo80: nullable(Type.Number()),
    hi80: nullable(Type.Number()),
    band: Type.Enum([...bands]),
    grade: Type.Enum([...grades]),
    urgency: nullable(Type.Number({ description: 'Persons a year concerned × confidence; orders the decision queue.' })),
    reasons: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }, { additionalProperties: false })),
    evidence: Type.Object({
      rule: Type.String(),
      ruleVersion: Type.String(),
      conditions: Type.Array(
        Type.Object({
          name: Type.String(),
          value: Type.Union([Type.Number(), Type.Boolean(), Type.String(), Type.Null()]),
          needed: Type.String(),
          holds: Type.Boolean(),
        }),
      ),
      demand: nullable(Type.Number()),
      supply: Type.Number(),
      bounds: Type.Object(
        { gapLow: figure, gapHigh: figure, probabilityLow: figure, probabilityHigh: figure },
        { description: 'Median gap, persons, and probability at both ends of the weight ranges.' },
      ),
      both: Type.Optional(
        nullable(
          Type.Object(
            { model: Type.Number(), noChange: Type.Number() },
            {
              description:
                'Gap of the window at the centre of the model and of “no change”, persons. Only where forecasts of the class do not beat “no change”: a flag then needs one sign under both.',
            },
          ),
        ),
      ),
      pipeline: Type.Object({ ratio: figure, probability: figure, band: Type.Enum([...bands]) }),
      components: Type.Object({
        stock: nullable(Type.Number({ description: 'Employees of the linked occupations at t0, this major’s share.' })),
        growth: figure,
        replacement: figure,
        projects: Type.Optional(nullable(Type.Number({ description: 'Jobs of projects beyond the growth already forecast.' }))), // runs of earlier engines have none
        openings: nullable(Type.Number({ description: 'All jobs to fill: growth, replacement and projects, not below zero.' })),
        entryDemand: figure,
      }),
      occupations: Type.Array(
        Type.Object({
          code: Type.String(),
          name: Type.String(),
          weight: Type.Number(),
          demand: nullable(Type.Number({ description: 'Persons of the window.' })),
          origin: Type.String(),
          suppressed: Type.Optional(disclosure.suppressed),
        }),
      ),
      schools: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), intake: nullable(Type.Integer()), enrolled: nullable(Type.Integer()) })),
      entry: Type.Optional(
        Type.Array(Type.Object(EntryObserved.properties, { additionalProperties: false }), {
          description: 'Entry shares λ that outcomes of postings told, of the groups of its occupations. Outside planning those of three enterprises or more.',
        }),
      ),
      supplyParts: Type.Optional(nullable(SupplyParts)), // runs of earlier engines have none
      destinationsWithheld: Type.Optional(Type.Boolean({ description: 'supplyParts is withheld: too few graduates with a reported destination.' })),
      supplyPartsWithheld: Type.Optional(Type.Boolean({ description: 'supplyParts is withheld: fewer than three schools are behind its figures.' })),
      potentialDemand: nullable(Type.Number({ description: 'Persons a year if the major were offered like the others of its occupations.' })),
      gradeReasons: Type.Array(text),
      reporterShare: Type.Optional(nullable(Type.Number({ description: 'Share of the employment behind the demand whose enterprises reported lately.' }))), // runs of earlier engines have none
      decisive: Type.Optional(
        Type.Array(
          Type.Object({
            name: Type.String({ description: 'A parameter, localStay, weight (of the occupation named), or graduates (persons a year more than expected).' }),
            occupation: Type.Optional(Type.Object({ code: Type.String(), name: Type.String() }, { description: 'Whose weight it is.' })),
            value: Type.Number({ description: 'As used.' }),
            turnsAt: Type.Number({ description: 'Where the class becomes another, everything else equal.' }),
            becomes: nullable(Type.Enum([...flagClasses])),
          }),
          { description: 'Found by search over likely ranges, nearest first; runs made before the search existed have none.' },
        ),
      ),
    }),
    demandSeriesId: Type.String(),
    supplySeriesId: Type.String(),
    ...disclosure,
    simulated: Type.Boolean(),
  },
  { $id: 'Flag', additionalProperties: false },
);
export type Flag = Static<typeof Flag>;
export const FlagPage = pageOf('FlagPage', Flag);

export const Series = Type.Object(
  {
    id: Type.String(),
    runId: Id,
    side: Type.Enum([...seriesSides]),
    regionCode: RegionCode,
    code: Type.String({ description: 'Major code, occupation code or programme id; `all` where it is of all majors.' }),
    name: Type.String(),
    nature: Type.Enum(['stock', 'flow']),
    unit: Type.String(),
    asOfYear: Type.Integer(),
    history: Type.Array(Type.Object({ year: Type.Integer(), value: nullable(Type.Number()) })),
    forecast: Type.Array(
      Type.Object({ year: Type.Integer(), mean: Type.Number(), lo80: Type.Number(), hi80: Type.Number(), lo95: Type.Number(), hi95: Type.Number() }),
    ),
    why: Type.Object({
      model: Type.String(),
      observations: Type.Integer(),
      skill: nullable(Type.Number({ description: '1 − error ÷ naive error, rolling origins one to three years ahead.' })),
      weights: Type.Record(Type.String(), Type.Number()),
      candidates: Type.Array(Type.Object({ model: Type.String(), mae: Type.Number(), folds: Type.Integer() })),
      notes: Type.Array(text),
    }),
    ...disclosure,
    simulated: Type.Boolean(),
  },
  { $id: 'Series', additionalProperties: false },
);
export type Series = Static<typeof Series>;
