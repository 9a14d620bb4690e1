import { Readable } from 'node:stream';
import { Type, type TSchema } from 'typebox';
import { Id, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { ChainProfile, ProfileCompetencePage, ProfileEducationPage, ProfileEmploymentPage, ProfileLadderPage } from '../../../schemas/profile.ts';
import { competenceStates, profileSegments } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined, pageOfRows } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { badId, bearer, problems } from '../../routes.ts';
import type { ProfileQuestion, SegmentName } from './scope.ts';
import { createProfileService } from './service.ts';
import { competenceTable, educationLines, educationTable, employmentTable, ladderLines, ladderTable } from './tables.ts';

const asked = {
  year: Type.Optional({ ...Year, description: 'Default: base year of the latest run.' }),
  segment: Type.Optional(Type.Enum([...profileSegments], { description: 'One segment instead of the whole chain; `unassigned`: occupations of no segment.' })),
};
const query = Type.Object(asked, { additionalProperties: false });
const listQuery = Type.Object({ ...pageQuery, ...asked }, { additionalProperties: false });
const competenceQuery = Type.Object({ ...pageQuery, ...asked, state: Type.Optional(Type.Enum([...competenceStates])) }, { additionalProperties: false });
const paged = `${fileNote} Figures of fewer than three enterprises are withheld from organisations.`;

/** Industry chain profile 产业链人才画像: every role reads it; what rests on too few enterprises is for those who plan. */
export function profileRoutes(app: App, context: ServerContext): void {
  const service = createProfileService(context);
  const config = { policy: everyRole } as const;
  const common = { tags: ['profile'], security: bearer, params: Type.Object({ id: Id }, { additionalProperties: false }) };
  const described = (operationId: string, summary: string, page: TSchema) => ({
    ...{ ...common, operationId, summary, description: paged },
    response: { 200: listOrFile(page), ...problems(...badId, 401, 403) },
  });

  app.get(
    '/chains/:id/profile',
    {
      config,
      schema: {
        ...{ ...common, querystring: query },
        operationId: 'getChainProfile',
        summary: 'Profile of a chain: employment, education, experience and competences, of the chain or a segment',
        description:
          'Persons and enterprises of the year that is asked for; what was answered or posted is of the years in `answerYears`. To schools and enterprises, figures of too few enterprises are null and `withheld` says why. The rows behind it are lists of their own: `employment`, `education`, `ladder` and `competences` below this path.',
        response: { 200: ref(ChainProfile), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.overview(principalOf(request), questionOf(request.params.id, request.query)),
  );
  app.get(
    '/chains/:id/profile/employment',
    { config, schema: { ...described('listChainEmployment', 'Employees by occupation 从业人员', ref(ProfileEmploymentPage)), querystring: listQuery } },
    async (request, reply) => {
      const rows = await service.employment(principalOf(request), questionOf(request.params.id, request.query));
      const file = fileAsked(request);
      if (file === null) return pageOfRows(rows, request.query, (row) => row.code);
      return sendFile(context, request, reply, file, { table: employmentTable, rows: Readable.from(rows) });
    },
  );
  app.get(
    '/chains/:id/profile/education',
    {
      config,
      schema: {
        ...described('listChainEducation', 'Education of employees and asked of applicants 学历结构', ref(ProfileEducationPage)),
        querystring: listQuery,
      },
    },
    async (request, reply) => {
      const rows = await service.education(principalOf(request), questionOf(request.params.id, request.query));
      const file = fileAsked(request);
      if (file === null) return pageOfRows(rows, request.query, (row) => row.code);
      return sendFile(context, request, reply, file, { table: educationTable, rows: Readable.from(educationLines(rows)) });
    },
  );
  app.get(
    '/chains/:id/profile/ladder',
    { config, schema: { ...described('listChainLadder', 'Occupation ladder by group 职业岗位序列', ref(ProfileLadderPage)), querystring: listQuery } },
    async (request, reply) => {
      const rows = await service.ladder(principalOf(request), questionOf(request.params.id, request.query));
      const file = fileAsked(request);
      if (file === null) return pageOfRows(rows, request.query, (row) => `${row.segment}|${row.group}`);
      return sendFile(context, request, reply, file, { table: ladderTable, rows: Readable.from(ladderLines(rows)) });
    },
  );
  app.get(
    '/chains/:id/profile/competences',
    {
      config,
      schema: {
        ...described('listChainCompetences', 'Competences asked and taught 能力要求与培养, gaps first', ref(ProfileCompetencePage)),
        querystring: competenceQuery,
      },
    },
    async (request, reply) => {
      const rows = await service.competences(principalOf(request), questionOf(request.params.id, request.query), request.query.state);
      const file = fileAsked(request);
      if (file === null) return pageOfRows(rows, request.query, (row) => row.code);
      return sendFile(context, request, reply, file, { table: competenceTable, rows: Readable.from(rows) });
    },
  );
}

const questionOf = (chainId: string, { year, segment }: { readonly year?: number; readonly segment?: SegmentName }): ProfileQuestion => ({
  chainId,
  ...defined({ year, segment }),
});
