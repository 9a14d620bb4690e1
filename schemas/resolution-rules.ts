import type { resolutionOutcomes } from './vocabulary.ts';

/** What is wrong with a resolution's measures: the field, and why. */
export interface ResolutionFault {
  readonly pointer: '/measures';
  readonly zh: string;
  readonly en: string;
}

/**
 * Whether measures go with an outcome: approve takes those of the docket as they are, amend says which stand instead, reject and defer decide none.
 * @param measures as amended; undefined where the resolution names none
 */
export function resolutionFault(outcome: (typeof resolutionOutcomes)[number], measures: readonly unknown[] | undefined): ResolutionFault | undefined {
  const at = { pointer: '/measures' } as const;
  if (outcome === 'amend')
    return measures === undefined || measures.length === 0
      ? { ...at, zh: '修改后通过须写明修改后的措施', en: 'is needed to amend: the measures as they were changed' }
      : undefined;
  if (measures === undefined) return undefined;
  return outcome === 'approve'
    ? { ...at, zh: '照案通过不得另列措施；有改动请选「修改后通过」', en: 'must be left out to approve: whoever changes measures amends' }
    : { ...at, zh: '未通过或缓议的不得列措施', en: `must be left out to ${outcome}` };
}
