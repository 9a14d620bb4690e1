import { draw } from './lottery.ts';
import type { Market } from './market.ts';
import type { Matching } from './matching.ts';
import { proposeByPosts } from './post-proposing.ts';
import { proposeByStudents } from './student-proposing.ts';

export type ProposingSide = 'students' | 'posts';

export interface Placement extends Matching {
  /** Posts that were closed, in the order of closing, with how many students they held then. */
  readonly closings: readonly { readonly post: number; readonly held: number }[];
}

/**
 * Places students: deferred acceptance; then, as long as a class stays below its minimum, the one furthest below it is closed (ties by the seed) and acceptance is deferred anew. With minimums a stable matching
 * need not exist (Biró, Fleiner, Irving & Manlove 2010), so stability is that of the classes left open. Which classes close does not depend on who proposes: both sides fill the same seats (rural
 * hospitals: Roth 1986).
 *
 * @param proposing the side that gets its best stable matching
 * @example
 * const market = buildMarket([{ key: 'an', choices: ['p'] }], [{ key: 'p', capacity: 1 }], 'seed');
 * place(market, 'students').edgeOf[0] // → 0: the first choice of the first student
 */
export function place(market: Market, proposing: ProposingSide): Placement {
  const { postKeys, minimum, seed } = market;
  const closed = new Uint8Array(postKeys.length);
  const closings: { post: number; held: number }[] = [];
  const proposals = proposeByStudents(market);
  for (;;) {
    let worst = -1;
    let missing = 0;
    for (let post = 0; post < postKeys.length; post++) {
      const short = closed[post] === 1 ? 0 : minimum[post]! - proposals.filled[post]!;
      if (short <= 0 || short < missing) continue;
      // keys stand in order, so equal draws leave the first
      if (short > missing || draw(seed, postKeys[post]!) < draw(seed, postKeys[worst]!)) worst = post;
      missing = short;
    }
    if (worst < 0) break;
    closings.push({ post: worst, held: proposals.filled[worst]! });
    closed[worst] = 1;
    proposals.close(worst);
  }
  return { ...(proposing === 'students' ? { edgeOf: proposals.edgeOf, closed } : proposeByPosts(market, closed)), closings };
}
