import type { Principal } from '../../db/repositories/access.ts';
import type { Database } from '../../db/database.ts';
import { createResultRepository } from '../../db/repositories/results.ts';
import type { Flag, Series } from '../../schemas/results.ts';
import { seesAll } from './readers.ts';

type Evidence = Flag['evidence'];
/** Schools behind figures of a major's supply that come straight from reports. With two, each could take its own figure off and read the other's. */
const schoolsNeeded = 3;

/** Whether a reader could read a single other school from figures of a major these schools offer. A school without students at t0 does not count towards the three, but may be the other one. */
export function madeByFew(schools: Evidence['schools'], own: string | null): boolean {
  const busy = new Set(schools.filter(({ intake, enrolled }) => (intake ?? 0) > 0 || (enrolled ?? 0) > 0).map(({ id }) => id));
  return busy.size < schoolsNeeded && schools.some(({ id }) => id !== own);
}

/** What is expected of a major stays; intakes, graduates and where they went are figures of its schools. */
export function withoutFewSchools(evidence: Evidence, own: string | null): Evidence {
  if (!madeByFew(evidence.schools, own)) return evidence;
  const decisive = evidence.decisive?.filter(({ name }) => name !== 'localStay'); // its value is a share of their graduates
  return {
    ...{ ...evidence, ...(decisive ? { decisive } : {}) },
    ...((evidence.supplyParts ?? null) === null ? {} : { supplyParts: null, supplyPartsWithheld: true }),
  };
}

/** The forecast of a supply whose past is withheld. */
export function withoutPast(series: Series): Series {
  const note = { zh: '过往供给保密：开设院校不足三所', en: 'the past of this supply is withheld: fewer than three schools offer the major' };
  return { ...series, history: [], why: { ...series.why, notes: [...series.why.notes, note] } };
}

/** Whether graduates of a major in the past, as a run knows them, are withheld from a reader. */
export async function pastWithheldFrom(
  db: Database,
  principal: Principal,
  { runIds, majorCodes }: { readonly runIds: readonly string[]; readonly majorCodes: readonly string[] },
): Promise<(runId: string, majorCode: string) => boolean> {
  if (seesAll(principal)) return () => false;
  const rows = await createResultRepository(db).schoolsOf(runIds, majorCodes);
  const few = new Set(rows.filter(({ schools }) => madeByFew(schools, principal.organisationId)).map(({ runId, majorCode }) => `${runId}|${majorCode}`));
  return (runId, majorCode) => few.has(`${runId}|${majorCode}`);
}
