import type { Principal } from '../../../db/repositories/access.ts';
import { createCatalogueRepository } from '../../../db/repositories/catalogue.ts';
import { createReportRepository, type ReportFilter } from '../../../db/repositories/reports.ts';
import type { DeclarationInput, PostingInput } from '../../../schemas/demand.ts';
import type { ServerContext } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createReporting } from '../../reporting.ts';

export function createDemandService(context: ServerContext) {
  const { db, clock, newId } = context;
  const reports = createReportRepository(db);
  const catalogue = createCatalogueRepository(db);
  const reporting = createReporting(context);

  async function occupation(code: string) {
    const found = await catalogue.findOccupation(code);
    if (!found) throw invalidField('/occupationCode', `职业代码 ${code} 不在目录中`, `occupation ${code} is not in the catalogue`);
    return found;
  }
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
      const now = clock();
      const { organisationId: _named, ...values } = input;
      const row = { id: newId(), ...values, organisationId: organisation.id, ...origin(principal, now) };
      const stored = await reports.addDeclaration(row, audit(principal, now, 'declaration', row.id, values, requestId));
      return presentDeclaration({ row: stored, organisationName: organisation.name, occupationName });
    },
    async post(principal: Principal, input: PostingInput, requestId: string) {
      const organisation = await reporting.reporter(principal, input.organisationId, 'enterprise');
      const year = Number(input.openedOn.slice(0, 4));
      await reporting.checkYear(year, '/openedOn');
      const { name: occupationName } = await occupation(input.occupationCode);
      const now = clock();
      const { organisationId: _named, ...values } = input;
      const row = { id: newId(), ...values, year, organisationId: organisation.id, ...origin(principal, now) };
      const stored = await reports.addPosting(row, audit(principal, now, 'posting', row.id, values, requestId));
      return presentPosting({ row: stored, organisationName: organisation.name, occupationName });
    },
    async declarations(principal: Principal, asked: ReportFilter, query: PageQuery) {
      const filter = reporting.scope(principal, asked);
      const page = await reports.pageDeclarations(filter, toPageRequest(query, ['text']));
      return toList(page, query, presentDeclaration, () => reports.countDeclarations(filter));
    },
    async postings(principal: Principal, asked: ReportFilter, query: PageQuery) {
      const filter = reporting.scope(principal, asked);
      const page = await reports.pagePostings(filter, toPageRequest(query, ['text']));
      return toList(page, query, presentPosting, () => reports.countPostings(filter));
    },
  };
}

type Reports = ReturnType<typeof createReportRepository>;
type DeclarationRow = Awaited<ReturnType<Reports['pageDeclarations']>>['items'][number];
type PostingRow = Awaited<ReturnType<Reports['pagePostings']>>['items'][number];

function presentDeclaration({ row, organisationName, occupationName }: DeclarationRow) {
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
    validFrom: validFrom.toISOString(),
  };
}

function presentPosting({ row, organisationName, occupationName }: PostingRow) {
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
    validFrom: validFrom.toISOString(),
  };
}
