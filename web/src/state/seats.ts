import { api, dataOf } from '../api/client.ts';
import type { components } from '../api/schema.d.ts';

export type SeatRequest = components['schemas']['SeatRequest'];
export type SeatAsked = components['schemas']['SeatRequestInput'];
export type SeatDeed = components['schemas']['SeatDecisionInput']['decision'];
export const seatPage = 50;
export const seatStatuses = ['requested', 'approved', 'rejected', 'withdrawn'] as const satisfies readonly SeatRequest['status'][];

export const loadSeats = (status: string, year: string, cursor?: string) =>
  dataOf(
    api.GET('/api/v1/seat-requests', {
      params: {
        query: {
          ...{ limit: seatPage, total: true },
          ...(seatStatuses.some((one) => one === status) ? { status: status as SeatRequest['status'] } : {}), // an address typed by hand may hold anything
          ...(/^\d{4}$/.test(year) ? { entryYear: Number(year) } : {}),
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
    }),
  );
export const askSeats = (body: SeatAsked) => dataOf(api.POST('/api/v1/seat-requests', { body }));
export const decideSeats = (id: string, decision: SeatDeed, note: string) =>
  dataOf(
    api.POST('/api/v1/seat-requests/{id}/decision', { params: { path: { id } }, body: { decision, ...(note.trim() === '' ? {} : { note: note.trim() }) } }),
  );
