import { groupValueOf } from '../forecasting/labour/group-parameters.ts';
import { parameterDefinitions, type ParameterDefinition } from '../forecasting/labour/parameters.ts';
import type { Bilingual } from './errors.ts';

/** The definition of a parameter, or of the one a value of a single occupation group stands for; undefined for names of an engine of another time. */
export function definitionOf(name: string): ParameterDefinition | undefined {
  const known: Readonly<Record<string, ParameterDefinition>> = parameterDefinitions;
  return known[groupValueOf(name)?.name ?? name];
}

/** What a parameter is called, with its occupation group where it is the value of one; its name where nothing else is known. */
export function parameterTitle(name: string): Bilingual {
  const { zh, en } = definitionOf(name) ?? { zh: name, en: name };
  const group = groupValueOf(name)?.group;
  return group === undefined ? { zh, en } : { zh: `${zh}（职业中类 ${group}）`, en: `${en} (occupation group ${group})` };
}
