import type { Principal } from '../../../db/repositories/access.ts';
import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { createReportRepository, type ReportFilter } from '../../../db/repositories/reports.ts';
import { createTransitionRepository } from '../../../db/repositories/transitions.ts';
import type { DestinationReportInput, EnrolmentReport, EnrolmentReportInput, IntakePlanInput } from '../../../schemas/enrolment.ts';
import { destinationFaults } from '../../../schemas/report-faults.ts';
import type { ServerContext } from '../../context.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import { enrolmentFact, enrolmentFaults } from '../../enrolment-facts.ts';
import { invalidField, invalidFields } from '../../errors.ts';
import { levelWords } from '../../../schemas/sheets/words.ts';
import { defined, toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createReporting } from '../../reporting.ts';

interface OfProgramme {
  readonly year: number;
  readonly majorCode: string;
  readonly level: string;
  readonly organisationId?: string;
}

export function createEnrolmentService(context: ServerContext) {
  const { db, clock, newId } = context;
  const reports = createReportRepository(db);
  const transitions = createTransitionRepository(db);
  const catalogue = createCatalogueCheck(context);
  const organisations = createOrganisationRepository(db);
  const reporting = createReporting(context);

  /** The school, major and programme that a report speaks of. Nobody is taken in under a retired major; who began under one goes on under it. */
  async function subject(principal: Principal, input: OfProgramme, takenIn: number) {
    const school = await reporting.reporter(principal, input.organisationId, 'school');
    await reporting.checkYear(input.year, '/year');
    const major = await catalogue.major(input.majorCode, { running: takenIn === 0 });
    if (major.level !== input.level)
      throw invalidField('/level', `专业 ${major.code} 是${levelWords[major.level]}专业`, `major ${major.code} is of level ${major.level}`);
    const programme = await organisations.findProgramme(school.id, major.code);
    if (!programme)
      throw invalidField('/majorCode', `${school.name}没有开设 ${major.name}（${major.code}）`, `${school.name} does not offer major ${major.code}`);
    return { school, programme, names: { organisationName: school.name, majorCode: major.code, majorName: major.name, level: major.level } };
  }
  /** The parts of a stored row that every report has. */
  function stamp(principal: Principal, programme: { readonly id: string; readonly schoolId: string }, year: number) {
    const now = clock();
    return {
      ...{ id: newId(), programmeId: programme.id, schoolId: programme.schoolId, year },
      ...{ simulated: false, source: 'api', reportedBy: principal.actor, validFrom: now },
    };
  }
  const audit = (row: ReturnType<typeof stamp>, entity: string, after: Record<string, number | null | number[]>, requestId: string) => ({
    ...{ id: newId(), at: row.validFrom, actor: row.reportedBy, action: 'create', entity, entityId: row.id, requestId },
    after: { programmeId: row.programmeId, year: row.year, ...after },
  });

  return {
    async report(principal: Principal, input: EnrolmentReportInput, requestId: string) {
      const { programme, names } = await subject(principal, input, input.intake);
      const faults = enrolmentFaults(input, programme);
      if (faults.length > 0) throw invalidFields(faults);
      const { plan = null, intake, graduates, enrolled, firstChoiceRate, registrationRate } = input;
      const stamped = stamp(principal, programme, input.year);
      const { row } = enrolmentFact(input, programme, stamped);
      const stored = await reports.addEnrolmentReport(
        row,
        enrolled,
        audit(stamped, 'enrolment_report', { plan, intake, enrolled, graduates, ...defined({ firstChoiceRate, registrationRate }) }, requestId),
      );
      return present({ row: stored, ...names }, enrolled);
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
    async reportDestinations(principal: Principal, input: DestinationReportInput, requestId: string) {
      const { programme, names } = await subject(principal, input, 0);
      const graduates = await transitions.graduatesOf(programme.id, input.year);
      if (graduates === undefined) {
        throw invalidField('/year', `请先填报 ${input.year} 年的毕业生数`, `needs the graduates of ${input.year} to be reported first`);
      }
      checkDestinations(input, graduates);
      const { localJob, otherRegion, furtherStudy, military, unemployed, inField = null } = input;
      const persons = { localJob, otherRegion, furtherStudy, military, unemployed, inField };
      const row = { ...stamp(principal, programme, input.year), ...persons };
      return presentDestinations({ row: await transitions.addDestinations(row, audit(row, 'destination_report', persons, requestId)), ...names });
    },
    async destinations(principal: Principal, asked: ReportFilter, query: PageQuery) {
      const filter = reporting.scope(principal, asked);
      const page = await transitions.pageDestinations(filter, toPageRequest(query, ['text']));
      return toList(page, query, presentDestinations, () => transitions.countDestinations(filter));
    },
    async plan(principal: Principal, input: IntakePlanInput, requestId: string) {
      const { programme, names } = await subject(principal, input, input.plan);
      const row = { ...stamp(principal, programme, input.year), plan: input.plan };
      return presentPlan({ row: await transitions.addPlan(row, audit(row, 'intake_plan', { plan: input.plan }, requestId)), ...names });
    },
    async plans(principal: Principal, asked: ReportFilter, query: PageQuery) {
      const filter = reporting.scope(principal, asked);
      const page = await transitions.pagePlans(filter, toPageRequest(query, ['text']));
      return toList(page, query, presentPlan, () => transitions.countPlans(filter));
    },
  };
}

function checkDestinations(input: DestinationReportInput, graduates: number): void {
  const [fault] = destinationFaults(input, graduates);
  if (fault) throw invalidField(fault.pointer, fault.zh, fault.en);
}

interface Stored {
  readonly id: string;
  readonly schoolId: string;
  readonly programmeId: string;
  readonly year: number;
  readonly unit: string;
  readonly simulated: boolean;
  readonly source: string;
  readonly validFrom: Date;
}
interface Names {
  readonly organisationName: string;
  readonly majorCode: string;
  readonly majorName: string;
  readonly level: EnrolmentReport['level'];
}
const common = ({ id, schoolId, programmeId, year, unit, simulated, source, validFrom }: Stored, { organisationName, majorCode, majorName, level }: Names) => ({
  ...{ id, organisationId: schoolId, organisationName, programmeId, year, majorCode, majorName, level, unit, simulated, source },
  validFrom: validFrom.toISOString(),
});

type Row = Awaited<ReturnType<ReturnType<typeof createReportRepository>['pageEnrolmentReports']>>['items'][number];
type DestinationRow = Awaited<ReturnType<ReturnType<typeof createTransitionRepository>['pageDestinations']>>['items'][number];
type PlanRow = Awaited<ReturnType<ReturnType<typeof createTransitionRepository>['pagePlans']>>['items'][number];

function present({ row, ...names }: Row, enrolled: readonly number[]) {
  const { plan, intake, graduates, firstChoiceRate, registrationRate } = row;
  return { ...common(row, names), plan, intake, graduates, firstChoiceRate, registrationRate, enrolled: [...enrolled] };
}
function presentDestinations({ row, ...names }: DestinationRow) {
  const { localJob, otherRegion, furtherStudy, military, unemployed, inField } = row;
  return { ...common(row, names), localJob, otherRegion, furtherStudy, military, unemployed, inField };
}
const presentPlan = ({ row, ...names }: PlanRow) => ({ ...common(row, names), plan: row.plan });
