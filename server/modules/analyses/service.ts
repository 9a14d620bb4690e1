import type { Principal } from '../../../db/repositories/access.ts';
import { createAnalysisRepository, type AnalysisFilter, type AnalysisLine, type AnalysisRow } from '../../../db/repositories/analyses.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { arranged, filled } from '../../../documents/analyses/template.ts';
import type { Analysis, AnalysisContent, AnalysisInput, AnalysisItem } from '../../../schemas/analyses.ts';
import { canonicalJson, sha256 } from '../../../schemas/canonical.ts';
import type { ServerContext } from '../../context.ts';
import { seesAll } from '../../disclosure/readers.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { createGatherer, namedRun } from './gather.ts';
import type { AnalysisSources } from './sources.ts';
import { createTemplateService } from './templates.ts';

function present({
  id,
  kind,
  scopeId,
  scopeName,
  audience,
  title,
  year,
  runId,
  templateVersion,
  state,
  progress,
  error,
  contentHash,
  ...row
}: AnalysisLine): AnalysisItem {
  const { fileHash, fileSize, simulated, createdAt, finishedAt } = row;
  return {
    ...{ id, kind, scopeId, scopeName, audience, title, year, runId, templateVersion, state, progress, error, contentHash, fileHash, fileSize, simulated },
    ...{ createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null },
  };
}

/** Written reports: what the API says of a run, frozen when it is asked for and written to a file by a worker. */
export function createAnalysisService(context: ServerContext, sources: AnalysisSources) {
  const { db, queue, clock, newId } = context;
  const analyses = createAnalysisRepository(db);
  const runs = createRunRepository(db);
  const templates = createTemplateService(context);
  const gatherer = createGatherer(context, sources);
  const record = createRecorder(context);

  async function runOf(id: string | undefined) {
    const run = id === undefined ? await runs.latest() : await runs.find(id);
    if (!run && id !== undefined) throw invalidField('/runId', `没有预测批次 ${id}`, `there is no run ${id}`);
    if (run?.status === 'succeeded') return run;
    throw new ApiError('conflict', { zh: '还没有完成的预测批次，无从生成报告', en: 'A report needs a run with results; there is none' });
  }
  /** A school reads what it made itself: reports of those who plan hold figures it is not told. */
  const seen = (principal: Principal, filter: AnalysisFilter): AnalysisFilter =>
    seesAll(principal) ? filter : { ...filter, audience: 'school', scopeId: principal.organisationId ?? '' };
  async function found(principal: Principal, id: string): Promise<AnalysisRow> {
    const row = await analyses.find(id);
    const mine = row !== undefined && (seesAll(principal) || (row.audience === 'school' && row.scopeId === principal.organisationId));
    if (!mine) throw notFound({ zh: '此报告', en: 'This report' });
    return row;
  }
  function scopeOf(principal: Principal, { kind, scopeId }: AnalysisInput): string | null {
    if (principal.role === 'school' && (kind !== 'school_matching' || (scopeId !== undefined && scopeId !== principal.organisationId)))
      throw new ApiError('forbidden', { zh: '学校只能生成本校的匹配分析报告', en: 'A school makes the matching report of itself only' });
    if (principal.role === 'school') return principal.organisationId;
    if (kind === 'city_matching' && scopeId !== undefined)
      throw invalidField('/scopeId', '全市报告不指定对象', 'a report of the city names no school and no chain');
    if (kind !== 'city_matching' && scopeId === undefined) throw invalidField('/scopeId', '请指明学校或产业链', 'needs the school or the chain it is about');
    return scopeId ?? null;
  }

  return {
    templates,
    async make(principal: Principal, input: AnalysisInput, requestId: string): Promise<AnalysisItem> {
      const scopeId = scopeOf(principal, input);
      const run = await runOf(input.runId);
      const { kind } = input;
      const { sections, scopeName, names, simulated } =
        scopeId === null ? await gatherer.city(principal, run) : kind === 'chain' ? await gatherer.chain(principal, run, scopeId) : await gatherer.school(principal, run, scopeId); // prettier-ignore
      const { version, ...template } = await templates.find(kind);
      const now = clock();
      const year = run.asOfYear + 1;
      const values = { ...names, year: String(year) };
      const content: AnalysisContent = {
        ...{ title: filled(template.title, values), issuer: filled(template.issuer, values) || null, dated: now.toISOString().slice(0, 10) },
        ...{ run: namedRun(run), simulated, sections: arranged(sections, template, values) },
      };
      const row = {
        ...{ id: newId(), kind, scopeId, scopeName, audience: seesAll(principal) ? ('planning' as const) : ('school' as const), title: content.title, year },
        ...{
          runId: run.id,
          templateVersion: version,
          state: 'queued' as const,
          progress: 10,
          attempts: 0,
          content,
          contentHash: sha256(canonicalJson(content)),
        },
        ...{ simulated, requestedBy: principal.actor, createdAt: now },
      };
      const stored = await analyses.add(
        row,
        record({ actor: principal.actor, requestId }, now, 'create', ['analysis', row.id], { kind, scopeId, runId: run.id }),
      );
      await queue.add('writeAnalysis', { analysisId: row.id }).catch(() => undefined); // the sweep will
      return present(stored);
    },
    async list(principal: Principal, filter: AnalysisFilter, query: PageQuery) {
      const mine = seen(principal, filter);
      return toList(await analyses.page(mine, toPageRequest(query, ['text'])), query, present, () => analyses.count(mine));
    },
    async find(principal: Principal, id: string): Promise<Analysis> {
      const row = await found(principal, id);
      return { ...present(row), content: row.content };
    },
    /** The frozen content of a report whose file is written. */
    async ready(principal: Principal, id: string): Promise<AnalysisContent> {
      const row = await found(principal, id);
      if (row.state === 'ready') return row.content;
      throw new ApiError('conflict', { zh: `报告尚未就绪`, en: `The report is not ready yet (${row.state})` });
    },
  };
}
