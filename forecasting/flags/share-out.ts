/** What one school asks of a year: seats, and the graduates they make. */
export interface Asked {
  readonly school: string;
  readonly seats: number;
  readonly survivors: number;
}

/**
 * Divides what remains of a gap among those who ask in its direction: a_i seats with survival s_i get a_i · min(1, |R| ÷ Σ|a_j|s_j), in whole seats towards 0;
 * what rounding leaves goes by largest remainder, to equal remainders all or none, so that equal requests get equal answers.
 * Source: largest remainder (Hare’s method); equals get all or none.
 *
 * @param remaining R, persons; positive is shortage
 * @param asked seats and the survivors they make, one a school
 * @returns seats by school; with R = 0, and for who asks against R, 0
 * @example [...shareOut(30, [{ school: 'a', seats: 40, survivors: 40 }, { school: 'b', seats: 20, survivors: 20 }])] // → [['a', 20], ['b', 10]]
 */
export function shareOut(remaining: number, asked: readonly Asked[]): ReadonlyMap<string, number> {
  const sign = Math.sign(remaining);
  const shares = new Map(asked.map(({ school }) => [school, 0]));
  // summed in one order, so that the answer does not depend on who asked first
  const alike = asked.filter(({ seats }) => seats !== 0 && Math.sign(seats) === sign).sort((a, b) => (a.school < b.school ? -1 : 1));
  const total = alike.reduce((sum, { survivors }) => sum + Math.abs(survivors), 0);
  if (total === 0) return shares;
  const factor = Math.min(1, Math.abs(remaining) / total);
  let left = Math.abs(remaining);
  const parts = alike.map(({ school, seats, survivors }) => {
    const exact = Math.abs(seats) * factor;
    const whole = Math.floor(exact + 1e-9); // 9.9999999999 is ten seats
    const survival = survivors / seats;
    left -= whole * survival;
    shares.set(school, sign * whole);
    return { school, survival, rest: exact - whole };
  });
  const groups = Map.groupBy(
    parts.filter(({ rest }) => rest > 1e-9),
    ({ rest }) => Math.round(rest * 1e9),
  );
  for (const [, group] of [...groups].sort(([a], [b]) => b - a)) {
    const need = group.reduce((sum, { survival }) => sum + survival, 0);
    if (need > left + 1e-9) continue;
    left -= need;
    for (const { school } of group) shares.set(school, (shares.get(school) ?? 0) + sign);
  }
  return shares;
}
