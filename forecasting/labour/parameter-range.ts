import { orderedParameters, parameterDefinitions, type ParameterDefinition, type ParameterName, type Parameters } from './parameters.ts';

/** How far a parameter without a likely range is tried, as a share of its value. */
const usualShare = 0.2;

/**
 * The two values at which the effect of a parameter is tried: its likely range, else 20 % less and more (a step at least where it is whole), within its limits and beside
 * the parameters it must not cross. The value used lies between them; an end equal to it changes nothing.
 * Source: docs/runs.md: what a parameter does to the flags.
 *
 * @param name of the parameter
 * @param parameters all of the run, each in its unit
 * @returns lower and upper value, in the unit of the parameter; nothing is thrown
 * @example parameterRange('lambdaNet', resolveParameters({}).parameters) // → [0.3, 0.8]
 */
export function parameterRange(name: ParameterName, parameters: Parameters): [low: number, high: number] {
  const { likely, integer, minimum, maximum }: ParameterDefinition = parameterDefinitions[name];
  const used = parameters[name];
  const reach = integer ? Math.max(1, Math.round(used * usualShare)) : used * usualShare;
  const [low, high] = likely ?? [used - reach, used + reach];
  const floor = Math.max(minimum, ...orderedParameters.flatMap(([before, after]) => (after === name ? [parameters[before]] : [])));
  const ceiling = Math.min(maximum, ...orderedParameters.flatMap(([before, after]) => (before === name ? [parameters[after]] : [])));
  const tidy = (value: number) => Number(value.toPrecision(12)); // 0.7 · 1.2 is 0.84, not 0.8399999999999999
  return [tidy(Math.min(used, Math.max(floor, low))), tidy(Math.max(used, Math.min(ceiling, high)))];
}
