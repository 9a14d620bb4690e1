import { createBulletinRepository } from '../../../db/repositories/bulletins.ts';
import { createInstallationRepository } from '../../../db/repositories/installation.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { CalendarSource } from '../../calendar.ts';
import type { ServerContext } from '../../context.ts';
import { periodOf, titleOf, type Period } from './period.ts';

const most = { monthly_dispatch: 12, quarterly_bulletin: 4, yearly_summary: 1 } as const;
/** English names; the Chinese title is the one the bulletin will have. */
const words = { monthly_dispatch: 'monthly dispatch', quarterly_bulletin: 'quarterly bulletin', yearly_summary: 'yearly summary' } as const;
/** Every period of a year that a bulletin is made of. */
const periodsOf = (year: number): Period[] =>
  (['monthly_dispatch', 'quarterly_bulletin', 'yearly_summary'] as const).flatMap((kind) =>
    Array.from({ length: most[kind] }, (_, i) => periodOf({ kind, year, ...(kind === 'yearly_summary' ? {} : { period: i + 1 }) }, `${year}-12-31`)),
  );

/** Last days of months, quarters and years of which there is no bulletin yet, for the office that makes them; what is long over is not asked for again. */
export function bulletinDates({ db, clock }: ServerContext): CalendarSource {
  const bulletins = createBulletinRepository(db);
  const installation = createInstallationRepository(db);
  return async ({ role }, from, to) => {
    if (role !== 'secretariat' && role !== 'administrator') return [];
    const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
    const thisMonth = `${dayOf(clock()).slice(0, 7)}-01`;
    const made = new Set(
      (await bulletins.standing((await installation.get('region')) ?? '150600', first, last)).map((row) => `${row.kind}|${row.year}|${row.period}`),
    );
    return Array.from({ length: last - first + 1 }, (_, i) => periodsOf(first + i))
      .flat()
      .filter((one) => one.to >= from && one.to <= to && one.to >= thisMonth && !made.has(`${one.kind}|${one.year}|${one.period}`))
      .map((one) => ({
        ...{ id: `${one.kind}-${one.year}-${one.period}`, kind: 'bulletin_due', date: one.to, view: '/bulletins' },
        title: {
          zh: `编制${titleOf(one)}`,
          en: `To be made: ${words[one.kind]} ${one.year}${one.period === 0 ? '' : `, ${one.kind === 'monthly_dispatch' ? 'month' : 'quarter'} ${one.period}`}`,
        },
      }));
  };
}
