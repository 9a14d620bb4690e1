import type { Principal } from '../../../db/repositories/access.ts';
import { createPublicationRepository, type PublicationRow } from '../../../db/repositories/publications.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { parameterDefinitions } from '../../../forecasting/labour/parameters.ts';
import { canonicalJson, sha256 } from '../../../schemas/canonical.ts';
import type { Publication, PublicationInput } from '../../../schemas/publications.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { runWords } from '../../words.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { figuresOf } from './figures.ts';
import { publishedBands } from './notes.ts';

/** Enterprises behind a published figure, and the step of its ranges: more than schools and enterprises need to be told (3, exact). */
const fewestEnterprises = 5;
const roundedTo = 10;
const yearMs = 366 * 86_400_000;
const missing = () => notFound({ zh: '此次发布', en: 'This publication' });

/** Publishing and withdrawing; what everybody reads of it is in public.ts. */
export function createPublicationService({ db, clock, newId }: ServerContext) {
  const publications = createPublicationRepository(db);
  const runs = createRunRepository(db);

  async function presenter(): Promise<(row: PublicationRow) => Publication> {
    const now = clock();
    const newest = await publications.newestAt(now);
    return (row) => present(row, row.withdrawnAt ? 'withdrawn' : row.validFrom > now ? 'scheduled' : row.id === newest?.id ? 'in_force' : 'superseded');
  }
  async function runFor(runId: string) {
    const run = await runs.find(runId);
    if (!run) throw invalidField('/runId', '没有这个预测批次', 'there is no such run');
    if (run.status !== 'succeeded')
      throw new ApiError('conflict', { zh: `批次尚无结果（${runWords[run.status]}），不能发布`, en: `The run has no results (${run.status}) to publish` });
    const names = ['bandSevereShortage', 'bandShortage', 'bandBalanced', 'bandSurplus'] as const;
    const other = names.filter((name) => (run.parameters[name] ?? parameterDefinitions[name].default) !== publishedBands[name]);
    if (other.length > 0)
      throw invalidField(
        '/runId',
        `此批次的等级界线与公布说明不同（${other.map((name) => parameterDefinitions[name].zh).join('、')}），不能发布`,
        `has other limits of bands than publications state (${other.map((name) => parameterDefinitions[name].en).join(', ')})`,
      );
    return run;
  }
  function dateOf(text: string | undefined, now: Date): Date {
    if (text === undefined) return now;
    const at = new Date(text);
    const [ahead, zh, en] = [+at - +now, '应在现在之后、一年之内', 'must lie ahead, by a year at most'];
    if (!(ahead >= 0 && ahead <= yearMs)) throw invalidField('/validFrom', zh, en);
    return at;
  }

  return {
    async list(query: PageQuery) {
      return toList(await publications.page(toPageRequest(query, ['text'])), query, await presenter(), () => publications.count());
    },
    async rows(): Promise<AsyncIterable<Publication>> {
      return walk((page) => publications.page(page), await presenter());
    },
    async find(id: string): Promise<Publication> {
      const row = await publications.find(id);
      if (!row) throw missing();
      return (await presenter())(row);
    },
    /** Takes the figures out of the run once; from here on nothing changes them. */
    async publish(principal: Principal, input: PublicationInput, requestId: string): Promise<Publication> {
      const now = clock();
      const validFrom = dateOf(input.validFrom, now);
      const run = await runFor(input.runId);
      const inForce = await publications.newestAt(now, run.regionCode);
      if (inForce?.runId === run.id && inForce.withdrawnAt === null && validFrom <= now)
        throw new ApiError('conflict', { zh: '此批次已经发布，正在生效', en: 'This run is published already and in force' });
      const regionName = (await publications.regionName(run.regionCode)) ?? run.regionCode;
      const needed = run.parameters['discloseEnterprises'] ?? parameterDefinitions.discloseEnterprises.default;
      const rules = { fewestEnterprises: Math.max(fewestEnterprises, needed), roundedTo };
      const figures = figuresOf(await publications.cellsOf(run.id), regionName, rules);
      const row = {
        ...{ id: newId(), version: 1, regionCode: run.regionCode, regionName, runId: run.id, note: input.note ?? null },
        ...{ licence: input.licence ?? 'CC-BY-4.0', validFrom, asOfYear: run.asOfYear, engineVersion: run.engineVersion, simulated: run.simulated },
        ...{ ...rules, smallestCell: Math.ceil(run.parameters['minimumCell'] ?? parameterDefinitions.minimumCell.default) },
        ...{ figures: figures.length, digest: sha256(canonicalJson(figures)), publishedBy: principal.actor, createdAt: now },
      } as const;
      const stored = await publications.add(
        row,
        figures.map((figure, place) => ({ publicationId: row.id, place, ...figure })),
        {
          ...{ id: newId(), at: now, actor: principal.actor, action: 'publish', entity: 'publication', entityId: row.id, requestId },
          after: { runId: run.id, validFrom: validFrom.toISOString(), licence: row.licence, figures: row.figures, digest: row.digest },
        },
      );
      return (await presenter())(stored);
    },
    /** Takes a publication back; done again it corrects the reason. What it said stays on record. */
    async withdraw(principal: Principal, id: string, reason: string, seen: Seen, requestId: string): Promise<Publication> {
      const row = await publications.find(id);
      if (!row) throw missing();
      checkVersion(seen, row.version);
      const now = clock();
      const values = { withdrawnAt: row.withdrawnAt ?? now, withdrawnBy: row.withdrawnBy ?? principal.actor, withdrawReason: reason };
      const done = await publications.withdraw(id, row.version, values, {
        ...{ id: newId(), at: now, actor: principal.actor, action: 'withdraw', entity: 'publication', entityId: id, requestId },
        ...{ before: { withdrawn: row.withdrawnAt !== null }, after: { withdrawn: true } },
      });
      if (!done) throw stale();
      return (await presenter())(done);
    },
  };
}

function present(row: PublicationRow, state: Publication['state']): Publication {
  const { withdrawnBy: _by, validFrom, createdAt, withdrawnAt, ...rest } = row;
  return { ...rest, state, validFrom: validFrom.toISOString(), createdAt: createdAt.toISOString(), withdrawnAt: withdrawnAt?.toISOString() ?? null };
}
