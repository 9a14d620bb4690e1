/** A post of a placement round: its places, how many were taken, and whom it is for. */
export interface RoundPost {
  readonly capacity: number;
  readonly placed: number;
  readonly organisationId: string;
  /** Null: every level. */
  readonly level: string | null;
  /** None: every major of the level. */
  readonly majors: readonly string[];
}
/** Students of a major in a round, and those of them who were placed nowhere. */
export interface RoundStudents {
  readonly major: string;
  readonly level: string;
  readonly students: number;
  readonly unmatched: number;
}
export interface MajorTightness {
  readonly major: string;
  readonly offered: number;
  readonly seats: number;
  readonly students: number;
  readonly unmatched: number;
  readonly enterprises: number;
  /** τ */
  readonly tightness: number;
}

/**
 * Tightness of each major in a placement round: τ = (unfilled seats + 1) ÷ (unmatched students + 1), above 1 where posts look for students. A post for several majors counts for each
 * with an equal share of its places, one for every major with those of its level that took part; places of a class that was closed stand empty. It changes neither demand nor supply.
 * Source: docs/model.md, Tightness: τ = (empty + 1) ÷ (unmatched + 1).
 *
 * @param posts of the round, persons
 * @param students by major, persons
 * @returns one row for each major named by a post or with students, in code order; shares of seats add up to the seats of the round
 * @example tightnessOf([{ capacity: 4, placed: 1, organisationId: 'e', level: null, majors: ['a'] }], [{ major: 'a', level: 'associate', students: 2, unmatched: 1 }])[0].tightness // → 2
 */
export function tightnessOf(posts: readonly RoundPost[], students: readonly RoundStudents[]): MajorTightness[] {
  const sums = new Map<string, { offered: number; seats: number; enterprises: Set<string> }>();
  const sumOf = (major: string) => {
    const found = sums.get(major) ?? { offered: 0, seats: 0, enterprises: new Set<string>() };
    sums.set(major, found);
    return found;
  };
  for (const { major } of students) sumOf(major);
  for (const post of posts) {
    const anybody = students.filter(({ level }) => post.level === null || level === post.level).map(({ major }) => major);
    const majors = post.majors.length > 0 ? post.majors : anybody;
    for (const major of majors) {
      const sum = sumOf(major);
      sum.offered += post.capacity / majors.length;
      sum.seats += Math.max(0, post.capacity - post.placed) / majors.length;
      sum.enterprises.add(post.organisationId);
    }
  }
  const of = new Map(students.map((row) => [row.major, row]));
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([major, { offered, seats, enterprises }]) => {
      const { students: all, unmatched } = of.get(major) ?? { students: 0, unmatched: 0 };
      return { major, offered, seats, students: all, unmatched, enterprises: enterprises.size, tightness: (seats + 1) / (unmatched + 1) };
    });
}
