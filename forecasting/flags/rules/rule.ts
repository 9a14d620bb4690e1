import type { Level } from '../../labour/snapshot.ts';
import { measures, type InputName, type MeasureName } from './measures.ts';

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}
export const comparators = ['<', '<=', '>', '>='] as const;
export type Comparator = (typeof comparators)[number];
export type SubjectKind = 'programme' | 'major' | 'school' | 'chain' | 'occupation' | 'enterprise' | 'consortium' | 'city';
/** What a consequence asks for: more seats, fewer, no further programmes, a look, or nothing (an indicator). */
export type Direction = 'up' | 'down' | 'block' | 'review' | 'none';

export interface Threshold extends Bilingual {
  /** Null: the source gives no figure; the rule is evaluated once a copy does. */
  readonly value: number | null;
  readonly unit: Bilingual;
  readonly minimum: number;
  readonly maximum: number;
}
export interface RuleCondition {
  readonly measure: MeasureName;
  readonly comparator: Comparator;
  /** Name of a threshold of the rule. */
  readonly threshold: string;
}
/** One consequence, reached when its conditions hold in each of the last `years` years. */
export interface RuleStep extends Bilingual {
  readonly code: string;
  readonly direction: Direction;
  readonly years: number;
  readonly levels?: readonly Level[];
  /** All of these, and … */
  readonly all: readonly RuleCondition[];
  /** … at least this many of `of`. */
  readonly atLeast?: number;
  readonly of?: readonly RuleCondition[];
}
/** A published rule as data. Steps stand from the gravest to the mildest; the first that holds is the finding. */
export interface Rule {
  readonly id: string;
  readonly version: number;
  readonly title: Bilingual;
  readonly subject: SubjectKind;
  /** Years a plan speaks of, both included. */
  readonly span?: { readonly from: number; readonly to: number };
  readonly levels?: readonly Level[];
  readonly thresholds: Readonly<Record<string, Threshold>>;
  readonly steps: readonly RuleStep[];
  readonly source: Bilingual;
  /** Year of the source; null where it is not known. */
  readonly date: string | null;
  /** read: read in the source; press: press report; verify: second-hand or machine-translated. */
  readonly certainty: 'read' | 'press' | 'verify';
  readonly note?: Bilingual;
}

/**
 * All conditions of a step, those of which only some need to hold last.
 * Source: the shape of a rule pack, CONTRIBUTING.md.
 *
 * @param step of a rule
 * @returns conditions in the order they stand
 * @example conditionsOf({ all: [{ measure: 'employment' }], of: [{ measure: 'rating' }], atLeast: 1 }).length // → 2
 */
export const conditionsOf = (step: RuleStep): readonly RuleCondition[] => [...step.all, ...(step.of ?? [])];
/**
 * What a rule compares, each measure once, in the order of its steps.
 * Source: the shape of a rule pack, CONTRIBUTING.md.
 *
 * @param rule as published
 * @returns names of measures, none twice
 * @example measuresOf({ steps: [{ all: [{ measure: 'fulfilment' }] }, { all: [{ measure: 'fulfilment' }, { measure: 'rating' }] }] }) // → ['fulfilment', 'rating']
 */
export const measuresOf = (rule: Rule): MeasureName[] => [...new Set(rule.steps.flatMap(conditionsOf).map(({ measure }) => measure))];
/**
 * Reports a rule needs, each once: those its measures are made of.
 * Source: the shape of a rule pack, CONTRIBUTING.md.
 *
 * @param rule as published
 * @returns names of inputs, none twice
 * @example inputsOf({ steps: [{ all: [{ measure: 'placementRate' }, { measure: 'placementRank' }] }] }) // → ['destinations']
 */
export const inputsOf = (rule: Rule): InputName[] => [...new Set(measuresOf(rule).map((name) => measures[name].input))];
