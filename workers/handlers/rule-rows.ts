import type { Schema } from '../../db/schema/index.ts';
import type { AssembleResult } from '../threads/assemble.ts';

export type FindingRow = Schema['ruleFindings']['$inferInsert'];
export type SurvivalRow = Schema['runSurvival']['$inferInsert'];

/** What stands beside a run's forecast: findings of published rules, and what the guard reads seats with. */
export function ruleRows(runId: string, { survival, findings }: Pick<AssembleResult, 'survival' | 'findings'>) {
  return {
    survival: survival.map((known): SurvivalRow => ({ ...known, runId })),
    findings: findings.map(({ rule, version, edited, subject, outcome, step, direction, numbers, missing, reason }): FindingRow => ({
      ...{ runId, key: `${rule}|${subject.kind}|${subject.id}`, ruleId: rule, ruleVersion: version, edited, outcome, step, direction, reason },
      ...{ subjectKind: subject.kind, subjectId: subject.id, subjectName: subject.name, majorCode: subject.major, level: subject.level },
      ...{ numbers: numbers.map((number) => ({ ...number })), missing: [...missing] },
    })),
  };
}
