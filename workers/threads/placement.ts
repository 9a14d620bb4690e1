import { checkRound, closeRound, type RoundCheck, type RoundInput, type RoundResult } from '../../matching/placement/round.ts';

/** An outcome as it stands after changes by hand. */
export interface PlacedRound {
  readonly input: RoundInput;
  readonly placed: ReadonlyMap<string, string>;
  readonly closed: ReadonlySet<string>;
}
export const closePlacement = (input: RoundInput): RoundResult => closeRound(input);
export const checkPlacement = ({ input, placed, closed }: PlacedRound): RoundCheck => checkRound(input, placed, closed);
