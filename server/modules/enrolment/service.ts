import type { Principal } from '../../../db/repositories/access.ts';
import { createCatalogueRepository } from '../../../db/repositories/catalogue.ts';
import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { createReportRepository, type ReportFilter } from '../../../db/repositories/reports.ts';
import type { EnrolmentReportInput } from '../../../schemas/enrolment.ts';
import type { ServerContext } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createReporting } from '../../reporting.ts';

export function createEnrolmentService(context: ServerContext) {
  const { db, clock, newId } = context;
  const reports = createReportRepository(db);
  const catalogue = createCatalogueRepository(db);
  const organisations = createOrganisationRepository(db);
  const reporting = createReporting(context);

  return {
    async report(principal: Principal, input: EnrolmentReportInput, requestId: string) {
      const school = await reporting.reporter(principal, input.organisationId, 'school');
      await reporting.checkYear(input.year, '/year');
      const major = await catalogue.findMajor(input.majorCode);
      if (!major) throw invalidField('/majorCode', `专业代码 ${input.majorCode} 不在目录中`, `major ${input.majorCode} is not in the catalogue`);
      if (major.level !== input.level)
        throw invalidField('/level', `专业 ${major.code} 的层次是 ${major.level}`, `major ${major.code} is of level ${major.level}`);
      const programme = await organisations.findProgramme(school.id, major.code);
      if (!programme)
        throw invalidField('/majorCode', `${school.name}没有开设 ${major.name}（${major.code}）`, `${school.name} does not offer major ${major.code}`);
      if (input.enrolled.length !== programme.lengthYears) {
        throw invalidField('/enrolled', `应按 ${programme.lengthYears} 个年级填报`, `needs ${programme.lengthYears} grades, got ${input.enrolled.length}`);
      }
      const now = clock();
      const { year, plan, intake, graduates } = input;
      const row = {
        ...{ id: newId(), programmeId: programme.id, schoolId: school.id, year, plan: plan ?? null, intake, graduates },
        ...{ simulated: false, source: 'api', reportedBy: principal.actor, validFrom: now },
      };
      const stored = await reports.addEnrolmentReport(row, input.enrolled, {
        ...{ id: newId(), at: now, actor: principal.actor, action: 'create', entity: 'enrolment_report', entityId: row.id, requestId },
        after: { programmeId: programme.id, year, plan: plan ?? null, intake, enrolled: input.enrolled, graduates },
      });
      return present({ row: stored, organisationName: school.name, majorCode: major.code, majorName: major.name, level: major.level }, input.enrolled);
    },
    async reports(principal: Principal, asked: ReportFilter, query: PageQuery) {
      const filter = reporting.scope(principal, asked);
      const page = await reports.pageEnrolmentReports(filter, toPageRequest(query, ['text']));
      const grades = await reports.gradesOf(page.items.map(({ row }) => row.id));
      return toList(
        page,
        query,
        (item) => present(item, grades.get(item.row.id) ?? []),
        () => reports.countEnrolmentReports(filter),
      );
    },
  };
}

type Row = Awaited<ReturnType<ReturnType<typeof createReportRepository>['pageEnrolmentReports']>>['items'][number];

function present({ row, organisationName, majorCode, majorName, level }: Row, enrolled: readonly number[]) {
  const { id, schoolId, programmeId, year, unit, plan, intake, graduates, simulated, source, validFrom } = row;
  return {
    ...{ id, organisationId: schoolId, organisationName, programmeId, year, majorCode, majorName, level, unit, plan, intake, graduates, simulated, source },
    enrolled: [...enrolled],
    validFrom: validFrom.toISOString(),
  };
}
