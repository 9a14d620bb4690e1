import type { Principal } from '../../../db/repositories/access.ts';
import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { createReportRepository } from '../../../db/repositories/reports.ts';
import { createSeatRepository, type SeatFilter, type SeatStatus } from '../../../db/repositories/seats.ts';
import { seatYearsAhead, type SeatDecisionInput, type SeatRequest, type SeatRequestInput } from '../../../schemas/seats.ts';
import type { ServerContext } from '../../context.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { seatStatusWords } from '../../words.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createReporting } from '../../reporting.ts';

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof createSeatRepository>['find']>>>;
/** From which states a decision may be taken. */
const allowed: Record<SeatDecisionInput['decision'], readonly SeatStatus[]> = {
  approved: ['requested'],
  rejected: ['requested'],
  withdrawn: ['requested', 'approved'],
};

export function createSeatService(context: ServerContext) {
  const { db, clock, newId } = context;
  const seats = createSeatRepository(db);
  const organisations = createOrganisationRepository(db);
  const reports = createReportRepository(db);
  const catalogue = createCatalogueCheck(context);
  const reporting = createReporting(context);

  async function schoolOf(principal: Principal, named: string | undefined) {
    if (principal.role !== 'planner') return reporting.reporter(principal, named, 'school');
    if (named === undefined) throw invalidField('/organisationId', '规划部门填报时必须指明学校', 'organisationId is required for planners');
    const school = await organisations.find(named);
    if (school?.kind !== 'school') throw invalidField('/organisationId', '没有此学校', 'no school has this id');
    return school;
  }
  /** The programme or major that the request names, exactly one of them; a programme is found for a major the school offers. */
  async function targetOf(schoolId: string, { majorCode, programmeId, seats: change }: SeatRequestInput) {
    if ((majorCode === undefined) === (programmeId === undefined))
      throw invalidField('/majorCode', '专业代码与专业点须且只须填一项', 'give either majorCode or programmeId, exactly one of them');
    const programme = programmeId === undefined ? await organisations.findProgramme(schoolId, majorCode ?? '') : await seats.findProgramme(programmeId);
    if (programmeId !== undefined && programme?.schoolId !== schoolId)
      throw invalidField('/programmeId', '本校没有此专业点', 'the school has no programme with this id');
    const code = programme?.majorCode ?? majorCode ?? '';
    const major = await catalogue.major(code, { running: change < 0 });
    return { major, programme };
  }
  /** The newest reporting year, which the seats count against. */
  async function checkYear(year: number): Promise<number> {
    const newest = await reports.newestYear();
    if (newest === undefined) return year - 1;
    if (year <= newest)
      throw invalidField(
        '/entryYear',
        `${newest} 年及以前的招生已成事实，须为 ${newest + 1} 年或以后`,
        `must be ${newest + 1} or later: intakes up to ${newest} are reported`,
      );
    if (year > newest + seatYearsAhead)
      throw invalidField('/entryYear', `不得晚于 ${newest + seatYearsAhead} 年`, `must be at most ${newest + seatYearsAhead}`);
    return newest;
  }
  async function checkSeats(count: number, programmeId: string | undefined) {
    if (count === 0) throw invalidField('/seats', '变动不能为 0', 'must not be 0');
    if (count > 0) return;
    const newest = programmeId === undefined ? undefined : await seats.newestIntake(programmeId);
    if (!newest) throw invalidField('/seats', '尚未开设或未填报招生的专业不能缩减', 'a programme without a reported intake cannot be cut');
    if (-count > newest.intake)
      throw invalidField(
        '/seats',
        `缩减不能超过 ${newest.year} 年招生 ${newest.intake} 人`,
        `cannot cut more than the intake of ${newest.year}, ${newest.intake}`,
      );
  }
  async function found(id: string): Promise<Row> {
    const row = await seats.find(id);
    if (!row) throw notFound({ zh: '此学额申请', en: 'This seat request' });
    return row;
  }

  return {
    async request(principal: Principal, input: SeatRequestInput, requestId: string): Promise<SeatRequest> {
      const school = await schoolOf(principal, input.organisationId);
      const { major, programme } = await targetOf(school.id, input);
      const baseYear = await checkYear(input.entryYear);
      await checkSeats(input.seats, programme?.id);
      const now = clock();
      const row = {
        ...{
          id: newId(),
          schoolId: school.id,
          majorCode: major.code,
          programmeId: programme?.id ?? null,
          entryYear: input.entryYear,
          baseYear,
          seats: input.seats,
        },
        ...{ status: 'requested' as const, note: input.note ?? null, simulated: false, source: 'api', requestedBy: principal.actor, createdAt: now },
      };
      const { schoolId, majorCode, entryYear } = row;
      await seats.add(row, {
        ...{ id: newId(), at: now, actor: principal.actor, action: 'create', entity: 'seat_request', entityId: row.id, requestId },
        after: { schoolId, majorCode, entryYear, seats: input.seats, status: 'requested' },
      });
      return present(await found(row.id));
    },
    async decide(principal: Principal, id: string, { decision, note }: SeatDecisionInput, requestId: string): Promise<SeatRequest> {
      const { row } = await found(id);
      const own = principal.organisationId === row.schoolId;
      // to another school the request does not exist
      if (principal.role === 'school' && !own) throw notFound({ zh: '此学额申请', en: 'This seat request' });
      if (principal.role === 'school' && decision !== 'withdrawn')
        throw new ApiError('forbidden', { zh: '院校只能撤回本校的申请', en: 'A school can only withdraw its own requests' });
      if (principal.role === 'planner' && decision === 'withdrawn')
        throw new ApiError('forbidden', { zh: '撤回由提出申请的院校办理', en: 'Withdrawing is up to the school that asked' });
      const now = clock();
      const told = { to: { organisationId: row.schoolId }, values: { major: row.majorCode, year: row.entryYear } };
      const tell = decision === 'withdrawn' ? [] : [{ ...told, kind: decision === 'approved' ? ('seats_approved' as const) : ('seats_rejected' as const) }];
      const change = { status: decision, decidedBy: principal.actor, decidedAt: now, decisionNote: note ?? null };
      const done =
        allowed[decision].includes(row.status) &&
        (await seats.decide(id, row.status, change, {
          ...{ id: newId(), at: now, actor: principal.actor, action: decision, entity: 'seat_request', entityId: id, requestId },
          ...{ before: { status: row.status }, after: { status: decision, note: note ?? null }, tell },
        }));
      if (!done)
        throw new ApiError('conflict', {
          zh: `此申请${seatStatusWords[row.status]}，不能再作此决定`,
          en: `A request that is ${row.status} cannot become ${decision}`,
        });
      return present(await found(id));
    },
    async list(principal: Principal, asked: SeatFilter, query: PageQuery) {
      const filter = { ...asked, ...reporting.scope(principal, asked.organisationId === undefined ? {} : { organisationId: asked.organisationId }) };
      const page = await seats.page(filter, toPageRequest(query, ['text']));
      return toList(page, query, present, () => seats.count(filter));
    },
  };
}

function present({ row, organisationName, majorName, level }: Row): SeatRequest {
  const { id, schoolId, majorCode, programmeId, entryYear, baseYear, seats, status, note, decisionNote, simulated, createdAt, decidedAt } = row;
  return {
    ...{
      id,
      organisationId: schoolId,
      organisationName,
      majorCode,
      majorName,
      level,
      programmeId,
      entryYear,
      baseYear,
      seats,
      status,
      note,
      decisionNote,
      simulated,
    },
    ...{ createdAt: createdAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null },
  };
}
