import { Type, type Static } from 'typebox';
import { Id, nullable } from './common.ts';
import type { Flag } from './results.ts';
import { decisionClasses, filingKinds, taskKindsOfPlanning } from './vocabulary.ts';

const Count = Type.Integer({ minimum: 0 });
const persons = (description: string) => Type.Integer({ minimum: 0, description });

/** Who has reported a year, and how much of everybody that is. */
export const Reported = Type.Object(
  {
    kind: Type.Enum([...filingKinds]),
    year: Type.Integer(),
    organisations: Count,
    reported: Type.Integer({ minimum: 0, description: 'Of them, those of whom anything stands reported for the year.' }),
    personsBefore: persons('Employees declared, or students enrolled, for the year before, by all of them.'),
    personsOfReporters: persons('Of these, those of organisations that have reported the year.'),
    personsNow: persons('Declared or enrolled for the year.'),
    share: nullable(Type.Number({ description: 'personsOfReporters ÷ personsBefore; null where nobody reported the year before.' })),
  },
  { $id: 'Reported', additionalProperties: false },
);
export type Reported = Static<typeof Reported>;

export const PlanningTask = Type.Object(
  {
    kind: Type.Enum([...taskKindsOfPlanning], {
      description:
        'Filings submitted, organisations that have not reported, seat requests, organisations to verify, sheets and catalogues to confirm, reports newer than the run; for the secretariat dockets and issues waiting for an agenda and tasks reported done; supervised tasks overdue.',
    }),
    count: Count,
    filing: nullable(Type.Enum([...filingKinds], { description: 'Of missing reports, which; so the year.' })),
    year: nullable(Type.Integer()),
    since: nullable(Type.String({ format: 'date-time', description: 'Since when the oldest waits.' })),
    due: nullable(Type.String({ format: 'date-time', description: 'When the oldest is let go, where something is.' })),
  },
  { $id: 'PlanningTask', additionalProperties: false },
);
export type PlanningTask = Static<typeof PlanningTask>;

export const Overview = Type.Object(
  {
    runId: nullable(Id),
    asOfYear: nullable(Type.Integer()),
    decisions: Type.Object({
      count: Count,
      byClass: Type.Object(Object.fromEntries(decisionClasses.map((name) => [name, Count])) as Record<(typeof decisionClasses)[number], typeof Count>, {
        additionalProperties: false,
      }),
      personsAYear: nullable(
        Type.Number({
          description: 'Persons a year that these flags are about: missing, too many, or of majors nobody offers. Null for those who may not see every figure.',
        }),
      ),
      items: Type.Array(Type.Unsafe<Flag>({ $ref: 'Flag#' }), { description: 'The most urgent: persons concerned × confidence.' }),
    }),
    reported: Type.Array(Type.Unsafe<Reported>({ $ref: 'Reported#' }), { description: 'Only for those who plan.' }),
    tasks: Type.Array(Type.Unsafe<PlanningTask>({ $ref: 'PlanningTask#' }), { description: 'What waits for the caller’s role; nothing where nothing does.' }),
    series: nullable(
      Type.Object(
        { demand: Type.String(), supply: Type.String(), firstYear: Type.Integer(), lastYear: Type.Integer() },
        {
          additionalProperties: false,
          description: 'Ids of the series of the whole city, and the decision window of most of its intake; null in runs made before there were any.',
        },
      ),
    ),
  },
  { $id: 'Overview', additionalProperties: false },
);
export type Overview = Static<typeof Overview>;
