import type { Schema } from '../../db/schema/index.ts';

/** A row ready to insert. */
export type Row<Table extends keyof Schema> = Schema[Table]['$inferInsert'];

export type BatchRef = { readonly batchId: string; readonly simulated: true; readonly source: string };

export const dayOf = (year: number, month: number, day: number): Date => new Date(Date.UTC(year, month - 1, day, 8));
