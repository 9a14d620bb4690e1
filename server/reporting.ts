import type { Principal } from '../db/repositories/access.ts';
import { createOrganisationRepository } from '../db/repositories/organisations.ts';
import { createReportRepository, type ReportFilter } from '../db/repositories/reports.ts';
import { yearFaults } from '../schemas/report-faults.ts';
import type { ServerContext } from './context.ts';
import { ApiError, invalidField } from './errors.ts';

/** What demand and enrolment reports have in common: whose report it is, which years may be reported, who may read what. */
export function createReporting({ db }: ServerContext) {
  const organisations = createOrganisationRepository(db);
  const reports = createReportRepository(db);
  return {
    /** The organisation of the key; administrators name one. */
    async reporter(principal: Principal, named: string | undefined, kind: 'school' | 'enterprise') {
      if (principal.role !== 'administrator' && named !== undefined && named !== principal.organisationId) {
        throw new ApiError('forbidden', { zh: '只能为本单位填报', en: 'Reports are for the own organisation only' }, [
          { pointer: '/organisationId', zh: '请删除此字段', en: 'remove this field' },
        ]);
      }
      const id = principal.role === 'administrator' ? named : principal.organisationId;
      if (id === undefined || id === null) throw invalidField('/organisationId', '管理员填报时必须指明单位', 'is required for administrators');
      const organisation = await organisations.find(id);
      if (organisation?.kind !== kind) {
        throw invalidField('/organisationId', kind === 'school' ? '没有此学校' : '没有此企业', `no ${kind} has this id`);
      }
      return organisation;
    },
    /** Years from 2000 to one past the newest complete reporting year. */
    async checkYear(year: number, pointer: string) {
      const newest = await reports.newestYear();
      const [fault] = yearFaults(year, pointer, newest, 1);
      if (fault) throw invalidField(fault.pointer, fault.zh, fault.en);
    },
    /** Enterprises and schools read their own raw reports only. */
    scope(principal: Principal, filter: ReportFilter): ReportFilter {
      if (principal.role === 'administrator' || principal.role === 'planner') return filter;
      if (principal.organisationId === null) throw new ApiError('forbidden', { zh: '此密钥不属于任何单位', en: 'This key belongs to no organisation' });
      if (filter.organisationId !== undefined && filter.organisationId !== principal.organisationId) {
        throw new ApiError('forbidden', { zh: '只能查看本单位的原始数据', en: 'An organisation sees its own raw data only' });
      }
      return { ...filter, organisationId: principal.organisationId };
    },
  };
}
