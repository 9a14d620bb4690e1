import { naiveScale } from '../../forecasting/index.ts';
import type { PreparedPrior } from '../../forecasting/bank/prior.ts';
import { cautionInputs, cautionNames, scarcityOf, type LearnedCaution } from '../../forecasting/engine/caution.ts';
import { fitPath } from '../../forecasting/engine/path.ts';
import { createAdam } from './adam.ts';
import { naiveErrors, observe, type Example } from './examples.ts';
import { lossAt, type Scale } from './loss.ts';

const EPOCHS = 120;
const RATE = 0.15;
const RIDGE = 1e-4;
const SIZE = cautionNames.length;
const [AHEAD, SCARCITY] = [cautionNames.indexOf('ahead'), cautionNames.indexOf('scarcity')];

/**
 * Price of keeping a whole departure from naive, in OWA, for a year beyond the third at a scarcity of 1: where the sets hardly tell the difference, "no change" stands.
 * Three years ahead is what rolling origins of a short series can test; beyond, the sets alone speak, and they are series somebody found worth collecting, steadier than what schools report.
 */
const PRICE = 0.19;
const TESTED_AHEAD = 3;

/** One forecast of one year with what decides how much of it is kept. */
interface Point {
  readonly example: Example;
  readonly step: number;
  readonly inputs: readonly number[];
  readonly departure: number;
  readonly unit: number;
  readonly price: number;
  readonly scale: Scale;
}

function listPoints(groups: readonly (readonly Example[])[], prepared: PreparedPrior): Point[] {
  return groups.flatMap((examples) => {
    const { smape, mase, scaled } = naiveErrors(examples);
    const scale = { weight: 1 / groups.length / examples.length, smape, mase, scaledShare: examples.length / scaled };
    return examples.flatMap((example) => {
      const { train } = example.series;
      const last = train.at(-1)!;
      const unit = naiveScale(train);
      return fitPath(observe(train), example.horizon, { prepared, caution: null }).mean.map((point, step) => {
        const ahead = step + 1;
        const inputs = cautionInputs(example.features, example.ratios[1]!, train.length, ahead);
        const price = (PRICE * scarcityOf(train.length, ahead) * Math.max(0, ahead - TESTED_AHEAD)) / example.horizon;
        return { example, step, inputs, departure: point - last, unit, price, scale };
      });
    });
  });
}

/** Adds the gradient of one point to `gradient`. */
function addGradient(caution: Float64Array, { example, step, inputs, departure, unit, price, scale }: Point, gradient: Float64Array): void {
  let sum = 0;
  for (let index = 0; index < SIZE; index++) sum += caution[index]! * inputs[index]!;
  const kept = 1 / (1 + Math.exp(-sum));
  const { slope } = lossAt(example, step, example.series.train.at(-1)! + kept * departure, unit, scale);
  const pull = scale.weight * (slope * departure + price) * kept * (1 - kept);
  for (let index = 0; index < SIZE; index++) gradient[index]! += pull * inputs[index]!;
}

/** Learns how much of the engine's departures to keep, for an engine that keeps them whole: mean OWA of the groups plus the price. */
export function learnCaution(groups: readonly (readonly Example[])[], prepared: PreparedPrior): LearnedCaution {
  const points = listPoints(groups, prepared);
  const caution = new Float64Array(SIZE);
  caution[0] = 1.5;
  const gradient = new Float64Array(SIZE);
  const move = createAdam(SIZE, RATE);
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    for (let index = 0; index < SIZE; index++) gradient[index] = index === 0 ? 0 : RIDGE * caution[index]!;
    for (const point of points) addGradient(caution, point, gradient);
    move(caution, gradient);
    // farther ahead never keeps more
    for (const index of [AHEAD, SCARCITY]) caution[index] = Math.min(0, caution[index]!);
  }
  return Array.from(caution, (value) => Number(value.toFixed(4)));
}
