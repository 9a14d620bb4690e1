import { parameterDefinitions, type ParameterDefinition, type ParameterName, type Parameters } from '../labour/parameters.ts';
import type { Assumption } from './decisive.ts';

/** What the demand and the supply of a window are made of, as far as assumptions touch it. */
export interface AssumptionInput {
  /** Share of the demand that comes from stocks and projects; the rest comes from hires. */
  readonly stockShare: number;
  /** Parts of the stock and of the hires demand that move with λ's parameters: what outcomes showed does not. 1 where left out. */
  readonly netPrior?: number;
  readonly grossPrior?: number;
  /** Replacement ÷ openings of the stock part, at the means, without groups of occupations that have a σ of their own. */
  readonly replacementShare: number;
  /** Entry demand of projects in the window, and what it would be if all they announce came and no growth were forecast, persons. */
  readonly projects: number;
  readonly announced: number;
  /** Mean supply of the window, persons, what of it is declared inflow, and its years. */
  readonly inflow: number;
  readonly supply: number;
  readonly demand: number;
  readonly years: number;
  /** Share of those free to work who stay in the city; null without programmes. */
  readonly localStay: number | null;
  /** Part of the demand that moves with the outside share of all groups. 1 where left out. */
  readonly outsideMoves?: number;
  /** Of the occupations that want most. */
  readonly weights?: readonly AssumedWeight[];
}
/** A crosswalk weight with its worst-case bounds, and the share of the cell's demand that comes by it. */
export interface AssumedWeight {
  readonly occupation: { readonly code: string; readonly name: string };
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly share: number;
}

/** Persons a year more or fewer. */
export const graduatesName = 'graduates';
export const stayName = 'localStay';
/** Weight of one occupation. */
export const weightName = 'weight';
/** How far the local stay rate may lie from what was reported. */
const stayRange = 0.15;

/**
 * The assumptions of a flag that are a matter of judgement or may change, each with its likely range and what it does to demand (a factor) or supply (persons added):
 * λ as its own multiple on the part of demand it touches, σ through replacement, the outside share through 1 − share, the weights of the occupations that want most within their worst-case bounds, realisation through what projects announce, the
 * local stay rate as reported ± 0.15, and graduates more or fewer a year.
 * Source: docs/model.md, Flags: likely ranges of the parameters.
 *
 * @param input what demand and supply of the window are made of, persons and shares
 * @param p parameters of the run
 * @returns those that touch the cell; ranges contain the value used
 * @example assumptionsOf({ stockShare: 1, replacementShare: 0.5, projects: 0, announced: 0, inflow: 0, supply: 30, demand: 60, years: 3, localStay: 0.5 }, resolveParameters({}).parameters).slice(-2).map(({ name, low, high }) => [name, low, high]) // → [['localStay', 0.35, 0.65], ['graduates', -20, 20]]
 */
export function assumptionsOf(input: AssumptionInput, p: Parameters): Assumption[] {
  const { stockShare, netPrior = 1, grossPrior = 1, replacementShare, projects, announced, supply, inflow, demand, years, localStay } = input;
  const { outsideMoves = 1, weights = [] } = input;
  const parameter = (name: ParameterName, demandFactor: (value: number) => number): Assumption[] => {
    const definition: ParameterDefinition = parameterDefinitions[name];
    if (!definition.likely || !(p[name] > 0)) return []; // snapshots of earlier engines lack some
    const [low, high] = definition.likely;
    return [{ name, value: p[name], low: Math.min(low, p[name]), high: Math.max(high, p[name]), effect: { demandFactor } }];
  };
  const yearly = Math.max(supply, demand) / years;
  return [
    ...parameter('lambdaNet', (value) => 1 + stockShare * netPrior * (value / p.lambdaNet - 1)),
    ...parameter('lambdaGross', (value) => 1 + (1 - stockShare) * grossPrior * (value / p.lambdaGross - 1)),
    ...parameter('sigma', (value) => Math.max(0, 1 + stockShare * replacementShare * (value / p.sigma - 1))),
    ...parameter('outsideShare', (value) => 1 + outsideMoves * ((1 - value) / Math.max(1e-9, 1 - p.outsideShare) - 1)),
    // at the mean of the paths: growth already forecast is taken off announced × realisation, and the rest cannot fall below 0
    ...(announced > 0 && demand > 0
      ? parameter('projectRealisation', (value) => 1 + Math.max(-projects, (value - p.projectRealisation) * announced) / demand)
      : []),
    ...(localStay !== null && localStay > 0 && supply > inflow
      ? [
          {
            ...{ name: stayName, value: localStay, low: Math.max(0.01, localStay - stayRange), high: Math.min(1, localStay + stayRange) },
            effect: { supplyShift: (value: number) => (supply - inflow) * (value / localStay - 1) },
          },
        ]
      : []),
    ...weights
      .filter(({ low, high, value, share }) => low < high && value > 0 && share > 0)
      .map(({ occupation, low, high, value, share }) => ({
        ...{ name: weightName, occupation, value, low, high, boundsStay: true },
        effect: { demandFactor: (other: number) => 1 + share * (other / value - 1) },
      })),
    ...(yearly > 0 ? [{ name: graduatesName, value: 0, low: -yearly, high: yearly, effect: { supplyShift: (value: number) => value * years } }] : []),
  ];
}
