import type { Principal } from '../../../db/repositories/access.ts';
import { createCompetenceRepository, type CompetenceFilter } from '../../../db/repositories/competences.ts';
import type { Competence, CompetenceInput, ProgrammeCompetences } from '../../../schemas/competences.ts';
import { createCompetenceCheck } from '../../competence-check.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';

export function createCompetenceService(context: ServerContext) {
  const { db, clock, newId } = context;
  const catalogue = createCompetenceRepository(db);
  const checkCompetences = createCompetenceCheck(context);

  async function programme(id: string) {
    const found = await catalogue.findProgramme(id);
    if (!found) throw notFound({ zh: '此专业点', en: 'This programme' });
    return found;
  }
  return {
    async list(filter: CompetenceFilter, query: PageQuery) {
      const page = await catalogue.page(filter, toPageRequest(query, ['text']));
      return toList(page, query, presentCompetence, () => catalogue.count(filter));
    },
    async add(principal: Principal, input: CompetenceInput, requestId: string): Promise<Competence> {
      const at = clock();
      const row = { ...input, origin: 'user' as const, createdAt: at };
      const audit = { id: newId(), at, actor: principal.actor, action: 'create', entity: 'competence', entityId: input.code, after: { ...input }, requestId };
      if (!(await catalogue.add(row, audit)))
        throw new ApiError('conflict', { zh: `能力目录中已有 ${input.code}`, en: `The catalogue of competences holds ${input.code} already` });
      return presentCompetence(row);
    },
    async taught(programmeId: string): Promise<ProgrammeCompetences> {
      const { id, majorCode, version } = await programme(programmeId);
      const rows = await catalogue.taughtBy(id);
      return { programmeId: id, majorCode, competences: rows.map((row) => row.competenceCode), simulated: rows.some((row) => row.simulated), version };
    },
    async setTaught(principal: Principal, programmeId: string, codes: readonly string[], seen: Seen, requestId: string): Promise<ProgrammeCompetences> {
      const { id, majorCode, schoolId, version } = await programme(programmeId);
      if (principal.role === 'school' && principal.organisationId !== schoolId)
        throw new ApiError('forbidden', { zh: '只能填写本校的专业点', en: 'A school enters what its own programmes teach only' });
      checkVersion(seen, version);
      await checkCompetences(codes);
      const competences = [...codes].sort();
      const before = (await catalogue.taughtBy(id)).map((row) => row.competenceCode);
      const at = clock();
      const done = await catalogue.replaceTaught(
        id,
        version,
        competences.map((competenceCode) => ({ programmeId: id, competenceCode, simulated: false, source: 'api', enteredAt: at })),
        {
          ...{ id: newId(), at, actor: principal.actor, action: 'update', entity: 'programme_competences', entityId: id, requestId },
          ...{ before: { competences: before }, after: { competences } },
        },
      );
      if (!done) throw stale();
      return { programmeId: id, majorCode, competences, simulated: false, version: version + 1 };
    },
  };
}

const presentCompetence = ({ code, name, kind, origin, source }: Competence): Competence => ({ code, name, kind, origin, source });
