/** What one programme is expected to bring: its new students by entry year, and the share of them that graduates and supplies the city. */
export interface ProgrammeInflow {
  readonly intakes: readonly number[];
  readonly survival: number;
}

const inflow = ({ intakes, survival }: ProgrammeInflow): number => intakes.reduce((sum, intake) => sum + intake, 0) * survival;

/**
 * A programme's share of what all programmes of its major bring to the city: Σ intake × survival, own ÷ all, over the entry years that graduate in a window.
 * Source: docs/model.md, Seats: what a programme brings.
 *
 * @param own programme
 * @param all programmes of the major, the own one among them
 * @returns share from 0 to 1; null where nobody brings anything
 * @example shareOfInflow({ intakes: [40, 40], survival: 0.5 }, [{ intakes: [40, 40], survival: 0.5 }, { intakes: [60, 60], survival: 1 }]) // → 0.25
 */
export function shareOfInflow(own: ProgrammeInflow, all: readonly ProgrammeInflow[]): number | null {
  const total = all.reduce((sum, one) => sum + inflow(one), 0);
  return total > 0 ? inflow(own) / total : null;
}

/** z of a two-sided 80 % interval. */
const z80 = 1.2815515655446004;

/**
 * Share of counted persons with its 80 % interval (Wilson 1927), which stays within 0 and 1 and is wide where few were counted.
 *
 * @param part persons with the property
 * @param all persons counted
 * @returns null where nobody was counted
 * @example shareOfCount(50, 100)?.share // → 0.5
 */
export function shareOfCount(part: number, all: number): { readonly share: number; readonly lo80: number; readonly hi80: number } | null {
  if (all <= 0) return null;
  const share = part / all;
  const middle = (share + z80 ** 2 / (2 * all)) / (1 + z80 ** 2 / all);
  const half = (z80 / (1 + z80 ** 2 / all)) * Math.sqrt((share * (1 - share)) / all + z80 ** 2 / (4 * all ** 2));
  return { share, lo80: Math.max(0, middle - half), hi80: Math.min(1, middle + half) };
}
