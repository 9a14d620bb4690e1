import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { insertPrepared } from '../db/bulk.ts';
import { openSqlite } from '../db/open-sqlite.ts';

export interface CitySize {
  readonly declarations: number;
  readonly majors: number;
}

/**
 * Makes a planted city the size of a province by copies: declarations under new ids, majors under new codes with their gaps and flags in the newest run. The numbers mean nothing any more; pages
 * have as much to find, to send and to draw as with real ones.
 *
 * @param file database of a server that is not running
 */
export async function enlargeCity(file: string, size: CitySize): Promise<void> {
  const db = openSqlite(file, { migrate: false });
  const { declarations, flags, gaps, majors, runs } = db.schema;
  try {
    const finished = await db.query.select({ id: runs.id }).from(runs).where(eq(runs.status, 'succeeded'));
    const run = finished.reduce((newest, { id }) => (id > newest ? id : newest), '');
    const ofMajors = await db.query.select().from(majors);
    const ofGaps = await db.query.select().from(gaps).where(eq(gaps.runId, run));
    const ofFlags = await db.query.select().from(flags).where(eq(flags.runId, run));
    const declared = await db.query.select().from(declarations);
    for (let copy = 1; ofMajors.length * copy < size.majors; copy++) {
      const chosen = ofMajors.slice(0, size.majors - ofMajors.length * copy);
      const renamed = new Map(chosen.map(({ code }) => [code, `${code}C${copy}`]));
      const copied = <T extends { readonly majorCode: string; readonly key: string }>(rows: readonly T[]) =>
        rows.flatMap((row) => {
          const code = renamed.get(row.majorCode);
          return code === undefined ? [] : [{ ...row, majorCode: code, key: row.key.replace(row.majorCode, code) }];
        });
      await db.transaction(function* (tx) {
        const named = chosen.map((major) => ({ ...major, code: `${major.code}C${copy}`, name: `${major.name}（${copy}）` }));
        yield* insertPrepared(tx, majors, named);
        yield* insertPrepared(tx, gaps, copied(ofGaps));
        yield* insertPrepared(tx, flags, copied(ofFlags));
      });
    }
    for (let count = declared.length; count < size.declarations; count += declared.length) {
      const more = declared.slice(0, size.declarations - count).map((row) => ({ ...row, id: randomUUID() }));
      await db.transaction(function* (tx) {
        yield* insertPrepared(tx, declarations, more);
      });
    }
  } finally {
    await db.close();
  }
}
