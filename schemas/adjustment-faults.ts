import type { ReportFault } from './report-faults.ts';
import type { adjustmentChanges } from './vocabulary.ts';

interface Said {
  readonly change: (typeof adjustmentChanges)[number];
  readonly seatsBefore?: number | null | undefined;
  readonly seatsAfter?: number | null | undefined;
  readonly newName?: string | null | undefined;
}
type Seats = (before: number | null, after: number | null) => readonly [field: 'seatsBefore' | 'seatsAfter', zh: string, en: string] | undefined;

/** What seats a change can go with, where they are told. */
const wrong: Readonly<Record<Said['change'], Seats>> = {
  new: (before, after) => {
    if (before !== null && before !== 0) return ['seatsBefore', '新设专业原招生规模应为 0', 'must be 0 for a major that is new'];
    return after === 0 ? ['seatsAfter', '新设专业的招生规模须大于 0', 'must be more than 0 for a major that is new'] : undefined;
  },
  expand: (before, after) =>
    before !== null && after !== null && after <= before
      ? ['seatsAfter', `扩招后须多于原 ${before} 人`, `must be more than before, ${before}`]
      : undefined,
  reduce: (before, after) =>
    before !== null && after !== null && after >= before
      ? ['seatsAfter', `减招后须少于原 ${before} 人`, `must be less than before, ${before}`]
      : undefined,
  suspend: (_before, after) => (after !== null && after !== 0 ? ['seatsAfter', '停招后招生规模应为 0', 'must be 0 where enrolment is suspended'] : undefined),
  close: (_before, after) => (after !== null && after !== 0 ? ['seatsAfter', '撤销后招生规模应为 0', 'must be 0 for a major that is closed'] : undefined),
  resume: (before, after) => {
    if (before !== null && before !== 0) return ['seatsBefore', '恢复招生前规模应为 0', 'must be 0 where enrolment had been suspended'];
    return after === 0 ? ['seatsAfter', '恢复招生后规模须大于 0', 'must be more than 0 where enrolment begins again'] : undefined;
  },
  rename: () => undefined,
  keep: (before, after) => (before !== null && after !== null && before !== after ? ['seatsAfter', `保持不变，应为 ${before} 人`, `must be ${before}: it is kept as it is`] : undefined),
}; // prettier-ignore

/** What contradicts itself in a change of a programme. */
export function adjustmentFaults({ change, seatsBefore, seatsAfter, newName }: Said): ReportFault[] {
  const faults: ReportFault[] = [];
  const found = wrong[change](seatsBefore ?? null, seatsAfter ?? null);
  if (found) faults.push({ pointer: `/${found[0]}`, zh: found[1], en: found[2] });
  const named = (newName ?? '').trim() !== '';
  if (change === 'rename' && !named) faults.push({ pointer: '/newName', zh: '更名须填写新名称', en: 'is required to rename' });
  if (change !== 'rename' && named) faults.push({ pointer: '/newName', zh: '只有更名才填写新名称', en: 'is for renaming only' });
  return faults;
}

/** Years ahead that may have been decided on. */
export const ledgerYearsAhead = 5;
/** What is wrong with a line of the ledger that is entered on this day, YYYY-MM-DD. */
export function enteredFaults(said: Said & { readonly year: number; readonly decidedOn: string }, today: string): ReportFault[] {
  const faults = adjustmentFaults(said);
  const last = Number(today.slice(0, 4)) + ledgerYearsAhead;
  if (said.decidedOn > today) faults.push({ pointer: '/decidedOn', zh: `不得晚于今天 ${today}`, en: `must not be after today, ${today}` });
  if (said.year > last) faults.push({ pointer: '/year', zh: `不得晚于 ${last} 年`, en: `must be at most ${last}` });
  return faults;
}

/** Seats that a change cannot be decided on without. */
const needed: Readonly<Partial<Record<Said['change'], readonly ('seatsBefore' | 'seatsAfter')[]>>> = {
  ...{ new: ['seatsAfter'], expand: ['seatsBefore', 'seatsAfter'], reduce: ['seatsBefore', 'seatsAfter'], suspend: ['seatsBefore'], resume: ['seatsAfter'] },
};

const toldBefore = {
  seatsBefore: { zh: '提交前须填写现招生规模', en: 'seats a year now are required to submit' },
  seatsAfter: { zh: '提交前须填写调整后招生规模', en: 'seats a year afterwards are required to submit' },
} as const;

/** What a proposal lacks to be decided on. */
export function proposalFaults(said: Said & { readonly reasons: string }, least: number): ReportFault[] {
  const missing = (needed[said.change] ?? []).filter((field) => (said[field] ?? null) === null);
  const length = said.reasons.trim().length;
  return [
    ...adjustmentFaults(said),
    ...missing.map((field) => ({ pointer: `/${field}`, ...toldBefore[field] })),
    ...(length < least
      ? [{ pointer: '/reasons', zh: `请写明理由，至少 ${least} 字，现为 ${length} 字`, en: `reasons need at least ${least} characters, got ${length}` }]
      : []),
  ];
}

/** Seats a year, more or fewer, that a change makes. */
export function seatsChanged({ change, seatsBefore, seatsAfter }: Said): number {
  if (change === 'rename' || change === 'keep') return 0;
  return (change === 'suspend' || change === 'close' ? 0 : (seatsAfter ?? 0)) - (change === 'new' || change === 'resume' ? 0 : (seatsBefore ?? 0));
}
