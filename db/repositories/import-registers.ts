import { and, asc, desc, eq, getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { ChainRow, ProgrammeRow } from '../../schemas/register-rows.ts';
import type { ImportKind } from '../../schemas/sheets/kinds.ts';
import { importedEntities } from '../../schemas/vocabulary.ts';
import { chunks, run, type Database, type Executor, type Steps } from '../database.ts';
import { ConflictError } from '../errors.ts';
import { wouldSucceed } from '../rehearsal.ts';
import { createInstallationRepository } from './installation.ts';
import type { ImportRow } from './imports.ts';

export type RegisterKind = Extract<ImportKind, 'chains' | 'programmes'>;
export const isRegisterKind = (kind: ImportKind): kind is RegisterKind => kind === 'chains' || kind === 'programmes';

type Entity = (typeof importedEntities)[number];
type Row = Readonly<Record<string, string | number | boolean | null>>;
interface Batch {
  readonly idBase: string;
}
interface Kept {
  readonly table: PgTable;
  /** Columns that say which row it is. */
  readonly key: readonly string[];
}

const tablesOf = ({ schema }: Database): Readonly<Record<Entity, Kept>> => ({
  chain: { table: schema.chains, key: ['id'] },
  segment: { table: schema.chainSegments, key: ['id'] },
  chain_occupation: { table: schema.chainOccupations, key: ['chainId', 'occupationCode'] },
  chain_major: { table: schema.chainMajors, key: ['chainId', 'majorCode'] },
  chain_other_major: { table: schema.chainUnmatchedMajors, key: ['chainId', 'name'] },
  programme: { table: schema.programmes, key: ['id'] },
});
/** Which row it is, in SQL. */
function isRow({ table, key }: Kept, row: Row) {
  const columns = getTableColumns(table);
  return and(...key.flatMap((name) => (columns[name] ? [eq(columns[name], row[name])] : [])));
}
/** The version counts what a programme teaches, which no sheet of programmes says anything of. */
const said = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'version'));
const same = (a: Row, b: Row) => Object.keys(said(a)).every((name) => a[name] === b[name]);

/** Puts a row where another was, adds it, or takes it away. */
function* put(tx: Executor, kept: Kept, from: Row | null, to: Row | null): Steps<void> {
  if (from === null && to !== null) yield* run(tx.insert(kept.table).values(to as never));
  else if (from !== null && to === null) yield* run(tx.delete(kept.table).where(isRow(kept, from)));
  else if (from !== null && to !== null)
    yield* run(
      tx
        .update(kept.table)
        .set(said(to) as never)
        .where(isRow(kept, from)),
    );
}

/** Remembers what a sheet changes, and does it. */
function createEdits(db: Database, tx: Executor, importId: string) {
  const tables = tablesOf(db);
  const edits: (typeof db.schema.importEdits.$inferInsert)[] = [];
  return {
    *change(entity: Entity, before: Row | null, after: Row | null): Steps<void> {
      if (before !== null && after !== null && same(after, before)) return;
      yield* put(tx, tables[entity], before, after);
      edits.push({ importId, no: edits.length, entity, before: before && said(before), after: after && said(after) });
    },
    *keep(): Steps<void> {
      for (const some of chunks(db.schema.importEdits, edits)) yield* run(tx.insert(db.schema.importEdits).values(some));
    },
  };
}
type Edits = ReturnType<typeof createEdits>;
type NewId = () => string;

const plain = (text: string) => text.normalize('NFKC').trim();

/** What stands, as the rows of a sheet change it one after another. */
function* readChains(db: Database, tx: Executor, regionCode: string) {
  const { chains, chainSegments, chainOccupations, chainMajors, chainUnmatchedMajors } = db.schema;
  const standing = yield* run(tx.select().from(chains).where(eq(chains.regionCode, regionCode)).orderBy(asc(chains.id)));
  const by = <T extends Row>(rows: readonly T[], keyOf: (row: T) => string) => new Map<string, Row>(rows.map((row) => [keyOf(row), row]));
  return {
    chains: by(standing.toReversed(), ({ name }) => plain(name)),
    last: Math.max(0, ...standing.map(({ number }) => number)),
    // of two at one position the older one counts
    segments: by((yield* run(tx.select().from(chainSegments).orderBy(desc(chainSegments.id)))), ({ chainId, position }) => `${chainId}|${position}`), // prettier-ignore
    occupations: by(yield* run(tx.select().from(chainOccupations)), ({ chainId, occupationCode }) => `${chainId}|${occupationCode}`),
    majors: by(yield* run(tx.select().from(chainMajors)), ({ chainId, majorCode }) => `${chainId}|${majorCode}`),
    others: by(yield* run(tx.select().from(chainUnmatchedMajors)), ({ chainId, name }) => `${chainId}|${plain(name)}`),
  };
}
type Standing = ReturnType<typeof readChains> extends Generator<unknown, infer T> ? T : never;

function* chainOf(standing: Standing, edits: Edits, newId: NewId, regionCode: string, row: ChainRow): Steps<string> {
  const there = standing.chains.get(plain(row.chain));
  if (there && (row.number === undefined || row.number === there['number'])) return String(there['id']);
  const number = row.number ?? standing.last + 1;
  const chain = there ? { ...there, number } : { id: newId(), regionCode, number, name: plain(row.chain), source: row.source ?? 'spreadsheet' };
  standing.last = Math.max(standing.last, number);
  standing.chains.set(plain(row.chain), chain);
  yield* edits.change('chain', there ?? null, chain);
  return String(chain['id']);
}

function* segmentOf(standing: Standing, edits: Edits, newId: NewId, chainId: string, row: ChainRow): Steps<string | null> {
  if (row.position === undefined) return null;
  const key = `${chainId}|${row.position}`;
  const there = standing.segments.get(key);
  if (there && (row.segment === undefined || row.segment === there['name'])) return String(there['id']);
  if (!there && row.segment === undefined) throw new ConflictError(`segment ${key} needs to be there, it is gone`);
  const segment = there ? { ...there, name: row.segment ?? '' } : { id: newId(), chainId, position: row.position, name: row.segment ?? '', source: row.source ?? 'spreadsheet' }; // prettier-ignore
  standing.segments.set(key, segment);
  yield* edits.change('segment', there ?? null, segment);
  return String(segment['id']);
}

function* removeFrom({ occupations, majors, others }: Standing, edits: Edits, chainId: string, row: ChainRow): Steps<void> {
  const out: readonly (readonly [Entity, Map<string, Row>, string | undefined])[] = [
    ['chain_occupation', occupations, row.occupationCode],
    ['chain_major', majors, row.majorCode],
    ['chain_other_major', others, row.otherMajor === undefined ? undefined : plain(row.otherMajor)],
  ];
  for (const [entity, rows, name] of out) {
    const there = name === undefined ? undefined : rows.get(`${chainId}|${name}`);
    if (!there) continue;
    rows.delete(`${chainId}|${name}`);
    yield* edits.change(entity, there, null);
  }
}

function* addTo({ occupations, majors, others }: Standing, edits: Edits, chainId: string, segmentId: string | null, row: ChainRow): Steps<void> {
  const source = row.source ?? 'spreadsheet';
  const { occupationCode, majorCode, otherMajor } = row;
  if (occupationCode !== undefined) {
    const key = `${chainId}|${occupationCode}`;
    const there = occupations.get(key);
    // without a position an occupation stays where it is
    const link = there ? { ...there, segmentId: segmentId ?? there['segmentId'] ?? null } : { chainId, occupationCode, segmentId, origin: 'user' };
    occupations.set(key, link);
    yield* edits.change('chain_occupation', there ?? null, link);
  }
  if (majorCode !== undefined && !majors.has(`${chainId}|${majorCode}`)) {
    const link = { chainId, majorCode, origin: 'user', source };
    majors.set(`${chainId}|${majorCode}`, link);
    yield* edits.change('chain_major', null, link);
  }
  if (otherMajor !== undefined && !others.has(`${chainId}|${plain(otherMajor)}`)) {
    const link = { chainId, name: plain(otherMajor), source };
    others.set(`${chainId}|${plain(otherMajor)}`, link);
    yield* edits.change('chain_other_major', null, link);
  }
}

function* storeChains(db: Database, tx: Executor, rows: readonly { readonly report: unknown }[], edits: Edits, newId: NewId): Steps<void> {
  const { installation } = db.schema;
  const [set] = yield* run(tx.select({ value: installation.value }).from(installation).where(eq(installation.key, 'region')));
  const regionCode = set?.value ?? '150600';
  const standing = yield* readChains(db, tx, regionCode);
  for (const { report } of rows) {
    const row = report as ChainRow;
    if (row.remove === 'yes') {
      const chain = standing.chains.get(plain(row.chain));
      if (chain) yield* removeFrom(standing, edits, String(chain['id']), row);
      continue;
    }
    const chainId = yield* chainOf(standing, edits, newId, regionCode, row);
    const segmentId = yield* segmentOf(standing, edits, newId, chainId, row);
    yield* addTo(standing, edits, chainId, segmentId, row);
  }
}

function* storeProgrammes(
  db: Database,
  tx: Executor,
  rows: readonly { readonly report: unknown; readonly organisationId: string | null }[],
  edits: Edits,
  newId: NewId,
): Steps<void> {
  const { programmes, organisations } = db.schema;
  const there = new Map<string, Row>((yield* run(tx.select().from(programmes))).map((row) => [`${row.schoolId}|${row.majorCode}`, row]));
  const schools = new Map((yield* run(tx.select({ id: organisations.id, simulated: organisations.simulated }).from(organisations))).map((row) => [row.id, row.simulated])); // prettier-ignore
  for (const { report, organisationId } of rows) {
    const { majorCode, lengthYears, openedYear = null, closedYear = null } = report as ProgrammeRow;
    const schoolId = organisationId ?? '';
    const before = there.get(`${schoolId}|${majorCode}`) ?? null;
    const fresh = { id: '', schoolId, majorCode, simulated: schools.get(schoolId) ?? false, source: 'spreadsheet' };
    const after = { ...(before ?? { ...fresh, id: newId() }), lengthYears, openedYear, closedYear };
    there.set(`${schoolId}|${majorCode}`, after);
    yield* edits.change('programme', before, after);
  }
}

/** Makes the changes of a sheet, one row after another, and keeps what stood before. */
export function* storeRegisters(db: Database, tx: Executor, { id, kind }: ImportRow, { idBase }: Batch): Steps<void> {
  const { importRows } = db.schema;
  const rows = yield* run(
    tx
      .select({ organisationId: importRows.organisationId, report: importRows.report })
      .from(importRows)
      .where(and(eq(importRows.importId, id), eq(importRows.valid, true)))
      .orderBy(asc(importRows.row)),
  );
  const edits = createEdits(db, tx, id);
  let made = 0;
  const newId = () => `${idBase.slice(0, 24)}${(++made).toString(16).padStart(12, '0')}`;
  if (kind === 'chains') yield* storeChains(db, tx, rows, edits, newId);
  else yield* storeProgrammes(db, tx, rows, edits, newId);
  yield* edits.keep();
}

/**
 * Takes the changes of a sheet back, the last one first.
 *
 * @returns changes taken back
 * @throws ConflictError where a row is not as the sheet left it, MissingReferenceError where something belongs to one: nothing is changed then
 */
export function* withdrawRegisters(db: Database, tx: Executor, { id }: Pick<ImportRow, 'id'>): Steps<number> {
  const { importEdits } = db.schema;
  const edits = yield* run(tx.select().from(importEdits).where(eq(importEdits.importId, id)).orderBy(desc(importEdits.no)));
  const tables = tablesOf(db);
  for (const { entity, before, after } of edits) {
    const [was, left] = [before as Row | null, after as Row | null];
    const kept = tables[entity];
    const [now] = (yield* run(
      tx
        .select()
        .from(kept.table)
        .where(isRow(kept, left ?? was ?? {})),
    )) as Row[];
    if (left === null ? now !== undefined : now === undefined || !same(left, now))
      throw new ConflictError(`${entity} needs to be as the sheet left it, it was changed since`);
    yield* put(tx, kept, left, was);
  }
  return edits.length;
}

/** Chains and programmes by spreadsheet: what rows may name, and whether a sheet can be taken back. */
export function createRegisterImports(db: Database) {
  return {
    async chains() {
      const regionCode = await createInstallationRepository(db).region();
      const { chains, chainSegments, chainOccupations, chainMajors, chainUnmatchedMajors } = db.schema;
      return {
        chains: await db.query.select({ id: chains.id, name: chains.name, number: chains.number }).from(chains).where(eq(chains.regionCode, regionCode)),
        segments: await db.query.select({ chainId: chainSegments.chainId, name: chainSegments.position }).from(chainSegments),
        occupations: await db.query.select({ chainId: chainOccupations.chainId, name: chainOccupations.occupationCode }).from(chainOccupations),
        majors: await db.query.select({ chainId: chainMajors.chainId, name: chainMajors.majorCode }).from(chainMajors),
        others: await db.query.select({ chainId: chainUnmatchedMajors.chainId, name: chainUnmatchedMajors.name }).from(chainUnmatchedMajors),
      };
    },
    canUndo: (row: Pick<ImportRow, 'id'>): Promise<boolean> => wouldSucceed(db, (tx) => withdrawRegisters(db, tx, row)),
  };
}
