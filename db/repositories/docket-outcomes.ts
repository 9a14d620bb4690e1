import { and, asc, eq, getTableColumns, lte } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { createDocketEvidenceRepository } from './docket-evidence.ts';
import type { DocketRow } from './docket-steps.ts';
import { createDocketRepository } from './dockets.ts';
import { createRunRepository } from './runs.ts';

/** Decisions of the conference with what is known of them since. */
export function createDocketOutcomeRepository(db: Database) {
  const dockets = createDocketRepository(db);
  const evidence = createDocketEvidenceRepository(db);
  const runs = createRunRepository(db);
  const { dockets: table, gaps } = db.schema;

  return {
    /** Rows that say whether the decision of one docket was right: the gaps it was taken on, its measures with reported intakes, and what the newest run knows. */
    async decision({
      id,
      runId,
      regionCode,
      majorCode,
      level,
      flagClass,
    }: Pick<DocketRow, 'id' | 'runId' | 'regionCode' | 'majorCode' | 'level' | 'flagClass'>) {
      const basis = await runs.find(runId);
      const newest = await runs.latest(regionCode);
      const measures = (await dockets.measures([id])).map(({ row }) => row);
      const schools = [...new Set(measures.map(({ schoolId }) => schoolId))];
      const intakes = await dockets.intakes(majorCode, schools);
      const programmes = new Map((await dockets.schools(schools, majorCode)).map(({ school, programme }) => [school.id, programme]));
      const known = newest ? await evidence.series(newest, majorCode) : undefined;
      return {
        ...{ majorCode, level, flagClass, decidedAsOf: basis?.asOfYear, gaps: basis ? await evidence.gaps(basis.id, majorCode) : [] },
        measures: measures.map(({ id: measureId, schoolId, change, fromYear, seatsBefore, seatsAfter }) => ({
          ...{ id: measureId, schoolId, change, fromYear, seatsBefore, seatsAfter },
          ...{ programme: programmes.get(schoolId) ?? null, intakes: intakes.get(schoolId) ?? new Map<number, number>() },
        })),
        newestId: newest?.id ?? null,
        later: newest && {
          ...{ asOfYear: newest.asOfYear, parameters: newest.parameters },
          ...{ demand: known?.demand?.series, supply: known?.supply?.series, survival: await dockets.survival(newest.id, level) },
        },
      };
    },
    /** Regions in which something was decided that was not looked back at. */
    async regions() {
      const rows = await db.query
        .selectDistinct({ regionCode: table.regionCode })
        .from(table)
        .where(eq(table.state, 'resolved'))
        .orderBy(asc(table.regionCode));
      return rows.map(({ regionCode }) => regionCode);
    },
    /** Resolved dockets of a region whose decision window has ended by a year, as the run they were decided on had it; oldest first. */
    async passed(regionCode: string, year: number) {
      const { evidence: _evidence, ...head } = getTableColumns(table);
      return db.query
        .select(head)
        .from(table)
        .innerJoin(gaps, and(eq(gaps.runId, table.runId), eq(gaps.majorCode, table.majorCode)))
        .where(
          and(
            ...[eq(table.regionCode, regionCode), eq(table.state, 'resolved')],
            ...[eq(gaps.chainKey, 'city'), eq(gaps.span, 'total'), eq(gaps.window, 'decision'), lte(gaps.lastYear, year)],
          ),
        )
        .orderBy(asc(table.id));
    },
  };
}
