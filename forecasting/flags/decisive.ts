import type { Parameters } from '../labour/parameters.ts';
import { createCounter } from '../labour/counter.ts';
import { quantilesOf } from '../labour/quantiles.ts';
import type { FlagClass } from '../labour/snapshot.ts';
import { classify, type BothForecasts, type FlagInput } from './classify.ts';

/** Something the flag takes as given, with the range within which it may well lie. */
export interface Assumption {
  readonly name: string;
  /** Whose weight it is. */
  readonly occupation?: { readonly code: string; readonly name: string };
  /** It moves between the ends of the weights, and they stay where they are. */
  readonly boundsStay?: boolean;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Factor on all demand if the assumption had this value, 1 at `value`; or, where supply is assumed, the persons added to its window on every path, 0 at `value`. */
  readonly effect: { readonly demandFactor: (value: number) => number } | { readonly supplyShift: (value: number) => number };
}

/** The nearest value at which the class would be another. */
export interface Turn {
  readonly name: string;
  readonly occupation?: { readonly code: string; readonly name: string };
  readonly value: number;
  readonly turnsAt: number;
  readonly becomes: FlagClass | null;
}

/** Totals of the decision window, one value a path, persons; the demand also at both ends of the crosswalk weights. */
export interface DecisiveInput {
  readonly demand: Float64Array;
  readonly supply: Float64Array;
  readonly demandLow: Float64Array;
  readonly demandHigh: Float64Array;
  readonly flag: FlagInput;
}

/** Steps to each end of a range; between the two around a turn the search halves. */
const steps = 20;
const halvings = 20;

const median = (values: Float64Array) => quantilesOf(values, [0.5])[0]!;

/**
 * For each assumption the value nearest to the one used at which `classify` gives another class, everything else equal; found by search over its range (steps outwards, then bisection).
 * Nearest first, as a share of the range.
 * Source: search over the likely range: steps outwards, then bisection.
 *
 * @param input totals of the decision window, one value a path, persons, and what `classify` was given
 * @param assumptions each with its range and effect, of `assumptionsOf`
 * @param p limits of the classes
 * @returns turns within the ranges; empty when no single assumption changes the flag
 * @example decisiveAssumptions({ demand: new Float64Array([100]), demandLow: new Float64Array([100]), demandHigh: new Float64Array([100]), supply: new Float64Array([50]), flag: { band: 'severe_shortage', grade: 'A', skill: 0.2, pipeline: { ratio: 0.6, probability: 0.9 }, observations: { demand: 8, supply: 8 }, unoffered: false, potentialLow: null } }, [{ name: 'x', value: 1, low: 0.25, high: 1, effect: { demandFactor: (value) => value } }], resolveParameters({}).parameters).map(({ name, becomes }) => [name, becomes]) // → [['x', 'watch']]
 */
export function decisiveAssumptions(input: DecisiveInput, assumptions: readonly Assumption[], p: Parameters): Turn[] {
  const { demand, supply, flag } = input;
  const middle = { demand: median(demand), supply: median(supply) };
  // P(D·factor > S) = share of S ÷ D below the factor; P(D > S + shift) = share of S − D below −shift: prepared once, looked up at every step
  const size = demand.length;
  const ratiosOf = (demanded: Float64Array) => {
    const ratios = new Float64Array(size);
    for (let i = 0; i < size; i++) ratios[i] = demanded[i]! > 0 ? supply[i]! / demanded[i]! : supply[i]! > 0 ? Number.MAX_VALUE : 1;
    return ratios;
  };
  const surplusesOf = (demanded: Float64Array) => {
    const surpluses = new Float64Array(size);
    for (let i = 0; i < size; i++) surpluses[i] = supply[i]! - demanded[i]!;
    return surpluses;
  };
  const [ratiosBelow, surplusesBelow] = [createCounter(ratiosOf(demand)), createCounter(surplusesOf(demand))];
  // the median gap of an end turns where the factor is the median ratio, or the shift the median gap
  const turning = (demanded: Float64Array) => ({ factor: median(ratiosOf(demanded)), shift: -median(surplusesOf(demanded)) });
  const [low, high] = [turning(input.demandLow), turning(input.demandHigh)];
  const classAt = (factor: number, shift: number, boundsStay = false): FlagClass | null => {
    const ratio = middle.demand * factor > 0 ? Math.max(0, middle.supply + shift) / (middle.demand * factor) : null;
    const probability = (shift === 0 ? ratiosBelow(factor) : surplusesBelow(-shift)) / size;
    const sign = (end: typeof low) => Math.sign(shift === 0 ? factor - end.factor : end.shift - shift);
    const potentialLow = flag.potentialLow === null ? null : flag.potentialLow * factor;
    const both = flag.both ? movedBy(flag.both, factor, shift) : {};
    const robust = boundsStay ? flag.robust : sign(low) === sign(high);
    return classify({ ...flag, ...both, ratio, probability, robust, potentialLow }, p)?.class ?? null;
  };
  return assumptions
    .flatMap((assumption) => {
      const { effect } = assumption;
      const at = (value: number) =>
        'demandFactor' in effect ? classAt(effect.demandFactor(value), 0, assumption.boundsStay) : classAt(1, effect.supplyShift(value));
      const turns = [assumption.low, assumption.high].flatMap((end) => {
        const turn = firstTurn(at, assumption.value, end);
        return turn ? [turn] : [];
      });
      const range = assumption.high - assumption.low;
      const [nearest] = turns.sort((a, b) => Math.abs(a.turnsAt - assumption.value) - Math.abs(b.turnsAt - assumption.value));
      if (!nearest) return [];
      const { name, occupation, value } = assumption;
      return [{ name, ...(occupation ? { occupation } : {}), value, ...nearest, distance: Math.abs(nearest.turnsAt - assumption.value) / range }];
    })
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .map(({ distance: _distance, ...turn }) => turn);
}

/** Both forecasts with their demand multiplied and their supply shifted. */
function movedBy({ model, noChange }: BothForecasts, factor: number, shift: number): Pick<FlagInput, 'both'> {
  const moved = ({ demand, supply }: BothForecasts['model']) => ({ demand: demand * factor, supply: Math.max(0, supply + shift) });
  return { both: { model: moved(model), noChange: moved(noChange) } };
}

/** Walks from the value used towards one end until the class changes, then halves. */
function firstTurn(at: (value: number) => FlagClass | null, from: number, end: number): { turnsAt: number; becomes: FlagClass | null } | undefined {
  const now = at(from);
  for (let step = 1; step <= steps; step++) {
    let near = from + ((end - from) * (step - 1)) / steps;
    let far = from + ((end - from) * step) / steps;
    if (at(far) === now) continue;
    for (let i = 0; i < halvings; i++) {
      const middle = (near + far) / 2;
      if (at(middle) === now) near = middle;
      else far = middle;
    }
    return { turnsAt: far, becomes: at(far) };
  }
  return undefined;
}
