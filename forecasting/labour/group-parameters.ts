/** Parameters that may have a value of their own for an occupation group (中类, the first two parts of the code). */
export const groupedParameters = ['sigma', 'outsideShare'] as const;
export type GroupedParameter = (typeof groupedParameters)[number];
/** Values of single groups by NAME:GROUP, where they are set. */
export type GroupValues = Readonly<Record<`${GroupedParameter}:${string}`, number>>;
const groupCode = /^\d-\d{2}$/;
const groupLength = 4;

/**
 * The group of occupations that share their experience.
 * Source: the national classification of occupations (2022): 大类-中类-小类-职业.
 *
 * @param occupation code of three parts (小类) or four (职业)
 * @returns its first two parts (中类)
 * @example occupationGroupOf('6-22-02-01') // → '6-22'
 */
export const occupationGroupOf = (occupation: string): string => occupation.slice(0, groupLength);

export interface GroupValue {
  readonly name: GroupedParameter;
  /** First two parts of an occupation code. */
  readonly group: string;
}

/**
 * What a name of the form NAME:GROUP stands for.
 * Source: docs/model.md, Demand: occupation groups.
 *
 * @param key as a run's parameters have it
 * @returns the parameter and the group; undefined for anything else, such as a parameter that groups do not have
 * @example [groupValueOf('sigma:6-18'), groupValueOf('paths:6-18'), groupValueOf('sigma')] // → [{ name: 'sigma', group: '6-18' }, undefined, undefined]
 */
export function groupValueOf(key: string): GroupValue | undefined {
  const [name, group = '', ...rest] = key.split(':');
  const known = groupedParameters.find((one) => one === name);
  return known !== undefined && rest.length === 0 && groupCode.test(group) ? { name: known, group } : undefined;
}

/**
 * The values set for single groups, in the order of parameters and groups.
 * Source: docs/model.md, Demand: occupation groups.
 *
 * @param parameters of a run
 * @returns one row a value
 * @example groupValues({ sigma: 0.11, 'sigma:6-18': 0.08 }) // → [{ name: 'sigma', group: '6-18', value: 0.08 }]
 */
export function groupValues(parameters: Readonly<Record<string, number>>): (GroupValue & { readonly value: number })[] {
  return Object.entries(parameters)
    .flatMap(([key, value]) => {
      const found = groupValueOf(key);
      return found ? [{ ...found, value }] : [];
    })
    .sort((a, b) => groupedParameters.indexOf(a.name) - groupedParameters.indexOf(b.name) || (a.group < b.group ? -1 : 1));
}

/**
 * Whether an occupation's group has a value of its own.
 * Source: docs/model.md, Demand: occupation groups.
 *
 * @param parameters of the run
 * @param name of the parameter
 * @param occupation code of three or four parts
 * @returns true where the value for all others does not count
 * @example hasGroupValue({ 'sigma:6-18': 0.08 }, 'sigma', '6-18-02-04') // → true
 */
export const hasGroupValue = (parameters: GroupValues, name: GroupedParameter, occupation: string): boolean =>
  parameters[`${name}:${occupationGroupOf(occupation)}`] !== undefined;

/**
 * A parameter as it holds for an occupation: the value of its group, else the one for all.
 * Source: docs/model.md, Demand: occupation groups.
 *
 * @param parameters of the run
 * @param name of the parameter
 * @param occupation code of three or four parts
 * @returns value in the unit of the parameter
 * @example [ofOccupation({ sigma: 0.11, 'sigma:6-18': 0.08 }, 'sigma', '6-18-02-04'), ofOccupation({ sigma: 0.11, 'sigma:6-18': 0.08 }, 'sigma', '6-20-01')] // → [0.08, 0.11]
 */
export function ofOccupation<N extends GroupedParameter>(parameters: Readonly<Record<N, number>> & GroupValues, name: N, occupation: string): number {
  const groups: Partial<Record<string, number>> = parameters;
  return groups[`${name}:${occupationGroupOf(occupation)}`] ?? parameters[name];
}
