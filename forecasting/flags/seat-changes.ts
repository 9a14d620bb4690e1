/** Seats of one school in one major as they were asked for. */
export interface FiledSeats {
  readonly school: string;
  readonly entryYear: number;
  /** Newest reporting year when it was filed: seats are more or fewer than the intake of that year carried on. */
  readonly baseYear: number;
  readonly seats: number;
  readonly status: 'requested' | 'approved';
  /** The run took an intake plan for this programme and entry year that was filed after the approval. */
  readonly planned: boolean;
}

/**
 * Seats as changes against the intake a run expects. Entry years the run knows (up to t0, or up to a plan that already holds the seats) are left out: they
 * are in the gap. A run carries the intake it knows on, and with it what was approved for the last known year; seats for later years filed against the same
 * base are meant instead of that, not on top of it: a lasting +40, filed for three years, stays +40 when its first year is reported.
 * Source: docs/model.md, Seats: against the newest intake reported when they were filed.
 *
 * @param filed active requests of one major with entry years from t0 on, in the order they were filed
 * @param t0 newest reporting year of the run
 * @returns the rows of later entry years that change something, with what they change
 * @example effectiveSeats([40, 40, 60].map((seats, i) => ({ school: 'a', entryYear: 2025 + i, baseYear: 2024, seats, status: 'approved', planned: false })), 2025).map(({ entryYear, seats }) => [entryYear, seats]) // → [[2027, 20]]
 */
export function effectiveSeats<T extends FiledSeats>(filed: readonly T[], t0: number): T[] {
  return [...Map.groupBy(filed, ({ school }) => school).values()].flatMap((own) => {
    const known = Math.max(t0, ...own.filter(({ status, planned }) => status === 'approved' && planned).map(({ entryYear }) => entryYear));
    const later = own.filter(({ entryYear }) => entryYear > known);
    const carried = (base: number) =>
      own.reduce((sum, row) => (row.status === 'approved' && row.entryYear === known && row.baseYear === base ? sum + row.seats : sum), 0);
    return [...Map.groupBy(later, ({ baseYear, entryYear }) => `${baseYear}|${entryYear}`).values()].flatMap((rows) => {
      const instead = rows.find(({ status }) => status === 'approved') ?? rows[0];
      return rows.map((row) => (row === instead ? { ...row, seats: row.seats - carried(row.baseYear) } : row)).filter(({ seats }) => seats !== 0);
    });
  });
}
