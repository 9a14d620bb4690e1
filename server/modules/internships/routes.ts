import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { Id, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { InternshipCompliancePage, InternshipExemption, InternshipExemptionInput, InternshipYearPage } from '../../../schemas/internships.ts';
import { internshipStandings, sizeClasses } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined, pageOfRows } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createExemptionService } from './exemptions.ts';
import { createInternshipService } from './service.ts';
import { complianceTable, yearTable } from './tables.ts';

const listQuery = Type.Object(
  {
    ...pageQuery,
    year: Type.Optional({ ...Year, description: 'Default: the newest complete reporting year.' }),
    standing: Type.Optional(Type.Enum([...internshipStandings])),
    sizeClass: Type.Optional(Type.Enum([...sizeClasses])),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'Part of the name of the enterprise.' })),
  },
  { additionalProperties: false },
);
const read = { policy: ['enterprise', 'planner', 'secretariat', 'administrator'] as const };
const decide = { policy: ['planner', 'administrator'] as const };

/** Posts for interns ÷ staff of enterprises above designated size. Enterprises read their own; planners grant exemptions. */
export function internshipRoutes(app: App, context: ServerContext): void {
  const service = createInternshipService(context);
  const exemptions = createExemptionService(context);
  const common = { tags: ['internships'], security: bearer };

  app.get(
    '/internship-compliance',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listInternshipCompliance',
        summary: 'Posts for interns 实习岗位 of enterprises above designated size against the required share of staff',
        description: `Those that lack most first, then those that told nothing, that comply, that are exempt. ${fileNote}`,
        querystring: listQuery,
        response: { 200: listOrFile(ref(InternshipCompliancePage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { year, standing, sizeClass, q: text } = request.query;
      const asked = defined({ year, standing, sizeClass, text });
      const file = fileAsked(request);
      if (file === null) return service.list(principalOf(request), asked, request.query);
      return sendFile(context, request, reply, file, { table: complianceTable, rows: await service.rows(principalOf(request), asked) });
    },
  );
  app.get(
    '/internship-compliance/years',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listInternshipYears',
        summary: 'Yearly report on posts for interns, newest year first, by the rule as it counts now',
        description: `Enterprises read the figures of their own. ${fileNote}`,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: listOrFile(ref(InternshipYearPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const rows = await service.years(principalOf(request));
      const file = fileAsked(request);
      if (file === null) return pageOfRows(rows, request.query, (row) => String(row.year));
      return sendFile(context, request, reply, file, { table: yearTable, rows: Readable.from(rows) });
    },
  );
  app.post(
    '/internship-exemptions',
    {
      config: decide,
      schema: {
        ...common,
        operationId: 'createInternshipExemption',
        summary: 'Exempt an enterprise from the posts of a year, with the reason',
        description:
          'Only for enterprises large enough for the rule to bind them (422); one may stand for an enterprise and year (409). The yearly report leaves the enterprise out at once, and withdrawing puts it back.',
        body: ref(InternshipExemptionInput),
        response: { 201: ref(InternshipExemption), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(await exemptions.grant(principalOf(request), request.body, request.id)),
  );
  app.delete(
    '/internship-exemptions/:id',
    {
      config: decide,
      schema: {
        ...common,
        operationId: 'withdrawInternshipExemption',
        summary: 'Withdraw an exemption; it stays on record',
        description:
          'The enterprise is bound by the rule for that year again at once. One that is withdrawn already is 409; another may be granted afterwards.',
        params: Type.Object({ id: Id }),
        response: { 200: ref(InternshipExemption), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request) => exemptions.withdraw(principalOf(request), request.params.id, request.id),
  );
}
