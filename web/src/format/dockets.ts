import type { Docket, DocketOutcome, Measure } from '../api/client.ts';
import type { components } from '../api/schema.d.ts';

export type MeasureInput = components['schemas']['MeasureInput'];

/** `2026-017`, as a docket is called. */
export const docketNumber = ({ year, number }: { readonly year: number; readonly number: number }): string => `${year}-${String(number).padStart(3, '0')}`;

/** Words of enumerations by their message. */
export const changeWords: Record<Measure['change'], string> = {
  new: 'docket.change.new',
  expand: 'docket.change.expand',
  reduce: 'docket.change.reduce',
  suspend: 'docket.change.suspend',
  resume: 'docket.change.resume',
  rename: 'docket.change.rename',
  close: 'docket.change.close',
  keep: 'docket.change.keep',
};
export const resolutionWords: Record<NonNullable<Docket['outcome']>, string> = {
  approve: 'docket.resolution.approve',
  amend: 'docket.resolution.amend',
  reject: 'docket.resolution.reject',
  defer: 'docket.resolution.defer',
};
export const carriedOutWords: Record<DocketOutcome['carriedOut'], string> = {
  yes: 'docket.carriedOut.yes',
  partly: 'docket.carriedOut.partly',
  no: 'docket.carriedOut.no',
  not_yet: 'docket.carriedOut.notYet',
  unread: 'docket.carriedOut.unread',
};
export const judgedWords: Record<DocketOutcome['judged'], string> = {
  right: 'docket.judged.right',
  wrong: 'docket.judged.wrong',
  undecided: 'docket.judged.undecided',
};
export const directionWords: Record<DocketOutcome['direction'], string> = {
  short: 'docket.direction.short',
  surplus: 'docket.direction.surplus',
  none: 'docket.direction.none',
};
export const partWords: Record<'run' | 'flag' | 'gaps' | 'findings' | 'demand' | 'supply' | 'flags', string> = {
  run: 'docket.part.run',
  flag: 'docket.part.flag',
  gaps: 'docket.part.gaps',
  findings: 'docket.part.findings',
  demand: 'docket.part.demand',
  supply: 'docket.part.supply',
  flags: 'docket.part.flags',
};
export const originWords: Record<Docket['origin'], string> = { flag: 'docket.origin.flag', proposal: 'docket.origin.proposal' };
export const replyWords: Record<Docket['replies'][number]['kind'], string> = { comply: 'docket.reply.comply', explain: 'docket.reply.explain' };
/** A measure while it is typed. */
export interface MeasureDraft {
  key: string;
  schoolId: string;
  change: Measure['change'];
  fromYear: string;
  seatsBefore: string;
  seatsAfter: string;
  newName: string;
  note: string;
}
const typed = (value: number | null) => (value === null ? '' : String(value));
/** A measure as it is, to be changed. */
export const draftOf = (one: Measure): MeasureDraft => ({
  ...{ key: one.id, schoolId: one.schoolId, change: one.change, fromYear: String(one.fromYear) },
  ...{ seatsBefore: typed(one.seatsBefore), seatsAfter: typed(one.seatsAfter), newName: one.newName ?? '', note: one.note ?? '' },
});
/** Changes that need the seats after them to be said. */
export const needsSeats = (change: Measure['change']): boolean => ['new', 'expand', 'reduce', 'resume'].includes(change);
const whole = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined);
/** What is sent of it: fields that the change has no use for are left out. */
export function measureOf({ schoolId, change, fromYear, seatsBefore, seatsAfter, newName, note }: MeasureDraft): MeasureInput {
  const [before, after] = [change === 'new' ? undefined : whole(seatsBefore), needsSeats(change) ? whole(seatsAfter) : undefined];
  return {
    ...{ schoolId, change, fromYear: whole(fromYear) ?? 0 },
    ...(before === undefined ? {} : { seatsBefore: before }),
    ...(after === undefined ? {} : { seatsAfter: after }),
    ...(change === 'rename' && newName.trim() !== '' ? { newName: newName.trim() } : {}),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  };
}
