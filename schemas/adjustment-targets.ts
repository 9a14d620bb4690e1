import { Type, type Static } from 'typebox';
import { pageOf, Version, Year } from './common.ts';
import { levels, plannedActions } from './vocabulary.ts';

const strict = { additionalProperties: false } as const;
const Target = Type.Object(
  {
    level: Type.Enum([...levels]),
    action: Type.Enum([...plannedActions], { description: 'added: new 新设. cut: suspended, reduced or closed 停招缓招.' }),
    majors: Type.Integer({ minimum: 0, maximum: 10_000, description: 'Programmes the plan asks for.' }),
  },
  strict,
);
const said = {
  source: Type.String({ maxLength: 300, pattern: '\\S', description: 'The document and where in it.' }),
  targets: Type.Array(Target, { minItems: 1, maxItems: levels.length * plannedActions.length, description: 'By level and action, each once.' }),
};
const span = {
  fromYear: Type.Unsafe<number>({ ...Year, description: 'First year of the plan.' }),
  toYear: Type.Unsafe<number>({ ...Year, description: 'Last year of the plan.' }),
};
/** Name of a plan in addresses: its years. */
export const PlanId = Type.String({ pattern: '^\\d{4}-\\d{4}$', description: 'Its years, such as 2021-2025.', examples: ['2021-2025'] });

export const AdjustmentTargetsInput = Type.Object({ ...span, ...said }, { $id: 'AdjustmentTargetsInput', ...strict });
export type AdjustmentTargetsInput = Static<typeof AdjustmentTargetsInput>;
export const AdjustmentTargetsUpdate = Type.Object(said, { $id: 'AdjustmentTargetsUpdate', ...strict });
export type AdjustmentTargetsUpdate = Static<typeof AdjustmentTargetsUpdate>;
export const AdjustmentTargets = Type.Object({ id: PlanId, ...span, ...said, version: Version }, { $id: 'AdjustmentTargets', ...strict });
export type AdjustmentTargets = Static<typeof AdjustmentTargets>;
export const AdjustmentTargetsPage = pageOf('AdjustmentTargetsPage', AdjustmentTargets);
