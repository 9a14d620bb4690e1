import { attributeNames } from '../../forecasting/bank/components.ts';
import { featureNames } from '../../forecasting/bank/features.ts';
import type { LearnedPrior, LearnedShortlist } from '../../forecasting/bank/prior.ts';
import { shortlistNames } from '../../forecasting/bank/shortlist.ts';

/** Where each learned constant stands in the parameter vector. */
export const FEATURES = featureNames.length;
export const ATTRIBUTES = attributeNames.length;
export const MEMBERS = shortlistNames.length;
export const HORIZON_AT = FEATURES * ATTRIBUTES;
export const TEMPER_AT = HORIZON_AT + ATTRIBUTES;
export const MEMBERS_AT = TEMPER_AT + 1;
/** constants a shortlist member: one a feature and one for the years ahead */
export const MEMBER_SIZE = FEATURES + 1;
export const SHARPNESS_AT = MEMBERS_AT + MEMBERS * MEMBER_SIZE;
export const PARAMETERS = SHARPNESS_AT + 1;

/** Starting point: a flat prior, the bank at about twelve times the share of a member. */
export function initialParameters(): Float64Array {
  const parameters = new Float64Array(PARAMETERS);
  parameters[TEMPER_AT] = Math.log(0.6);
  for (let member = 0; member < MEMBERS; member++) parameters[MEMBERS_AT + member * MEMBER_SIZE] = -2.5;
  parameters[SHARPNESS_AT] = Math.log(4);
  return parameters;
}

/** Ridge by block: the constant gate of the bank, its other gates, its horizon favour, the shortlist. Temper and sharpness are free. */
const RIDGE = { constant: 3e-3, gates: 3e-2, horizon: 1e-2, shortlist: 1e-3 };

export function ridgeOf(index: number): number {
  if (index === TEMPER_AT || index === SHARPNESS_AT) return 0;
  if (index > TEMPER_AT) return RIDGE.shortlist;
  if (index < ATTRIBUTES) return RIDGE.constant;
  return index < HORIZON_AT ? RIDGE.gates : RIDGE.horizon;
}

/** The parameter vector as the table the engine reads, rounded. */
export function toTable(parameters: Float64Array): { prior: LearnedPrior; shortlist: LearnedShortlist } {
  const round = (values: Float64Array): number[] => Array.from(values, (value) => Number(value.toFixed(4)));
  const member = (index: number): Float64Array => parameters.subarray(MEMBERS_AT + index * MEMBER_SIZE, MEMBERS_AT + (index + 1) * MEMBER_SIZE);
  return {
    prior: {
      temper: Number(Math.exp(parameters[TEMPER_AT]!).toFixed(4)),
      gates: featureNames.map((_, feature) => round(parameters.subarray(feature * ATTRIBUTES, (feature + 1) * ATTRIBUTES))),
      horizon: round(parameters.subarray(HORIZON_AT, TEMPER_AT)),
    },
    shortlist: {
      sharpness: Number(Math.exp(parameters[SHARPNESS_AT]!).toFixed(4)),
      gates: shortlistNames.map((_, index) => round(member(index).subarray(0, FEATURES))),
      horizon: shortlistNames.map((_, index) => Number(member(index)[FEATURES]!.toFixed(4))),
    },
  };
}
