import type { decisionRules } from '../../../schemas/conference-words.ts';
import type { ItemDecisionInput } from '../../../schemas/resolutions.ts';
import type { FieldError } from '../../errors.ts';

export interface Sitting {
  readonly rule: (typeof decisionRules)[number];
  /** Seats with a vote that are taken. */
  readonly present: number;
}
const fault = (pointer: string, zh: string, en: string): FieldError => ({ pointer, zh, en });

/**
 * What is wrong with votes: they add up to the seats with a vote that are taken; by consensus nothing passes against anybody; by majority it passes with
 * more than half of those seats, and the votes are a must.
 */
export function voteFaults({ outcome, votes }: Pick<ItemDecisionInput, 'outcome' | 'votes'>, { rule, present }: Sitting): FieldError[] {
  const passes = outcome === 'approve' || outcome === 'amend';
  if (!votes)
    return rule === 'majority' && (passes || outcome === 'reject')
      ? [fault('/votes', '按表决议事，须填写表决票数', 'are needed: this meeting decides by majority')]
      : [];
  if (outcome === 'note') return [fault('/votes', '听取、通报的议程不表决', 'are not given on an item that is only noted')];
  const cast = votes.for + votes.against + votes.abstained;
  if (cast !== present)
    return [fault('/votes', `票数合计 ${cast}，应等于到会的 ${present} 个有表决权席位`, `add up to ${cast}, need to add up to the ${present} seats present`)];
  if (passes && rule === 'consensus' && votes.against > 0)
    return [fault('/votes/against', '按协商一致议事，有反对意见不能通过', 'must be 0: this meeting decides by consensus')];
  if (passes && rule === 'majority' && votes.for * 2 <= present)
    return [fault('/votes/for', `须超过到会 ${present} 席的半数方可通过`, `must be more than half of the ${present} seats present for it to pass`)];
  if (outcome === 'reject' && rule === 'majority' && votes.for * 2 > present)
    return [fault('/outcome', '赞成已过半数，不能记为不予通过', 'cannot be reject: more than half are for it')];
  return [];
}
