import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { EnterpriseReliabilityPage } from '../../../schemas/reliability.ts';
import { EffectInput, RunAssumptions, RunCheck, RunCheckPage } from '../../../schemas/run-checks.ts';
import { checkKinds } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined, pageOfRows } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { assumptionLines, assumptionTable } from './assumption-table.ts';
import { createRunCheckService } from './checks.ts';
import { reliabilityTable } from './reliability.ts';

const params = Type.Object({ id: Id }, { additionalProperties: false });

/** 核对: what is asked about a finished run. */
export function runCheckRoutes(app: App, context: ServerContext): void {
  const service = createRunCheckService(context);
  const common = { tags: ['runs'], security: bearer };
  const read = { policy: ['planner', 'secretariat', 'administrator'] } as const;
  const write = { policy: ['planner', 'administrator'] } as const;
  const checksOf = (id: string) => `/api/v1/runs/${id}/checks`;

  app.post(
    '/runs/:id/replay',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'replayRun',
        summary: 'Make a run again from its stored inputs and compare every row, as a job',
        description: 'The verdict stands in `replay` of the run and in GET /runs/{id}/checks. While one is under way, asking again gives the same.',
        params,
        response: { 202: ref(RunCheck), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const check = await service.replay(principalOf(request), request.params.id, request.id);
      return reply.code(202).header('location', checksOf(check.runId)).send(check);
    },
  );
  app.post(
    '/runs/:id/effects',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'askEffect',
        summary: 'How many flags of a run change if a parameter moves to the ends of its range, as a job',
        description: 'Everything is made again with the lower and with the upper value, everything else equal. The run itself stays what it is.',
        params,
        body: ref(EffectInput),
        response: { 202: ref(RunCheck), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const check = await service.effect(principalOf(request), request.params.id, request.body.parameter, request.id);
      return reply.code(202).header('location', checksOf(check.runId)).send(check);
    },
  );
  app.get(
    '/runs/:id/checks',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listRunChecks',
        summary: 'Replays and effects asked of a run, newest first',
        params,
        querystring: Type.Object({ ...pageQuery, kind: Type.Optional(Type.Enum([...checkKinds])) }, { additionalProperties: false }),
        response: { 200: ref(RunCheckPage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.list({ runId: request.params.id, ...defined({ kind: request.query.kind }) }, request.query),
  );
  app.get(
    '/runs/:id/assumptions',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'runAssumptions',
        summary: 'Parameters of a run with source and range, and the flags that turn at each',
        params,
        description: `Files have one line a parameter, then the shares that outcomes and tracking told. ${fileNote}`,
        response: { 200: listOrFile(ref(RunAssumptions)), ...problems(...badId, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const told = await service.assumptions(request.params.id);
      const file = fileAsked(request);
      if (file === null) return told;
      return sendFile(context, request, reply, file, { table: assumptionTable, rows: Readable.from(assumptionLines(told)), runs: [told.runId] });
    },
  );
  app.get(
    '/runs/:id/reliability',
    {
      config: { policy: ['enterprise', 'planner'] },
      schema: {
        ...common,
        operationId: 'listReliability',
        summary: 'How far postings of each enterprise were accounted for when a run was made, least first; an enterprise reads its own',
        description: `Nobody else reads it. What is told of the whole city stands in GET /runs/{id}/assumptions. ${fileNote}`,
        params,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: listOrFile(ref(EnterpriseReliabilityPage)), ...problems(...badId, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const rows = await service.reliability(principalOf(request), request.params.id);
      const file = fileAsked(request);
      if (file === null) return pageOfRows(rows, request.query, (row) => row.organisationId);
      return sendFile(context, request, reply, file, { table: reliabilityTable, rows: Readable.from(rows) });
    },
  );
}
