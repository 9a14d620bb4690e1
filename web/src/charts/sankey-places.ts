import type { RouteLocationRaw } from 'vue-router';
import type { SankeyPlace } from './sankey-layout.ts';

/** A place of the map as it is drawn: its label, what is said of it, where it leads. */
export interface DrawnPlace extends SankeyPlace {
  readonly label: string;
  readonly told: string;
  readonly tone: 'plain' | 'strong' | 'short' | 'over' | 'balanced' | 'missing' | 'quiet';
  readonly page: RouteLocationRaw | null;
}
export interface DrawnFlow {
  readonly source: string;
  readonly target: string;
  /** Null where it is withheld: drawn thin and pale. */
  readonly value: number | null;
  readonly told: string;
}
