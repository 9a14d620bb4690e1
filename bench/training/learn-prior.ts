import { naiveScale } from '../../forecasting/index.ts';
import { pairCount } from '../../forecasting/bank/components.ts';
import { addToAttributes, horizonPosition, sumOverAttributes } from '../../forecasting/bank/prior.ts';
import { createAdam } from './adam.ts';
import { naiveErrors, type Example } from './examples.ts';
import {
  ATTRIBUTES,
  FEATURES,
  HORIZON_AT,
  initialParameters,
  MEMBER_SIZE,
  MEMBERS,
  MEMBERS_AT,
  PARAMETERS,
  ridgeOf,
  SHARPNESS_AT,
  TEMPER_AT,
} from './layout.ts';
import { lossAt, type Scale } from './loss.ts';

const EPOCHS = 40;
const RATE = 0.06;

// work space of one example at a time
const logits = new Float64Array(pairCount);
const lean = new Float64Array(pairCount);
const weights = new Float64Array(pairCount);
const pull = new Float64Array(pairCount);
const pullAhead = new Float64Array(pairCount);
const gate = new Float64Array(ATTRIBUTES);
const members = new Float64Array(MEMBERS);

function fillLogits(parameters: Float64Array, example: Example): void {
  const temper = Math.exp(parameters[TEMPER_AT]!);
  for (let attribute = 0; attribute < ATTRIBUTES; attribute++) {
    let sum = 0;
    for (let feature = 0; feature < FEATURES; feature++) sum += example.features[feature]! * parameters[feature * ATTRIBUTES + attribute]!;
    gate[attribute] = sum;
  }
  sumOverAttributes(gate, logits);
  for (let pair = 0; pair < pairCount; pair++) logits[pair] = example.evidence[pair]! <= -60 ? -1e9 : logits[pair]! + temper * example.evidence[pair]!;
}

/** Weights of the pairs at a step into `weights`; returns the bank's forecast. */
function blendPairs(example: Example, step: number): number {
  const position = horizonPosition(step);
  let best = -Infinity;
  for (let pair = 0; pair < pairCount; pair++) {
    const logit = logits[pair]! + position * lean[pair]!;
    weights[pair] = logit;
    if (logit > best) best = logit;
  }
  let total = 0;
  let blended = 0;
  for (let pair = 0; pair < pairCount; pair++) {
    const distance = weights[pair]! - best;
    const weight = distance < -16 ? 0 : Math.exp(distance);
    weights[pair] = weight;
    total += weight;
    blended += weight * example.points[pair * example.horizon + step]!;
  }
  for (let pair = 0; pair < pairCount; pair++) weights[pair]! /= total;
  return blended / total;
}

/** Shares of the shortlist's members at a step into `members`; returns the bank's share. */
function shareOut(parameters: Float64Array, example: Example, step: number): number {
  const sharpness = Math.exp(parameters[SHARPNESS_AT]!);
  let total = 1;
  for (let member = 0; member < MEMBERS; member++) {
    const at = MEMBERS_AT + member * MEMBER_SIZE;
    let logit = parameters[at + FEATURES]! * horizonPosition(step) - sharpness * example.ratios[member]!;
    for (let feature = 0; feature < FEATURES; feature++) logit += parameters[at + feature]! * example.features[feature]!;
    members[member] = Math.exp(logit);
    total += members[member]!;
  }
  for (let member = 0; member < MEMBERS; member++) members[member]! /= total;
  return 1 / total;
}

/** Adds the gradient of one example to `gradient`; returns its loss. */
function addGradient(parameters: Float64Array, example: Example, scale: Scale, gradient: Float64Array): number {
  fillLogits(parameters, example);
  const unit = naiveScale(example.series.train);
  const sharpness = Math.exp(parameters[SHARPNESS_AT]!);
  pull.fill(0);
  pullAhead.fill(0);
  let total = 0;
  for (let step = 0; step < example.horizon; step++) {
    const position = horizonPosition(step);
    const bank = blendPairs(example, step);
    const bankShare = shareOut(parameters, example, step);
    const says = (member: number): number => example.shortlist[member * example.horizon + step]!;
    let forecast = bankShare * bank;
    for (let member = 0; member < MEMBERS; member++) forecast += members[member]! * says(member);
    const { loss, slope } = lossAt(example, step, forecast, unit, scale);
    total += scale.weight * loss;
    for (let member = 0; member < MEMBERS; member++) {
      const at = MEMBERS_AT + member * MEMBER_SIZE;
      const push = scale.weight * slope * members[member]! * (says(member) - forecast);
      for (let feature = 0; feature < FEATURES; feature++) gradient[at + feature]! += push * example.features[feature]!;
      gradient[at + FEATURES]! += push * position;
      gradient[SHARPNESS_AT]! -= push * sharpness * example.ratios[member]!;
    }
    for (let pair = 0; pair < pairCount; pair++) {
      if (weights[pair]! < 1e-6) continue;
      const push = bankShare * weights[pair]! * scale.weight * slope * (example.points[pair * example.horizon + step]! - bank);
      pull[pair]! += push;
      pullAhead[pair]! += push * position;
    }
  }
  spreadPull(parameters, example, gradient);
  return total;
}

/** Carries the gradient by pair over to temper, gates and horizon favour. */
function spreadPull(parameters: Float64Array, example: Example, gradient: Float64Array): void {
  let temper = 0;
  for (let pair = 0; pair < pairCount; pair++) temper += pull[pair]! * example.evidence[pair]!;
  gradient[TEMPER_AT]! += temper * Math.exp(parameters[TEMPER_AT]!);
  gate.fill(0);
  addToAttributes(pull, gate);
  for (let feature = 0; feature < FEATURES; feature++) {
    for (let attribute = 0; attribute < ATTRIBUTES; attribute++) gradient[feature * ATTRIBUTES + attribute]! += gate[attribute]! * example.features[feature]!;
  }
  addToAttributes(pullAhead, gradient.subarray(HORIZON_AT, TEMPER_AT));
}

/** Minimises the mean OWA of the groups on full batches from a flat prior: no randomness, so the same input gives the same bytes. */
export function learnPrior(groups: readonly (readonly Example[])[]): Float64Array {
  const parameters = initialParameters();
  const scales = groups.map((examples) => {
    const { smape, mase, scaled } = naiveErrors(examples);
    return { weight: 1 / groups.length / examples.length, smape, mase, scaledShare: examples.length / scaled };
  });
  const move = createAdam(PARAMETERS, RATE);
  const gradient = new Float64Array(PARAMETERS);
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    gradient.fill(0);
    sumOverAttributes(parameters.subarray(HORIZON_AT, TEMPER_AT), lean);
    let loss = 0;
    groups.forEach((examples, index) => {
      for (const example of examples) loss += addGradient(parameters, example, scales[index]!, gradient);
    });
    for (let index = 0; index < PARAMETERS; index++) gradient[index]! += ridgeOf(index) * parameters[index]!;
    move(parameters, gradient);
    if (epoch === EPOCHS) process.stderr.write(`  loss ${loss.toFixed(5)} after ${epoch} rounds\n`);
  }
  return parameters;
}
