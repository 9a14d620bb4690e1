import type { Principal } from '../../../db/repositories/access.ts';
import { createFlagReplyRepository, type ReplyRow } from '../../../db/repositories/flag-replies.ts';
import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { createProgrammeStandingRepository } from '../../../db/repositories/programme-standing.ts';
import type { Placement, ProgrammeStanding } from '../../../schemas/programme-standing.ts';
import { placementYears } from '../../../schemas/programme-standing.ts';
import type { ServerContext } from '../../context.ts';
import { seesAll, toldTo, without } from '../../disclosure/readers.ts';
import { notFound } from '../../errors.ts';
import { answers, createFlagStanding, type StandingFlag } from '../../flag-standing.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { meaningOf } from './meaning.ts';
import { cityPlacement, placementOf, shareOf } from './shares.ts';

type Repository = ReturnType<typeof createProgrammeStandingRepository>;
type Row = Awaited<ReturnType<Repository['page']>>['items'][number];
type FlagRow = Awaited<ReturnType<Repository['flags']>>[number]['flag'];
/** Years that a window may lie ahead. */
const farthest = 12;

/** How the programmes of a school stand beside the city, read for a page of them at once. */
export function createProgrammeStandingService(context: ServerContext) {
  const { db } = context;
  const repository = createProgrammeStandingRepository(db);
  const replies = createFlagReplyRepository(db);
  const organisations = createOrganisationRepository(db);
  const flagStanding = createFlagStanding(context);

  /** The school, if the caller may see how it stands: to a school there is none but itself. */
  async function schoolOf(principal: Principal, id: string) {
    const foreign = principal.role === 'school' && principal.organisationId !== id;
    const school = foreign ? undefined : await organisations.find(id);
    if (school?.kind !== 'school') throw notFound({ zh: '此学校', en: 'This school' });
    return school;
  }
  type School = Awaited<ReturnType<typeof schoolOf>>;
  type Run = Awaited<ReturnType<typeof flagStanding.runOf>>;

  async function present(principal: Principal, school: School, run: Run, rows: readonly Row[]): Promise<ProgrammeStanding[]> {
    const codes = rows.map(({ programme }) => programme.majorCode);
    if (codes.length === 0) return [];
    const offering = Map.groupBy(await repository.offering(codes), ({ majorCode }) => majorCode);
    const flags = new Map((run ? await repository.flags(run.id, codes) : []).map(({ flag }) => [flag.majorCode, flag]));
    const standing = run ? await flagStanding.flagsOf(run, codes) : new Map<string, StandingFlag>();
    const since = Math.min(...[...standing.values()].map((flag) => flag.since));
    const given = run ? await replies.ofMajors(run.regionCode, [...standing.keys()], since, { schoolId: school.id, drafts: mayReadDraft(principal) }) : [];
    const t0 = run?.asOfYear;
    const entrants = Map.groupBy(t0 === undefined ? [] : await repository.entrants(codes, t0), ({ majorCode }) => majorCode);
    const forecast = run ? await repository.forecastIntakes(run.id, codes, [run.asOfYear + 1, run.asOfYear + farthest]) : [];
    const intakes = Map.groupBy(forecast, ({ majorCode }) => majorCode);
    const years = [(t0 ?? 0) - placementYears + 1, t0 ?? 0] as const;
    const counted = t0 === undefined ? undefined : await repository.destinations(school.id, codes, years);
    const told = seesAll(principal);

    return rows.map(({ programme, majorName, level }) => {
      const { id, majorCode, lengthYears, simulated } = programme;
      const row = flags.get(majorCode);
      const asked = standing.get(majorCode);
      const flag = row ? presentFlag(row, asked, told) : null;
      const others = (offering.get(majorCode) ?? []).filter(({ schoolId }) => schoolId !== school.id);
      const share = shareOf(id, { entrants: entrants.get(majorCode) ?? [], intakes: intakes.get(majorCode) ?? [], window: row ?? null, told });
      const reply = asked && given.findLast((one) => one.programmeId === id && answers(one, asked));
      const presented = reply ? presentReply(reply) : null;
      const own = counted?.byProgramme.find(({ key }) => key === id);
      return {
        ...{ programmeId: id, organisationId: school.id, organisationName: school.name, majorCode, majorName, level, lengthYears },
        ...{ runId: run?.id ?? null, asOfYear: t0 ?? null, flag, meaning: meaningOf(flag, share.ofSupply, presented), share },
        placement: {
          own: placementOf(own, years),
          ...(counted ? cityPlacement(counted, majorCode, level, years) : { city: null as Placement | null, cityOf: null }),
        },
        peers: [...new Map(others.map(({ schoolId, schoolName }) => [schoolId, { id: schoolId, name: schoolName }])).values()],
        reply: presented,
        simulated: simulated || (run?.simulated ?? false),
      };
    });
  }

  return {
    async list(principal: Principal, schoolId: string, runId: string | undefined, query: PageQuery) {
      const school = await schoolOf(principal, schoolId);
      const run = await flagStanding.runOf(runId);
      const page = await repository.page(schoolId, toPageRequest(query, ['text']));
      const items = await present(principal, school, run, page.items);
      return toList({ items, next: page.next }, query, (item) => item, () => repository.count(schoolId)); // prettier-ignore
    },
    /** All of them, for files; a school that may not be read is said before the first. */
    async rows(principal: Principal, schoolId: string, runId: string | undefined): Promise<AsyncIterable<ProgrammeStanding>> {
      const school = await schoolOf(principal, schoolId);
      const run = await flagStanding.runOf(runId);
      const read = async (page: Parameters<Repository['page']>[1]) => {
        const { items, next } = await repository.page(schoolId, page);
        return { items: await present(principal, school, run, items), next };
      };
      return walk(read, (item) => item);
    },
  };
}

const mayReadDraft = ({ role }: Principal) => role === 'school' || role === 'administrator';
const presentReply = ({ id, kind, state, reason, changedAt }: ReplyRow) => ({ id, kind, state, reason, changedAt: changedAt.toISOString() });
function presentFlag(row: FlagRow, asked: StandingFlag | undefined, all: boolean): NonNullable<ProgrammeStanding['flag']> {
  const { class: name, proposedClass, firstYear, lastYear, gap, lo80, hi80, probability, ratio, band, grade } = row;
  const { withheld, shown } = toldTo(row, all);
  const figures = withheld ? without('gap', 'lo80', 'hi80', 'probability', 'ratio') : { gap, lo80, hi80, probability, ratio };
  return {
    ...{ class: name, proposedClass, asks: asked !== undefined, since: asked?.since ?? null, dueAt: asked?.dueAt.toISOString() ?? null, firstYear, lastYear },
    ...{ ...figures, band, grade, suppressed: shown.suppressed },
  };
}
