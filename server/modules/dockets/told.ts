import type { Principal } from '../../../db/repositories/access.ts';
import { evidenceFormat, type DocketEvidence } from '../../../schemas/docket-evidence.ts';
import type { DocketReview } from '../../../schemas/docket-reviews.ts';
import { madeByFew } from '../../disclosure/few-schools.ts';
import { gapFigures } from '../../disclosure/figures.ts';
import { graduatesNeeded, tellFlag } from '../../disclosure/present-flag.ts';
import { seesAll, toldTo } from '../../disclosure/readers.ts';

/** The evidence of a docket on a flag; a proposal brings evidence of its own kind, which stands on the page of the proposal. */
export function readEvidence(stored: unknown): DocketEvidence | null {
  const known = typeof stored === 'object' && stored !== null && 'format' in stored && stored.format === evidenceFormat && 'flag' in stored;
  return known ? (stored as DocketEvidence) : null;
}

/** Frozen evidence as a reader is told it: by the rules that hold for flags, gaps and series of a run. */
export function tellEvidence(evidence: DocketEvidence, principal: Principal): DocketEvidence {
  if (seesAll(principal)) return evidence;
  const { withheld, shown } = toldTo(evidence.demand, false);
  return {
    ...evidence,
    flag: tellFlag(evidence.flag, principal, graduatesNeeded(evidence.run)),
    gaps: evidence.gaps.map((row) => {
      const told = toldTo(row, false);
      return { ...row, ...told.shown, ...(told.withheld ? gapFigures() : {}) };
    }),
    demand: withheld ? { history: [], forecast: [], ...shown } : { ...evidence.demand, ...shown },
    supply: madeByFew(evidence.flag.evidence.schools, principal.organisationId) ? { ...evidence.supply, history: [] } : evidence.supply,
    // rules are read by those who plan: they name programmes of other schools with their numbers
    findings: [],
    seats: evidence.seats.filter(({ schoolId }) => schoolId === principal.organisationId),
  };
}

/** To a school: how its own measures went and what the decision was worth in words, not the city's demand. */
export function tellReview(review: DocketReview, principal: Principal): DocketReview {
  if (seesAll(principal)) return review;
  const measures = review.measures.filter(({ schoolId }) => schoolId === principal.organisationId);
  return { ...review, measures, demand: null, supply: null, withoutMeasures: null, years: [], note: null };
}
