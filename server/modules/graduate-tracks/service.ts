import type { Principal } from '../../../db/repositories/access.ts';
import { createGraduateTrackRepository, type TrackFilter } from '../../../db/repositories/graduate-tracks.ts';
import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { createReportRepository } from '../../../db/repositories/reports.ts';
import { createTransitionRepository } from '../../../db/repositories/transitions.ts';
import type { GraduateRates, GraduateTrack, GraduateTrackInput } from '../../../schemas/graduate-tracks.ts';
import { trackFaults } from '../../../schemas/track-faults.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import type { ServerContext } from '../../context.ts';
import { invalidField, invalidFields } from '../../errors.ts';
import { levelWords } from '../../../schemas/sheets/words.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { createReporting } from '../../reporting.ts';
import { ratesOf, type Cut } from './rates.ts';

type Row = Awaited<ReturnType<ReturnType<typeof createGraduateTrackRepository>['page']>>['items'][number];

/** Graduate tracking 就业跟踪: what schools report, and the rates that follow. */
export function createGraduateTrackService(context: ServerContext) {
  const { db, clock, newId } = context;
  const tracks = createGraduateTrackRepository(db);
  const transitions = createTransitionRepository(db);
  const organisations = createOrganisationRepository(db);
  const reports = createReportRepository(db);
  const catalogue = createCatalogueCheck(context);
  const reporting = createReporting(context);
  const record = createRecorder(context);
  const scoped = (principal: Principal, asked: TrackFilter): TrackFilter => ({ ...asked, ...reporting.scope(principal, asked) });

  return {
    async report(principal: Principal, input: GraduateTrackInput, requestId: string, simulated = false): Promise<GraduateTrack> {
      const school = await reporting.reporter(principal, input.organisationId, 'school');
      await reporting.checkYear(input.year, '/year');
      const major = await catalogue.major(input.majorCode, { running: true });
      if (major.level !== input.level)
        throw invalidField('/level', `专业 ${major.code} 是${levelWords[major.level]}专业`, `major ${major.code} is of level ${major.level}`);
      const programme = await organisations.findProgramme(school.id, major.code);
      if (!programme)
        throw invalidField('/majorCode', `${school.name}没有开设 ${major.name}（${major.code}）`, `${school.name} does not offer major ${major.code}`);
      const faults = trackFaults(input, await transitions.graduatesOf(programme.id, input.year), await reports.newestYear());
      if (faults.length > 0) throw invalidFields(faults);
      const { organisationId: _named, majorCode, level, ...values } = input;
      const [id, now] = [newId(), clock()];
      const row = {
        id,
        programmeId: programme.id,
        schoolId: school.id,
        ...values,
        simulated,
        source: simulated ? 'seed' : 'api',
        reportedBy: principal.actor,
        validFrom: now,
      };
      const audit = record({ actor: principal.actor, requestId }, now, 'create', ['graduate_track', id], { programmeId: programme.id, ...values });
      return present({ row: await tracks.add(row, audit), newest: 1, organisationName: school.name, majorCode, majorName: major.name, level });
    },
    async list(principal: Principal, asked: TrackFilter, query: PageQuery) {
      const filter = scoped(principal, asked);
      const page = await tracks.page(filter, toPageRequest(query, ['number', 'text']));
      return toList(page, query, present, () => tracks.count(filter));
    },
    /** All of them, for files. */
    rows(principal: Principal, asked: TrackFilter): AsyncGenerator<GraduateTrack> {
      const filter = scoped(principal, asked);
      return walk((page) => tracks.page(filter, page), present);
    },
    /** Schools see the city and their own programmes; who plans all of it. */
    async rates(principal: Principal, by: Cut, year: number | undefined): Promise<GraduateRates[]> {
      const of = year ?? (await tracks.newestYear());
      if (of === undefined) return [];
      const own = principal.role === 'school' ? principal.organisationId : null;
      const rows = ratesOf(await tracks.ofYear(of), by, own);
      return principal.role === 'school' && (by === 'programme' || by === 'school') ? rows.filter((row) => row.own) : rows;
    },
  };
}

function present({ row, newest, ...names }: Row): GraduateTrack {
  const { id, schoolId, programmeId, year, months, asked, localJob, otherRegion, furtherStudy, military, unemployed, inField } = row;
  const { wageTo3000, wageTo5000, wageTo8000, wageTo12000, wageOver12000, satisfied1, satisfied2, satisfied3, satisfied4, satisfied5 } = row;
  return {
    ...{ id, organisationId: schoolId, ...names, programmeId, year, months: months as GraduateTrack['months'], asked, localJob, otherRegion },
    ...{ furtherStudy, military, unemployed, inField, wageTo3000, wageTo5000, wageTo8000, wageTo12000, wageOver12000 },
    ...{ satisfied1, satisfied2, satisfied3, satisfied4, satisfied5 },
    ...{ inForce: newest === 1, simulated: row.simulated, source: row.source, validFrom: row.validFrom.toISOString() },
  };
}
