import type { Band } from '../labour/bands.ts';
import type { Grade } from '../labour/evidence.ts';
import { noIntakeYearsOf, type Parameters } from '../labour/parameters.ts';
import type { FlagClass } from '../labour/snapshot.ts';

export const ruleVersion = 'forecast-flags/2';

/** Demand and supply of the decision window at the centre of each forecast, persons. */
export interface BothForecasts {
  /** Trend and engine, also for series that go by "no change" in the paths. */
  readonly model: { readonly demand: number; readonly supply: number };
  /** Employees, hires and intakes as last reported. */
  readonly noChange: { readonly demand: number; readonly supply: number };
}

export interface FlagInput {
  readonly ratio: number | null;
  readonly probability: number;
  readonly band: Band;
  readonly robust: boolean;
  readonly grade: Grade;
  /** 1 − error ÷ naive error of the class; at or below 0 a flag needs more. */
  readonly skill: number | null;
  readonly pipeline: { readonly ratio: number | null; readonly probability: number };
  readonly observations: { readonly demand: number; readonly supply: number };
  readonly unoffered: boolean;
  /** Lower 80 % bound of potential demand, persons a year; null where the major is offered. */
  readonly potentialLow: number | null;
  /** Asked for where the class shows no skill: the gap must have one sign under both. */
  readonly both?: BothForecasts;
}

export interface Condition {
  readonly name: string;
  readonly value: number | boolean | string | null;
  readonly needed: string;
  readonly holds: boolean;
}
export interface Verdict {
  readonly class: FlagClass;
  /** The conditions of the class that was decided (for maintain and watch: of the nearest other class). */
  readonly conditions: readonly Condition[];
  /** For watch: the condition that fails. */
  readonly nearly: 'expand' | 'reduce' | null;
}

/**
 * Whether a class has to pass the skill gate: its forecasts do not beat "no change", or nothing is known of them.
 * Source: docs/model.md, Flags.
 *
 * @param skill 1 − error ÷ error of "no change"; null where it is not known
 * @returns true where a flag needs more
 * @example [isGated(0), isGated(0.1), isGated(null)] // → [true, false, true]
 */
export const isGated = (skill: number | null): boolean => skill === null || skill <= 0;

/** A limit as people write it: 1 − 0.9 is 0.1. */
const shown = (limit: number) => Math.round(limit * 1e6) / 1e6;
/** Limits are few and the search of decisive assumptions asks for each a million times. */
const texts = { '≥': new Map<number, string>(), '≤': new Map<number, string>() };
function limitText(sign: keyof typeof texts, limit: number): string {
  const known = texts[sign].get(limit);
  if (known !== undefined) return known;
  const text = `${sign} ${shown(limit)}`;
  if (texts[sign].size < 1000) texts[sign].set(limit, text);
  return text;
}
const all = (conditions: readonly Condition[]) => conditions.every((c) => c.holds);
const failing = (conditions: readonly Condition[]) => conditions.filter((c) => !c.holds).length;

/**
 * Gap of the decision window under both forecasts.
 * Source: definition, gap = demand − supply.
 *
 * @param both demand and supply under each, persons
 * @returns persons, positive is short
 * @example gapsOf({ model: { demand: 90, supply: 60 }, noChange: { demand: 60, supply: 70 } }) // → { model: 30, noChange: -10 }
 */
export function gapsOf({ model, noChange }: BothForecasts): { readonly model: number; readonly noChange: number } {
  return { model: model.demand - model.supply, noChange: noChange.demand - noChange.supply };
}
/** The gap nearer to the other sign. */
const aboveZero = (gap: number): Condition => ({ name: 'gapBoth', value: gap, needed: '> 0', holds: gap > 0 });
const belowZero = (gap: number): Condition => ({ name: 'gapBoth', value: gap, needed: '< 0', holds: gap < 0 });

/**
 * The class of a cell, first that holds: new, suspend, reduce, expand, watch (one condition of expand or reduce fails), maintain. Undefined where the cell
 * is insufficient or has fewer years than a flag needs: it is listed in gaps, never flagged. Hysteresis comes after, in `settle`.
 * Source: docs/model.md, Flags.
 *
 * @param input statistics of the decision window: ratio supply ÷ demand, probability of a shortage, band, grade, skill and observations
 * @param p limits of the classes
 * @returns class and its conditions with value and limit; undefined where nothing can be said
 * @example classify({ ratio: 0.5, probability: 0.97, band: 'severe_shortage', robust: true, grade: 'A', skill: 0.2, pipeline: { ratio: 0.6, probability: 0.9 }, observations: { demand: 8, supply: 8 }, unoffered: false, potentialLow: null }, resolveParameters({}).parameters).class // → 'expand'
 */
export function classify(input: FlagInput, p: Parameters): Verdict | undefined {
  const { ratio, probability, robust } = input;
  const gated = isGated(input.skill);
  const r = ratio ?? Number.POSITIVE_INFINITY; // no demand at all: as much surplus as there can be
  const atLeast = (name: string, value: number, limit: number): Condition => ({
    name,
    value: Number.isFinite(value) ? value : null,
    needed: limitText('≥', limit),
    holds: value >= limit,
  });
  const atMost = (name: string, value: number, limit: number): Condition => ({
    name,
    value: Number.isFinite(value) ? value : null,
    needed: limitText('≤', limit),
    holds: value <= limit,
  });
  const sure: Condition = { name: 'robust', value: robust, needed: 'true', holds: robust };

  if (input.unoffered) {
    if (input.observations.demand < p.minimumObservations) return undefined;
    const conditions = [
      { name: 'noIntakeYears', value: noIntakeYearsOf(p), needed: limitText('≥', noIntakeYearsOf(p)), holds: true },
      atLeast('potentialDemandLow', input.potentialLow ?? 0, p.minimumClass),
    ];
    return all(conditions) ? { class: 'new', conditions, nearly: null } : undefined;
  }
  if (input.band === 'insufficient' || Math.min(input.observations.demand, input.observations.supply) < p.minimumObservations) return undefined;

  const expandAt = gated ? Math.max(p.expandProbability, p.gateProbability) : p.expandProbability;
  const reduceAt = gated ? Math.min(p.reduceProbability, 1 - p.gateProbability) : p.reduceProbability;
  const both = gated && input.both ? gapsOf(input.both) : undefined;
  const short = both ? [aboveZero(Math.min(both.model, both.noChange))] : [];
  const over = both ? [belowZero(Math.max(both.model, both.noChange))] : [];
  const expand = [atLeast('probability', probability, expandAt), atMost('ratio', r, p.expandRatio), sure, ...short];
  const reduce = [atMost('probability', probability, reduceAt), atLeast('ratio', r, p.reduceRatio), sure, ...over];
  const suspend = [
    atMost('probability', probability, p.suspendProbability),
    atLeast('ratio', r, p.suspendRatio),
    sure,
    { name: 'grade', value: input.grade, needed: 'A or B', holds: input.grade === 'A' || input.grade === 'B' },
    atLeast('pipelineRatio', input.pipeline.ratio ?? Number.POSITIVE_INFINITY, p.suspendPipelineRatio),
    atMost('pipelineProbability', input.pipeline.probability, p.suspendPipelineProbability),
    ...over,
  ];
  if (all(suspend)) return { class: 'suspend', conditions: suspend, nearly: null };
  if (all(reduce)) return { class: 'reduce', conditions: reduce, nearly: null };
  if (all(expand)) return { class: 'expand', conditions: expand, nearly: null };
  if (failing(expand) === 1) return { class: 'watch', conditions: expand, nearly: 'expand' };
  if (failing(reduce) === 1) return { class: 'watch', conditions: reduce, nearly: 'reduce' };
  return { class: 'maintain', conditions: probability >= 0.5 ? expand : reduce, nearly: null };
}

export interface Settled {
  readonly class: FlagClass;
  readonly previousClass: FlagClass | null;
}

/**
 * Hysteresis: a class changes only when two yearly snapshots propose it. Without an earlier run the proposal stands if both windows agree, else watch; and
 * suspend, which must have been held in two snapshots, stands as reduce until then.
 * Source: docs/model.md, Flags.
 *
 * @param proposed class of `classify`
 * @param previous what the latest run with an earlier year proposed and settled for the cell; undefined where it had no flag
 * @param hadRun whether there was such a run
 * @param windowsAgree whether the gaps of both windows have one sign
 * @returns the class that stands, and the one before it
 * @example [settle('expand', { class: 'maintain', proposedClass: 'maintain' }, true, true), settle('suspend', undefined, false, true)] // → [{ class: 'maintain', previousClass: 'maintain' }, { class: 'reduce', previousClass: null }]
 */
export function settle(
  proposed: FlagClass,
  previous: { readonly class: FlagClass; readonly proposedClass: FlagClass } | undefined,
  hadRun: boolean,
  windowsAgree: boolean,
): Settled {
  if (previous) return { class: proposed === previous.proposedClass ? proposed : previous.class, previousClass: previous.class };
  if (hadRun && proposed !== 'new') return { class: proposed === 'maintain' ? 'maintain' : 'watch', previousClass: null };
  if (!windowsAgree) return { class: proposed === 'maintain' ? 'maintain' : 'watch', previousClass: null };
  return { class: proposed === 'suspend' ? 'reduce' : proposed, previousClass: null };
}
