import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, RegionCode, Year } from './common.ts';
import { checkStates, runStatuses } from './vocabulary.ts';

const text = Type.Object({ zh: Type.String(), en: Type.String() });
/** Unit and source in both languages. */
export const parameterWords = Type.Object({ unit: text, source: text });

export const RunParameter = Type.Object(
  {
    name: Type.String(),
    value: Type.Number(),
    default: Type.Number(),
    minimum: Type.Number(),
    maximum: Type.Number(),
    unit: Type.String(),
    source: Type.String(),
    title: text,
    words: parameterWords,
    byGroup: Type.Boolean({
      description: 'Single occupation groups may have a value of their own: NAME:GROUP, the group being the first two parts of the code.',
    }),
  },
  { $id: 'RunParameter', additionalProperties: false },
);
export type RunParameter = Static<typeof RunParameter>;

export const RunInput = Type.Object(
  {
    asOfYear: Type.Optional(Year),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.Number(), {
        description:
          'Values that differ from their defaults, by name; GET /parameters lists names, units and ranges. Parameters with byGroup also by NAME:GROUP (sigma:6-18), for one occupation group.',
      }),
    ),
  },
  { $id: 'RunInput', additionalProperties: false },
);
export type RunInput = Static<typeof RunInput>;

export const RunSummary = Type.Object({
  cells: Type.Integer(),
  flags: Type.Record(Type.String(), Type.Integer()),
  series: Type.Integer(),
  uncoveredMajors: Type.Array(Type.String()),
  uncoveredOccupations: Type.Integer(),
  engineErrorToNaive: nullable(Type.Number()),
  coverage95: nullable(Type.Number()),
  reporterShare: Type.Number(),
});
export type RunSummary = Static<typeof RunSummary>;

export const Run = Type.Object(
  {
    id: Id,
    status: Type.Enum([...runStatuses]),
    stage: Type.String({ description: 'queued, prepare, fit, assemble or finished' }),
    done: Type.Integer(),
    total: Type.Integer(),
    regionCode: RegionCode,
    asOfYear: Type.Integer({ description: 'The newest reporting year used (t0); the first forecast year is the next one.' }),
    parameters: Type.Record(Type.String(), Type.Number()),
    changedParameters: Type.Array(
      Type.Object({ name: Type.String(), title: text, value: Type.Number(), default: Type.Number() }, { additionalProperties: false }),
      { description: 'Those of `parameters` that are not at their defaults: what is shown then rests on assumptions of whoever started the run.' },
    ),
    snapshotHash: nullable(Type.String()),
    engineVersion: Type.String(),
    previousRunId: nullable(Type.String()),
    summary: nullable(RunSummary),
    simulated: Type.Boolean(),
    error: nullable(Type.String()),
    requestedBy: Type.String(),
    requestedByName: nullable(
      Type.String({ description: 'Login of the account or label of the key, for those who plan; null for others, demo roles and who is gone.' }),
    ),
    replay: nullable(
      Type.Object(
        {
          state: Type.Enum([...checkStates]),
          equal: nullable(Type.Boolean({ description: 'Every row came out the same to the byte; null until it is done.' })),
          at: nullable(Type.String({ format: 'date-time' })),
        },
        { description: 'The newest replay of the run.' },
      ),
    ),
    createdAt: Type.String({ format: 'date-time' }),
    startedAt: nullable(Type.String({ format: 'date-time' })),
    finishedAt: nullable(Type.String({ format: 'date-time' })),
  },
  { $id: 'Run', additionalProperties: false },
);
export type Run = Static<typeof Run>;
export const RunPage = pageOf('RunPage', Run);
