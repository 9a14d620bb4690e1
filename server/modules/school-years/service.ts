import type { Principal } from '../../../db/repositories/access.ts';
import { createSchoolYearRepository, type SchoolYearFilter } from '../../../db/repositories/school-years.ts';
import { unusualSchoolYear } from '../../../schemas/filing-checks.ts';
import { teacherFaults } from '../../../schemas/report-faults.ts';
import type { SchoolYear, SchoolYearSubmission } from '../../../schemas/school-years.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { createReporting } from '../../reporting.ts';

type Row = Awaited<ReturnType<ReturnType<typeof createSchoolYearRepository>['page']>>['items'][number];

/** What schools report of themselves by year: teachers, training, facilities. */
export function createSchoolYearService(context: ServerContext) {
  const { db, clock, newId } = context;
  const schoolYears = createSchoolYearRepository(db);
  const reporting = createReporting(context);
  const record = createRecorder(context);
  const scoped = (principal: Principal, asked: SchoolYearFilter): SchoolYearFilter => ({ ...reporting.scope(principal, asked), inForce: asked.inForce });

  return {
    async report(principal: Principal, { confirmed = [], ...input }: SchoolYearSubmission, requestId: string): Promise<SchoolYear> {
      const { id: schoolId, name: organisationName } = await reporting.reporter(principal, input.organisationId, 'school');
      await reporting.checkYear(input.year, '/year');
      const [fault] = teacherFaults(input);
      if (fault) throw invalidField(fault.pointer, fault.zh, fault.en);
      const { organisationId: _named, ...values } = input;
      const before = await schoolYears.newest(schoolId, input.year - 1);
      const asked = before ? unusualSchoolYear(values, before).filter(({ key }) => !confirmed.includes(key)) : [];
      if (asked.length > 0)
        throw new ApiError(
          'confirmation_needed',
          {
            zh: '部分数值与上年相差较大，请核对；确认无误后将 confirm 所列各项填入 confirmed 再提交',
            en: 'Some values differ much from last year’s: correct them, or send them again with those of confirm in confirmed',
          },
          asked,
          asked.map(({ key }) => key),
        );
      const [id, now] = [newId(), clock()];
      const row = { id, schoolId, ...values, simulated: false, source: 'api', reportedBy: principal.actor, validFrom: now };
      const audit = record({ actor: principal.actor, requestId }, now, 'create', ['school_year', id], {
        schoolId,
        ...values,
        ...(confirmed.length > 0 ? { confirmed } : {}),
      });
      return present({ row: await schoolYears.add(row, audit), newest: 1, organisationName });
    },
    async list(principal: Principal, asked: SchoolYearFilter, query: PageQuery) {
      const filter = scoped(principal, asked);
      const page = await schoolYears.page(filter, toPageRequest(query, ['number', 'text']));
      return toList(page, query, present, () => schoolYears.count(filter));
    },
    /** All of them, for files. */
    rows(principal: Principal, asked: SchoolYearFilter): AsyncGenerator<SchoolYear> {
      const filter = scoped(principal, asked);
      return walk((page) => schoolYears.page(filter, page), present);
    },
  };
}

function present({ row, newest, organisationName }: Row): SchoolYear {
  const { id, schoolId, year, fullTimeTeachers, teacherPosts, professionalTeachers, dualQualifiedTeachers, partTimeTeachers } = row;
  const { trainingPersonTimes, practiceBaseArea, practicePlaces, equipmentValue, simulated, source, validFrom } = row;
  return {
    ...{ id, organisationId: schoolId, organisationName, year, fullTimeTeachers, teacherPosts, professionalTeachers, dualQualifiedTeachers },
    ...{ partTimeTeachers, trainingPersonTimes, practiceBaseArea, practicePlaces, equipmentValue },
    ...{ inForce: newest === 1, simulated, source, validFrom: validFrom.toISOString() },
  };
}
