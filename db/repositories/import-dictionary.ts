import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { createInstallationRepository } from './installation.ts';
import { createReportRepository } from './reports.ts';

/** Everything that rows of a sheet may name, read once a file. */
export function createImportDictionary(db: Database) {
  const { organisations, occupations, majors, competences, programmes, enrolmentReports, filings, chains, regions } = db.schema;
  const installation = createInstallationRepository(db);
  return {
    /** What sheets that offices bring may name or may not name again. */
    async city() {
      const there = await db.query.select({ kind: organisations.kind, name: organisations.name, creditCode: organisations.creditCode }).from(organisations);
      const named = await db.query.select({ id: chains.id, name: chains.name }).from(chains).orderBy(asc(chains.id));
      const regionCode = await installation.region();
      const [region] = await db.query.select({ code: regions.code }).from(regions).where(eq(regions.code, regionCode));
      return { organisations: there, chains: named, regionCode, known: region !== undefined, demo: (await installation.get('demo')) === '1' };
    },
    async read(reporter: 'enterprise' | 'school' | 'any', wanted: { readonly graduates: boolean }) {
      const reporters = await db.query
        .select({ id: organisations.id, name: organisations.name, creditCode: organisations.creditCode })
        .from(organisations)
        .where(and(reporter === 'any' ? undefined : eq(organisations.kind, reporter), eq(organisations.status, 'verified')))
        .orderBy(asc(organisations.id));
      const occupationRows = await db.query
        .select({ code: occupations.code, name: occupations.name })
        .from(occupations)
        .where(eq(occupations.retired, false))
        .orderBy(asc(occupations.code));
      const majorRows = await db.query
        .select({ code: majors.code, name: majors.name, level: majors.level, retired: majors.retired })
        .from(majors)
        .orderBy(asc(majors.code));
      const competenceRows = await db.query.select({ code: competences.code, name: competences.name }).from(competences).orderBy(asc(competences.code));
      const programmeRows =
        reporter === 'school'
          ? await db.query
              .select({ id: programmes.id, schoolId: programmes.schoolId, majorCode: programmes.majorCode, lengthYears: programmes.lengthYears })
              .from(programmes)
          : [];
      const graduates = wanted.graduates
        ? await db.query
            .select({ programmeId: enrolmentReports.programmeId, year: enrolmentReports.year, graduates: enrolmentReports.graduates })
            .from(enrolmentReports)
            .orderBy(asc(enrolmentReports.id)) // the newest word comes last
        : [];
      const fixedYears = await db.query
        .select({ organisationId: filings.organisationId, year: filings.year })
        .from(filings)
        .where(and(eq(filings.kind, reporter === 'school' ? 'enrolment' : 'demand'), inArray(filings.state, ['accepted', 'locked'])));
      return {
        newestYear: await createReportRepository(db).newestYear(),
        ...{ reporters, occupations: occupationRows, majors: majorRows, competences: competenceRows, programmes: programmeRows, graduates, fixedYears },
      };
    },
  };
}
