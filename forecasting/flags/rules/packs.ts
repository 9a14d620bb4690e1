import any2Of5 from './packs/any-2-of-5.json' with { type: 'json' };
import consortium2y from './packs/consortium-2y.json' with { type: 'json' };
import fujianCap from './packs/fujian-cap.json' with { type: 'json' };
import fujianPlacement from './packs/fujian-placement.json' with { type: 'json' };
import fujianSpreadAssociate from './packs/fujian-spread-associate.json' with { type: 'json' };
import fujianSpreadSecondary from './packs/fujian-spread-secondary.json' with { type: 'json' };
import gansuAdjust from './packs/gansu-adjust.json' with { type: 'json' };
import internship2Percent from './packs/internship-2pct.json' with { type: 'json' };
import nmgChainCover from './packs/nmg-chain-cover.json' with { type: 'json' };
import nmgFill from './packs/nmg-fill.json' with { type: 'json' };
import ordosPlan from './packs/ordos-plan.json' with { type: 'json' };
import ratingCC from './packs/rating-CC.json' with { type: 'json' };
import red50x3 from './packs/red-50x3.json' with { type: 'json' };
import tnRatios from './packs/tn-ratios.json' with { type: 'json' };
import undergradLadder from './packs/undergrad-ladder.json' with { type: 'json' };
import waDemand from './packs/wa-demand.json' with { type: 'json' };
import type { Rule } from './rule.ts';

/** Every published rule, by id: one data file each (CONTRIBUTING: add a rule pack). TypeScript checks their shape here, a test their sense. */
export const rulePacks: readonly Rule[] = [
  any2Of5,
  consortium2y,
  fujianCap,
  fujianPlacement,
  fujianSpreadAssociate,
  fujianSpreadSecondary,
  gansuAdjust,
  internship2Percent,
  nmgChainCover,
  nmgFill,
  ordosPlan,
  ratingCC,
  red50x3,
  tnRatios,
  undergradLadder,
  waDemand,
] as Rule[];
