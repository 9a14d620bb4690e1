import type { Principal } from '../../../db/repositories/access.ts';
import { createFilingRepository, type FilingChange, type FilingRow } from '../../../db/repositories/filings.ts';
import { createStandingFactRepository } from '../../../db/repositories/standing-facts.ts';
import type { NotificationKind, Telling } from '../../../db/repositories/notifications.ts';
import type { Json } from '../../../db/schema/runs.ts';
import type { DeclarationInput } from '../../../schemas/demand.ts';
import type { EnrolmentReportInput } from '../../../schemas/enrolment.ts';
import { unusualValues } from '../../../schemas/filing-checks.ts';
import type { FilingDecisionInput, FilingLocksInput, SubmissionInput } from '../../../schemas/filings.ts';
import type { filingActions } from '../../../schemas/vocabulary.ts';
import type { ServerContext } from '../../context.ts';
import { declarationFact } from '../../declaration-facts.ts';
import { enrolmentFact } from '../../enrolment-facts.ts';
import { ApiError, invalidField, invalidFields, type Bilingual, type FieldError } from '../../errors.ts';
import type { Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { createReporting } from '../../reporting.ts';
import { createFilingAccess, type FilingMove } from './access.ts';
import { createLineChecks, type CheckedLine, type Line } from './lines.ts';
import { presentFiling } from './present.ts';

interface Doing {
  readonly principal: Principal;
  readonly requestId: string;
  /** Of If-Match. */
  readonly seen: Seen;
}
type Action = (typeof filingActions)[number];
/** Words that the record has for the same elsewhere. */
const auditWords: Partial<Record<Action, string>> = { accept: 'approved', withdraw: 'withdrawn' };
/** Steps that the organisation is told of. */
const toldOf: Partial<Record<Action, NotificationKind>> = {
  accept: 'filing_accepted',
  return: 'filing_returned',
  lock: 'filing_locked',
  unlock: 'filing_unlocked',
};
function tellingOf({ id, organisationId, kind: filingKind, year }: FilingRow, action: Action): readonly Telling[] {
  const kind = toldOf[action];
  return kind ? [{ to: { organisationId }, kind, values: { filingKind, year }, about: ['filing', id] }] : [];
}

/** The steps in the life of a filing, from submission to lock. */
export function createFilingSteps(context: ServerContext) {
  const { db, clock, newId } = context;
  const filings = createFilingRepository(db);
  const standing = createStandingFactRepository(db);
  const reporting = createReporting(context);
  const access = createFilingAccess(context);
  const lineChecks = createLineChecks(context);
  const record = createRecorder(context);

  interface Step {
    readonly action: Exclude<Action, 'create'>;
    readonly reason?: string | null;
    readonly set?: Omit<FilingChange['set'], 'state' | 'changedAt' | 'reason'>;
    readonly told?: Readonly<Record<string, Json>>;
  }
  function changeOf(
    row: FilingRow,
    { from, to }: FilingMove,
    { principal: { actor }, requestId }: Doing,
    { action, reason = null, set = {}, told = {} }: Step,
  ): FilingChange {
    const now = clock();
    return {
      from,
      set: { ...set, state: to, reason, changedAt: now },
      event: { id: newId(), filingId: row.id, at: now, actor, action, state: to, reason },
      audit: {
        ...record({ actor, requestId }, now, auditWords[action] ?? action, ['filing', row.id], { state: to, reason, ...told }, { state: row.state }),
        tell: tellingOf(row, action),
      },
    };
  }
  async function take(id: string, doing: Doing, step: Step, how: 'change' | 'takeBack' = 'change') {
    const asked = { event: step.action, by: doing.principal.role, reason: step.reason };
    const { row, organisationName, move } = await access.ready(doing.principal, id, asked, doing.seen);
    const changed = await filings[how](row, changeOf(row, move, doing, step));
    if (!changed) throw await access.overtaken(row, asked);
    return presentFiling({ row: changed, organisationName }, (await filings.lineCounts([id])).get(id));
  }
  /** Says of which line something is: its name and code. */
  async function tellerOf(row: FilingRow, keys: readonly string[]) {
    const names = await lineChecks.namesOf(row, keys);
    return (key: string, { zh, en }: Bilingual): Bilingual => {
      const name = names.get(key);
      return name === undefined ? { zh: `${key}：${zh}`, en: `${key}: ${en}` } : { zh: `${name}（${key}）：${zh}`, en: `${name} (${key}): ${en}` };
    };
  }
  /** The lines as they will be stored, or the refusal that names every field: `/lines/N/field`, N as the lines are listed. */
  async function soundLines(row: FilingRow): Promise<CheckedLine[]> {
    const lines = (await filings.lines(row.id)).map(({ key, payload }): Line => ({ key, values: payload as Line['values'] }));
    if (lines.length === 0) throw invalidField('/lines', '至少填写一行', 'needs at least one line');
    const checked = await lineChecks.check(row, lines);
    const about = await tellerOf(
      row,
      lines.map(({ key }) => key),
    );
    const faults = checked.flatMap(({ key, errors }, i) =>
      errors.map(({ pointer, zh, en }): FieldError => ({ pointer: `/lines/${i}${pointer}`, ...about(key, { zh, en }) })),
    );
    if (faults.length > 0) throw invalidFields(faults);
    return checked;
  }
  /** Values far from last year's that nobody has confirmed refuse the submission; those confirmed are told, for the record. */
  async function confirmed(row: FilingRow, lines: readonly CheckedLine[], keys: readonly string[]) {
    const before = await standing.lines(row.kind, row.organisationId, row.year - 1);
    const unusual = unusualValues(
      row.kind,
      lines.map(({ key, input }) => ({ key, values: input })),
      before,
    );
    const known = new Set(keys);
    const asked = unusual.filter(({ key }) => !known.has(key));
    if (asked.length === 0) return unusual.map(({ key, pointer, was, is }) => ({ key, pointer, was, is }));
    const about = await tellerOf(
      row,
      asked.map(({ key }) => key),
    );
    const place = new Map(lines.map(({ key }, i) => [key, i]));
    const fields = asked.map(({ key, pointer, zh, en }): FieldError => {
      const i = place.get(key);
      return i === undefined ? { pointer: '/lines', ...about(key, { zh, en }) } : { pointer: `/lines/${i}${pointer}`, ...about(key, { zh, en }) };
    });
    const said = {
      zh: '部分数值与上年相差较大，请核对；确认无误后将 confirm 所列各行填入 confirmedLines 再提交',
      en: 'Some values differ much from last year’s: correct them, or submit again with the lines of confirm in confirmedLines',
    };
    throw new ApiError('confirmation_needed', said, fields, [...new Set(asked.map(({ key }) => key))]);
  }

  return {
    async submit(id: string, doing: Doing, { confirmedLines = [] }: SubmissionInput) {
      const asked = { event: 'submit', by: doing.principal.role } as const;
      const { row, organisationName, move } = await access.ready(doing.principal, id, asked, doing.seen);
      await reporting.checkYear(row.year, '/year');
      const lines = await soundLines(row);
      const unusual = await confirmed(row, lines, confirmedLines);
      const [batchId, now] = [newId(), clock()];
      const { actor } = doing.principal;
      const origin = () => ({
        id: newId(),
        simulated: row.simulated,
        source: row.simulated ? row.source : 'filing',
        batchId,
        reportedBy: actor,
        validFrom: now,
      });
      const programmes = await lineChecks.programmesOf(row);
      const facts = {
        batch: { id: batchId, kind: 'form' as const, description: `${row.kind} ${row.year}`, createdBy: actor, createdAt: now },
        declarations: row.kind === 'demand' ? lines.map(({ input }) => declarationFact(input as DeclarationInput, row.organisationId, origin())) : [],
        enrolments:
          row.kind === 'enrolment'
            ? lines.flatMap(({ key, input }) => {
                const programme = programmes.get(key);
                return programme ? [enrolmentFact(input as EnrolmentReportInput, programme, origin())] : [];
              })
            : [],
      };
      const told = { batchId, lines: lines.length, confirmed: unusual };
      const step = changeOf(row, move, doing, { action: 'submit', set: { batchId, submittedAt: now }, told });
      const changed = await filings.submit(row, step, facts);
      if (!changed) throw await access.overtaken(row, asked);
      return presentFiling({ row: changed, organisationName }, { lines: lines.length, faults: 0 });
    },
    withdraw: (id: string, doing: Doing) => take(id, doing, { action: 'withdraw', set: { batchId: null, submittedAt: null } }, 'takeBack'),
    async decide(id: string, doing: Doing, { decision, reason }: FilingDecisionInput) {
      if (decision === 'accept') return take(id, doing, { action: 'accept' });
      return take(id, doing, { action: 'return', reason: reason?.trim() ?? null, set: { batchId: null, submittedAt: null } }, 'takeBack');
    },
    lock: (id: string, doing: Doing) => take(id, doing, { action: 'lock' }),
    unlock: (id: string, doing: Doing, reason: string) => take(id, doing, { action: 'unlock', reason: reason.trim() }),
    async lockYear({ kind, year }: FilingLocksInput, { principal: { actor }, requestId }: Doing) {
      const now = clock();
      const eventOf = (filingId: string) => ({ id: newId(), filingId, at: now, actor, action: 'lock' as const, state: 'locked' as const, reason: null });
      const auditOf = (locked: readonly FilingRow[]) => ({
        ...record({ actor, requestId }, now, 'lock', ['filing_year', `${kind}.${year}`], { kind, year, locked: locked.map(({ id }) => id) }),
        tell: locked.flatMap((row) => tellingOf(row, 'lock')),
      });
      return filings.lockYear({ kind, year }, now, eventOf, auditOf);
    },
  };
}
