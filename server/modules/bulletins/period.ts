import type { BulletinInput } from '../../../schemas/bulletins.ts';
import { addDays, startOf } from '../../../schemas/days.ts';
import { invalidField } from '../../errors.ts';

/** The days a bulletin is about. */
export interface Period {
  readonly kind: BulletinInput['kind'];
  readonly year: number;
  /** Month or quarter; 0 for the year. */
  readonly period: number;
  /** First and last day, YYYY-MM-DD, and the moments the first begins and the last is over. */
  readonly from: string;
  readonly to: string;
  readonly starts: Date;
  readonly ends: Date;
}
const months = { monthly_dispatch: 1, quarterly_bulletin: 3, yearly_summary: 12 } as const;
const quarters = ['一', '二', '三', '四'];
const two = (n: number) => String(n).padStart(2, '0');

/** Month, quarter or year, begun by today. */
export function periodOf({ kind, year, period }: BulletinInput, today: string): Period {
  const [span, most] = [months[kind], 12 / months[kind]];
  if (kind === 'yearly_summary' && period !== undefined) throw invalidField('/period', '年总结不分期，请勿填写', 'must be left out for a yearly summary');
  if (kind !== 'yearly_summary' && (period === undefined || period > most))
    throw invalidField('/period', `应为 1–${most}（${span === 1 ? '月份' : '季度'}）`, `needs the ${span === 1 ? 'month' : 'quarter'}, 1–${most}`);
  const first = ((period ?? 1) - 1) * span + 1;
  const from = `${year}-${two(first)}-01`;
  const next = first + span > 12 ? `${year + 1}-01-01` : `${year}-${two(first + span)}-01`;
  if (from > today)
    throw invalidField(kind === 'yearly_summary' ? '/year' : '/period', `此期从 ${from} 开始，尚未开始`, `begins on ${from}, which is still to come`);
  return { kind, year, period: period ?? 0, from, to: addDays(next, -1), starts: startOf(from), ends: startOf(next) };
}

export function titleOf({ kind, year, period }: Pick<Period, 'kind' | 'year' | 'period'>): string {
  if (kind === 'monthly_dispatch') return `${year}年${period}月督办任务月调度`;
  return kind === 'quarterly_bulletin' ? `${year}年第${quarters[period - 1] ?? ''}季度督办任务通报` : `${year}年督办任务年度总结`;
}
