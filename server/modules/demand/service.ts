import type { Principal } from '../../../db/repositories/access.ts';
import { createReportDetailRepository } from '../../../db/repositories/report-details.ts';
import { createReportRepository, type ReportFilter } from '../../../db/repositories/reports.ts';
import type { Declaration, DeclarationInput, PostingInput } from '../../../schemas/demand.ts';
import type { ServerContext } from '../../context.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import { createCompetenceCheck } from '../../competence-check.ts';
import { createDeclarationChecks, declarationFact } from '../../declaration-facts.ts';
import { invalidFields } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createReporting } from '../../reporting.ts';

export function createDemandService(context: ServerContext) {
  const { db, clock, newId } = context;
  const reports = createReportRepository(db);
  const { occupation } = createCatalogueCheck(context);
  const reporting = createReporting(context);
  const details = createReportDetailRepository(db);
  const checkCompetences = createCompetenceCheck(context);
  const faultsOf = createDeclarationChecks(context);

  const origin = (principal: Principal, now: Date) => ({ simulated: false, source: 'api', reportedBy: principal.actor, validFrom: now });
  const audit = (principal: Principal, now: Date, entity: string, id: string, after: object, requestId: string) => ({
    id: newId(),
    at: now,
    actor: principal.actor,
    action: 'create',
    entity,
    entityId: id,
    after: { ...after },
    requestId,
  });

  return {
    async declare(principal: Principal, input: DeclarationInput, requestId: string) {
      const organisation = await reporting.reporter(principal, input.organisationId, 'enterprise');
      await reporting.checkYear(input.year, '/year');
      const { name: occupationName } = await occupation(input.occupationCode);
      const [faults = []] = await faultsOf([input]);
      if (faults.length > 0) throw invalidFields(faults);
      const now = clock();
      const { organisationId: _named, ...values } = input;
      const { education, grades, competences = [] } = values;
      const { row, details: told } = declarationFact(input, organisation.id, { id: newId(), ...origin(principal, now) });
      const stored = await reports.addDeclaration(row, audit(principal, now, 'declaration', row.id, values, requestId), told);
      return presentDeclaration(
        { row: stored, organisationName: organisation.name, occupationName },
        { education: education ?? null, grades: grades ?? null, competences: [...competences].sort() },
      );
    },
    async post(principal: Principal, input: PostingInput, requestId: string) {
      const organisation = await reporting.reporter(principal, input.organisationId, 'enterprise');
      const year = Number(input.openedOn.slice(0, 4));
      await reporting.checkYear(year, '/openedOn');
      const { name: occupationName } = await occupation(input.occupationCode);
      await checkCompetences(input.competences ?? []);
      const now = clock();
      const { organisationId: _named, ...values } = input;
      const { competences = [], ...numbers } = values;
      const row = { id: newId(), ...numbers, year, organisationId: organisation.id, ...origin(principal, now) };
      const stored = await reports.addPosting(row, audit(principal, now, 'posting', row.id, values, requestId), { competences });
      return presentPosting({ row: stored, organisationName: organisation.name, occupationName }, [...competences].sort());
    },
    async declarations(principal: Principal, asked: ReportFilter, query: PageQuery) {
      const filter = reporting.scope(principal, asked);
      const page = await reports.pageDeclarations(filter, toPageRequest(query, ['text']));
      const ids = page.items.map(({ row }) => row.id);
      const parts = await details.partsOf(ids);
      const competences = await details.competencesOfDeclarations(ids);
      const told = (id: string) => ({ education: parts(id, 'education'), grades: parts(id, 'grade'), competences: competences.get(id) ?? [] });
      return toList(
        page,
        query,
        (item) => presentDeclaration(item, told(item.row.id)),
        () => reports.countDeclarations(filter),
      );
    },
    async postings(principal: Principal, asked: ReportFilter, query: PageQuery) {
      const filter = reporting.scope(principal, asked);
      const page = await reports.pagePostings(filter, toPageRequest(query, ['text']));
      const competences = await details.competencesOfPostings(page.items.map(({ row }) => row.id));
      return toList(
        page,
        query,
        (item) => presentPosting(item, competences.get(item.row.id) ?? []),
        () => reports.countPostings(filter),
      );
    },
  };
}

type Reports = ReturnType<typeof createReportRepository>;
type DeclarationRow = Awaited<ReturnType<Reports['pageDeclarations']>>['items'][number];
type PostingRow = Awaited<ReturnType<Reports['pagePostings']>>['items'][number];

function presentDeclaration({ row, organisationName, occupationName }: DeclarationRow, told: Pick<Declaration, 'education' | 'grades' | 'competences'>) {
  const { id, organisationId, year, occupationCode, nature, unit, headcount, expectedLeavers, plannedHires, simulated, source, validFrom } = row;
  return {
    ...{
      id,
      organisationId,
      organisationName,
      year,
      occupationCode,
      occupationName,
      nature,
      unit,
      headcount,
      expectedLeavers,
      plannedHires,
      simulated,
      source,
    },
    ...told,
    validFrom: validFrom.toISOString(),
  };
}

function presentPosting({ row, organisationName, occupationName }: PostingRow, competences: string[]) {
  const { id, organisationId, openedOn, year, occupationCode, nature, unit, headcount, experienceYears, level, simulated, source, validFrom } = row;
  return {
    ...{
      id,
      organisationId,
      organisationName,
      openedOn,
      year,
      occupationCode,
      occupationName,
      nature,
      unit,
      headcount,
      experienceYears,
      level,
      simulated,
      source,
    },
    competences,
    validFrom: validFrom.toISOString(),
  };
}
