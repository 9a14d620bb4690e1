import { api, dataOf } from '../api/client.ts';
import type { components } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';

export type SeatRequest = components['schemas']['SeatRequest'];
export type SeatAsked = components['schemas']['SeatRequestInput'];
export type SeatDeed = components['schemas']['SeatDecisionInput']['decision'];
export const seatPage = 50;
export const seatStatuses = ['requested', 'approved', 'rejected', 'withdrawn'] as const satisfies readonly SeatRequest['status'][];

/** An address typed by hand may hold anything. */
const queryOf = (status: string, year: string) => ({
  ...(seatStatuses.some((one) => one === status) ? { status: status as SeatRequest['status'] } : {}),
  ...(/^\d{4}$/.test(year) ? { entryYear: Number(year) } : {}),
});
export const loadSeats = (status: string, year: string, cursor?: string) =>
  dataOf(
    api.GET('/api/v1/seat-requests', {
      params: { query: { ...{ limit: seatPage, total: true }, ...queryOf(status, year), ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );
/** For files. */
export const seatsAddress = (status: string, year: string): string => addressOf('/api/v1/seat-requests', queryOf(status, year));
export const askSeats = (body: SeatAsked) => dataOf(api.POST('/api/v1/seat-requests', { body }));
export const decideSeats = (id: string, decision: SeatDeed, note: string) =>
  dataOf(
    api.POST('/api/v1/seat-requests/{id}/decision', { params: { path: { id } }, body: { decision, ...(note.trim() === '' ? {} : { note: note.trim() }) } }),
  );
