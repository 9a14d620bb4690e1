import { createDocketEvidenceRepository } from '../db/repositories/docket-evidence.ts';
import type { createRunRepository } from '../db/repositories/runs.ts';
import { rulePacks } from '../forecasting/flags/rules/packs.ts';
import { canonicalJson, sha256 } from '../schemas/canonical.ts';
import { evidenceFormat, type DocketEvidence } from '../schemas/docket-evidence.ts';
import type { ServerContext } from './context.ts';
import { presentFlag } from './disclosure/present-flag.ts';
import { runPerYear } from './flag-standing.ts';

type Repository = ReturnType<typeof createDocketEvidenceRepository>;
type Run = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['find']>>>;
/** Stored rows that evidence is made of. */
export interface EvidenceRows {
  readonly run: Run;
  readonly flag: NonNullable<Awaited<ReturnType<Repository['flag']>>>;
  readonly gaps: Awaited<ReturnType<Repository['gaps']>>;
  readonly findings: Awaited<ReturnType<Repository['findings']>>;
  readonly series: Awaited<ReturnType<Repository['series']>>;
  readonly flags: Awaited<ReturnType<Repository['flagsUntil']>>;
  readonly seats: Awaited<ReturnType<Repository['seats']>>;
}
/** What things were called; a catalogue may name them otherwise later, which changes nothing that was computed. */
export interface EvidenceNames {
  readonly major: Pick<DocketEvidence['major'], 'name' | 'className'>;
  readonly rule: (id: string) => DocketEvidence['findings'][number]['ruleTitle'];
}
/** Evidence is frozen whole; what a reader is told of it is cut when it is read. */
const wholeView = { role: 'planner', organisationId: null, actor: 'evidence' } as const;

export const ruleTitle: EvidenceNames['rule'] = (id) => {
  const title = rulePacks.find((pack) => pack.id === id)?.title;
  return title ? { zh: title.zh, en: title.en } : { zh: id, en: id };
};

/** The evidence of a docket from stored rows: equal rows and names give equal evidence. */
export function evidenceOf({ run, flag, gaps, findings, series, flags, seats }: EvidenceRows, names: EvidenceNames): DocketEvidence {
  const { id, regionCode, asOfYear, engineVersion, snapshotHash, finishedAt, parameters, simulated } = run;
  const newest = new Set([
    ...runPerYear(
      flags.map((row) => ({ id: row.runId, asOfYear: row.asOfYear })),
      run,
    ).values(),
  ]);
  const seriesOf = (found: EvidenceRows['series']['demand']): DocketEvidence['demand'] => ({
    history: found?.series.history.map((value, i) => ({ year: found.series.firstYear + i, value })) ?? [],
    forecast: found?.forecast.map(({ year, mean, lo80, hi80, lo95, hi95 }) => ({ year, mean, lo80, hi80, lo95, hi95 })) ?? [],
    ...{ enterprises: found?.series.enterprises ?? null, suppressed: found?.series.suppressed ?? null },
  });
  return {
    format: evidenceFormat,
    run: { id, regionCode, asOfYear, engineVersion, snapshotHash, finishedAt: finishedAt?.toISOString() ?? null, parameters, simulated },
    major: { code: flag.flag.majorCode, name: names.major.name, level: flag.flag.level, className: names.major.className },
    flag: presentFlag({ ...flag, majorName: names.major.name, className: names.major.className }, wholeView, 0),
    gaps: gaps.map((row) => ({
      ...{ span: row.span, window: row.window, year: row.year, lastYear: row.lastYear, demand: row.demand, supply: row.supply, gap: row.gap },
      ...{ lo80: row.lo80, hi80: row.hi80, lo95: row.lo95, hi95: row.hi95, ratio: row.ratio, probability: row.probability },
      ...{ band: row.band, grade: row.grade, robust: row.robust, enterprises: row.enterprises, suppressed: row.suppressed },
    })),
    findings: findings.map((row) => ({
      ...{ ruleId: row.ruleId, ruleVersion: row.ruleVersion, ruleTitle: names.rule(row.ruleId), edited: row.edited },
      ...{ subject: { kind: row.subjectKind, id: row.subjectId, name: row.subjectName }, outcome: row.outcome, step: row.step },
      ...{ direction: row.direction, missing: row.missing, reason: { zh: row.reason.zh, en: row.reason.en } },
    })),
    demand: seriesOf(series.demand),
    supply: seriesOf(series.supply),
    flags: flags.filter(({ runId }) => newest.has(runId)).map(({ asOfYear: year, runId, class: name, proposedClass }) => ({ asOfYear: year, runId, class: name, proposedClass })), // prettier-ignore
    seats: seats.map(({ row, schoolName }) => ({
      ...{ schoolId: row.schoolId, schoolName, programmeId: row.programmeId },
      ...{ entryYear: row.entryYear, seats: row.seats, status: row.status },
    })),
  };
}

/** SHA-256 of the canonical form. */
export const evidenceHash = (evidence: unknown): string => sha256(canonicalJson(evidence));

export function createDocketEvidence({ db }: Pick<ServerContext, 'db'>) {
  const repository = createDocketEvidenceRepository(db);
  return {
    /** Everything that is stored about a major in a run, and was by then; undefined where the run has no flag on it. */
    async rows(run: Run, majorCode: string, by: Date): Promise<EvidenceRows | undefined> {
      const flag = await repository.flag(run.id, majorCode);
      if (!flag) return undefined;
      return {
        ...{ run, flag, gaps: await repository.gaps(run.id, majorCode), findings: await repository.findings(run.id, majorCode) },
        ...{ series: await repository.series(run, majorCode), flags: await repository.flagsUntil(run, majorCode, by) },
        seats: await repository.seats(majorCode, run.asOfYear),
      };
    },
  };
}
