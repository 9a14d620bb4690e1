import type { Level } from '../../labour/snapshot.ts';
import type { MeasureName } from './measures.ts';
import type { Comparator, SubjectKind } from './rule.ts';

export interface RuleSubject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly name: string;
  readonly major: string | null;
  readonly level: Level | null;
}
/** One figure that rules may look at. */
export interface Fact {
  readonly subject: RuleSubject;
  readonly measure: MeasureName;
  readonly year: number;
  readonly value: number;
}

/** One comparison that was made; `holds` is null where there is no threshold. */
export interface RuleNumber {
  readonly measure: MeasureName;
  readonly year: number;
  readonly value: number;
  readonly comparator: Comparator;
  readonly threshold: number | null;
  readonly holds: boolean | null;
}
export type Outcome = 'hit' | 'not_hit' | 'missing';
