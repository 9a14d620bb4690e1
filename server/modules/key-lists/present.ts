import type { createKeyListRepository, KeyListRow, KeyMajorRow } from '../../../db/repositories/key-lists.ts';
import type { Json } from '../../../db/schema/runs.ts';
import type { KeyEvidence, KeyList, PublicKeyMajor } from '../../../schemas/key-lists.ts';
import { suppressionOf, without } from '../../disclosure/readers.ts';

type Named = Awaited<ReturnType<ReturnType<typeof createKeyListRepository>['named']>>[number];
type PublicRow = Awaited<ReturnType<ReturnType<typeof createKeyListRepository>['pagePublic']>>['items'][number];

/** Whether an adopted list is in force follows from its years: nothing has to happen when one is over. */
export const inForce = ({ state, fromYear, toYear }: Pick<KeyListRow, 'state' | 'fromYear' | 'toYear'>, year: number): boolean =>
  state === 'adopted' && fromYear <= year && year <= toYear;

/** The flag of a run as it is kept with a list; null where the run said nothing. */
export function evidenceOf({ flag }: Named): KeyEvidence | null {
  if (!flag) return null;
  const { class: name, firstYear, lastYear, gap, lo80, hi80, probability, band, grade } = flag;
  return { class: name, firstYear, lastYear, gap, lo80, hi80, probability, band, grade, suppressed: suppressionOf(flag) };
}
function told(evidence: Json, all: boolean): KeyEvidence | null {
  const kept = evidence as KeyEvidence | null;
  return kept === null || all || kept.suppressed === null ? kept : { ...kept, ...without('gap', 'lo80', 'hi80', 'probability') };
}

export function presentKeyList(row: KeyListRow, listed: readonly KeyMajorRow[], year: number, all: boolean): KeyList {
  const { id, name, kind, fromYear, toYear, basis, state, version, runId, resolutionNumber, decidedOn, simulated, source } = row;
  return {
    ...{ id, name, kind, fromYear, toYear, basis, state, inForce: inForce(row, year), version, runId, resolutionNumber, decidedOn },
    majors: listed.map(({ majorCode, majorName, level, evidence }) => ({ majorCode, majorName, level, evidence: told(evidence, all) })),
    ...{ simulated, source, createdAt: row.createdAt.toISOString(), changedAt: row.changedAt.toISOString() },
  };
}
/** No figures: the public gets those as ranges, by their own rules. */
export function presentPublic({ list, major: { majorCode, majorName, level } }: PublicRow, year: number): PublicKeyMajor {
  const { id, name, kind, fromYear, toYear, basis, resolutionNumber, decidedOn, simulated } = list;
  return {
    ...{ listId: id, listName: name, kind, fromYear, toYear, inForce: inForce(list, year), basis, resolutionNumber, decidedOn },
    ...{ majorCode, majorName, level, simulated },
  };
}
