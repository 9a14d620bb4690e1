import { and, eq, getTableColumns, sql, type AnyColumn, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { sheetKinds, type ImportKind } from '../../schemas/sheets/kinds.ts';
import { run, type Database, type Executor, type Steps } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { withdrawFacts } from './fact-batches.ts';
import { refuseFixedYears } from './filing-guard.ts';
import { isDecisionKind, storeDecisions, withdrawDecisions, type DecisionKind } from './import-decisions.ts';
import { isPlacementKind, storePlacement, withdrawPlacement, type PlacementKind } from './import-placement.ts';
import { storeOrganisations, withdrawOrganisations } from './import-organisations.ts';
import { isRegisterKind, storeRegisters, withdrawRegisters, type RegisterKind } from './import-registers.ts';
import type { ImportRow } from './imports.ts';

/** What the facts of one import have in common. */
export interface ImportedBatch {
  readonly batchId: string;
  /** A fresh time-ordered id: facts get its first 24 characters and the number of their row, so that the later of two rows is the newer word. */
  readonly idBase: string;
  readonly at: Date;
  readonly description: string;
}

interface Doing {
  readonly at: Date;
  readonly newId: () => string;
}

/** Words of JSON in both dialects. */
const jsonWords = {
  sqlite: {
    suffix: (row: AnyColumn) => sql`printf('%012x', ${row})`,
    text: (json: AnyColumn, path: string) => sql`json_extract(${json}, ${`$.${path}`})`,
    list: (json: AnyColumn, path: string) => sql`json_each(${json}, ${`$.${path}`}) as e`,
    parts: (json: AnyColumn, path: string) => sql`json_each(${json}, ${`$.${path}`}) as e`,
    place: sql`e.key + 1`,
  },
  postgres: {
    suffix: (row: AnyColumn) => sql`lpad(to_hex(${row}), 12, '0')`,
    text: (json: AnyColumn, path: string) => sql`${json} ->> ${path}::text`,
    list: (json: AnyColumn, path: string) => sql`jsonb_array_elements_text(${json} -> ${path}::text) with ordinality as e(value, key)`,
    parts: (json: AnyColumn, path: string) => sql`jsonb_each_text(${json} -> ${path}::text) as e(key, value)`,
    place: sql`e.key`,
  },
} as const;

/** Puts the facts of an import in and takes them out again, each in one transaction and without a row passing through this process. */
export function createImportFacts(db: Database) {
  const { imports, importRows, batches, ...schema } = db.schema;
  const json = jsonWords[db.dialect];
  const { report } = importRows;
  const tables: Record<Exclude<ImportKind, PlacementKind | DecisionKind | RegisterKind | 'organisations'>, PgTable> = {
    ...{ declarations: schema.declarations, postings: schema.postings, projects: schema.projects },
    ...{ enrolment: schema.enrolmentReports, destinations: schema.destinationReports, plans: schema.intakePlans, tracks: schema.graduateTracks },
    ...{ schoolYears: schema.schoolYears, inflows: schema.inflows },
  };
  const cast = (column: AnyColumn, value: SQL) => sql`cast(${value} as ${sql.raw(column.getSQLType())})`;
  const fixed = (column: AnyColumn, value: unknown) => cast(column, sql`${sql.param(value, column)}`);
  const ofImport = (id: string) => and(eq(importRows.importId, id), eq(importRows.valid, true));

  const factId = ({ idBase }: ImportedBatch) => sql`${idBase.slice(0, 24)} || ${json.suffix(importRows.row)}`;

  /** One INSERT … SELECT: every column is given, named by the report, or has its default. */
  function facts(tx: Executor, { id, kind, createdBy }: ImportRow, batch: ImportedBatch) {
    if (isPlacementKind(kind) || isDecisionKind(kind) || isRegisterKind(kind) || kind === 'organisations') throw new Error(`sheets of ${kind} hold no facts`);
    const table = tables[kind];
    const said = new Set(Object.keys(sheetKinds[kind].schema.properties));
    const given: Readonly<Record<string, (column: AnyColumn) => SQL>> = {
      id: () => factId(batch),
      organisationId: () => sql`${importRows.organisationId}`,
      schoolId: () => sql`${importRows.organisationId}`,
      programmeId: () => sql`${importRows.programmeId}`,
      simulated: (column) => fixed(column, false),
      source: (column) => fixed(column, 'spreadsheet'),
      batchId: (column) => fixed(column, batch.batchId),
      reportedBy: (column) => fixed(column, createdBy),
      validFrom: (column) => fixed(column, batch.at),
      ...(kind === 'inflows' ? { regionCode: (column) => cast(column, json.text(report, 'regionCode')) } : {}),
      ...(kind === 'postings' ? { year: (column) => cast(column, sql`substr(${json.text(report, 'openedOn')}, 1, 4)`) } : {}),
    };
    const fields = Object.entries(getTableColumns(table)).map(([name, column]) => {
      const value = given[name];
      if (value) return value(column);
      if (said.has(name)) return cast(column, json.text(report, name));
      return column.default === undefined ? cast(column, sql`null`) : fixed(column, column.default);
    });
    return tx.insert(table).select(sql`select ${sql.join(fields, sql`, `)} from ${importRows} where ${ofImport(id)} order by ${importRows.row}`);
  }

  /** What a report holds beside its own columns. Of a file that has no such column no row is looked at. */
  function* details(tx: Executor, { id, kind, columns }: ImportRow, batch: ImportedBatch): Steps<void> {
    const { enrolmentGrades, declarationParts, declarationMajors, declarationCompetences, postingCompetences } = schema;
    const read = columns as readonly { readonly field: string | null }[] | null;
    const has = (top: string) => read === null || read.some(({ field }) => field?.split('.')[0] === top);
    const select = (values: readonly SQL[], each: SQL) =>
      sql`select ${factId(batch)}, ${sql.join([...values], sql`, `)} from ${importRows}, ${each} where ${ofImport(id)}`;
    const persons = sql`cast(e.value as integer)`;
    if (kind === 'enrolment')
      yield* run(tx.insert(enrolmentGrades).select(select([json.place, fixed(enrolmentGrades.nature, 'stock'), persons], json.list(report, 'enrolled'))));
    const parts = kind === 'declarations' ? ([['education', 'education'], ['grade', 'grades']] as const).filter(([, path]) => has(path)) : []; // prettier-ignore
    for (const [aspect, path] of parts)
      yield* run(tx.insert(declarationParts).select(select([fixed(declarationParts.aspect, aspect), sql`e.key`, persons], json.parts(report, path))));
    if (kind === 'declarations' && has('acceptedMajors'))
      yield* run(tx.insert(declarationMajors).select(select([sql`e.value`], json.list(report, 'acceptedMajors'))));
    const competences = has('competences') ? select([sql`e.value`], json.list(report, 'competences')) : undefined;
    if (competences && kind === 'declarations') yield* run(tx.insert(declarationCompetences).select(competences));
    if (competences && kind === 'postings') yield* run(tx.insert(postingCompetences).select(competences));
  }

  function* takenBack(tx: Executor, row: ImportRow, { at, newId }: Doing): Steps<number> {
    if (isPlacementKind(row.kind)) return yield* withdrawPlacement(db, tx, row, at);
    if (isDecisionKind(row.kind)) return yield* withdrawDecisions(db, tx, row, at, newId);
    if (isRegisterKind(row.kind)) return yield* withdrawRegisters(db, tx, row);
    if (row.kind === 'organisations') return yield* withdrawOrganisations(db, tx, row);
    return yield* withdrawFacts(db, tx, row.batchId ?? '');
  }

  return {
    /** The whole batch or nothing of it. Undefined where the import waits for something else by now. */
    store(row: ImportRow, batch: ImportedBatch, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [taken] = yield* run(
          tx
            .update(imports)
            .set({ state: 'imported', batchId: batch.batchId, importedRows: row.validRows ?? 0, importedAt: batch.at, leaseUntil: null })
            .where(and(eq(imports.id, row.id), eq(imports.state, 'importing')))
            .returning(),
        );
        if (!taken) return undefined;
        yield* refuseFixedYears(db, tx, row);
        yield* run(
          tx.insert(batches).values({
            ...{ id: batch.batchId, kind: 'spreadsheet', description: batch.description },
            ...{ createdBy: row.confirmedBy ?? row.createdBy, createdAt: batch.at },
          }),
        );
        if (isPlacementKind(row.kind)) yield* storePlacement(db, tx, row, batch);
        else if (isDecisionKind(row.kind)) yield* storeDecisions(db, tx, row, batch);
        else if (isRegisterKind(row.kind)) yield* storeRegisters(db, tx, row, batch);
        else if (row.kind === 'organisations') yield* storeOrganisations(db, tx, row, batch);
        else {
          yield* run(facts(tx, row, batch));
          yield* details(tx, row, batch);
        }
        yield* auditStep(db, tx, audit);
        return taken;
      });
    },
    /** Takes the facts of the batch out again; its staged rows stay. */
    withdraw(row: ImportRow, doing: Doing, audit: (facts: number) => AuditRecord) {
      return db.transaction(function* (tx) {
        const [taken] = yield* run(
          tx
            .update(imports)
            .set({ state: 'undone', undoneAt: doing.at, fileKey: null, leaseUntil: null })
            .where(and(eq(imports.id, row.id), eq(imports.state, 'undoing')))
            .returning(),
        );
        if (!taken) return undefined;
        const withdrawn = yield* takenBack(tx, row, doing);
        yield* auditStep(db, tx, audit(withdrawn));
        return taken;
      });
    },
  };
}
