import type { createResultLists } from '../../../db/repositories/result-lists.ts';
import type { createRuleRepository } from '../../../db/repositories/rules.ts';
import { thresholdsOf } from '../../../forecasting/flags/rules/evaluate.ts';
import { inputNames, measures } from '../../../forecasting/flags/rules/measures.ts';
import { rulePacks } from '../../../forecasting/flags/rules/packs.ts';
import { inputsOf, type Rule as Pack, type RuleCondition } from '../../../forecasting/flags/rules/rule.ts';
import type { Flag } from '../../../schemas/results.ts';
import type { Rule, RuleFinding } from '../../../schemas/rules.ts';

type Rules = ReturnType<typeof createRuleRepository>;
type FindingRow = Awaited<ReturnType<Rules['pageFindings']>>['items'][number];
type FlagRow = Awaited<ReturnType<ReturnType<typeof createResultLists>['pageFlags']>>['items'][number];
type Copy = NonNullable<ReturnType<Awaited<ReturnType<Rules['copies']>>['get']>>;

const text = ({ zh, en }: { readonly zh: string; readonly en: string }) => ({ zh, en });
const inputTitle = (name: string) => ({ name, title: name in inputNames ? text(inputNames[name as keyof typeof inputNames]) : { zh: name, en: name } });
const conditions = (list: readonly RuleCondition[]) => list.map((condition) => ({ ...condition, title: text(measures[condition.measure]) }));

interface InRun {
  readonly copy: Copy | undefined;
  readonly outcomes: readonly { readonly outcome: string; readonly n: number }[];
  readonly missing: readonly string[];
}

/** A pack with the thresholds that count now, and what it found in a run. */
export function presentRule(pack: Pack, { copy, outcomes, missing }: InRun): Rule {
  const { id, version, subject, source, date, certainty } = pack;
  const { thresholds, edited } = thresholdsOf(pack, copy?.thresholds);
  const found = (outcome: string) => outcomes.find((row) => row.outcome === outcome)?.n ?? 0;
  return {
    ...{
      id,
      version,
      thresholdsVersion: copy?.version ?? 1,
      title: text(pack.title),
      subject,
      levels: [...(pack.levels ?? [])],
      source: text(source),
      date,
      certainty,
    },
    inputs: inputsOf(pack).map(inputTitle),
    thresholds: Object.entries(pack.thresholds).map(([name, { value, unit, minimum, maximum, ...title }]) => ({
      ...{ name, title: text(title), unit: text(unit), minimum, maximum, original: value, value: thresholds[name] ?? null },
    })),
    steps: pack.steps.map((step) => ({
      ...{ code: step.code, title: text(step), direction: step.direction, years: step.years, levels: [...(step.levels ?? [])] },
      ...{ all: conditions(step.all), atLeast: step.atLeast ?? null, of: conditions(step.of ?? []) },
    })),
    note: pack.note ? text(pack.note) : null,
    copy: copy && Object.keys(edited).length > 0 ? { author: copy.author, createdAt: copy.createdAt.toISOString(), note: copy.note } : null,
    findings: { hit: found('hit'), notHit: found('not_hit'), missing: found('missing') },
    missing: [...new Set(missing)].sort().map(inputTitle),
  };
}

export function presentFinding({ finding, majorName }: FindingRow): RuleFinding {
  const { runId, ruleId, ruleVersion, edited, subjectKind, subjectId, subjectName, majorCode, level, outcome, step, direction, missing, reason } = finding;
  const title = rulePacks.find(({ id }) => id === ruleId)?.title ?? { zh: ruleId, en: ruleId };
  const numbers = finding.numbers.map(({ measure, year, value, comparator, threshold, holds }) => ({ measure, year, value, comparator, threshold, holds }));
  return {
    ...{ runId, ruleId, ruleVersion, ruleTitle: text(title), edited, subject: { kind: subjectKind, id: subjectId, name: subjectName } },
    ...{ majorCode, majorName, level, outcome, step, direction, numbers, missing, reason: text(reason) },
  };
}

/** As /flags gives it. */
export function presentFlag(row: FlagRow['flag'], shown: Pick<Flag, 'majorName' | 'className' | 'simulated'>): Flag {
  const { key: _key, ...rest } = row;
  const { runId, regionCode, majorCode } = row;
  return {
    ...{ ...rest, ...shown },
    ...{ demandSeriesId: `${runId}.demand.${regionCode}.${majorCode}`, supplySeriesId: `${runId}.supply.${regionCode}.${majorCode}` },
  };
}
