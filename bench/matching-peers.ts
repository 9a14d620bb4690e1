/** Textbook implementations that the matching bench is held against: objects and maps, nothing clever. For the assignment a package stands beside them (`munkres`); for placement with capacities, ties and minimums none was found. */

export interface PeerStudent {
  readonly key: string;
  readonly choices: readonly string[];
}
export interface PeerPost {
  readonly key: string;
  readonly capacity: number;
  readonly order: ReadonlyMap<string, number>;
}

/** Deferred acceptance as it is taught: a queue of students, and lists that are sorted anew with each proposal. */
export function deferByObjects(students: readonly PeerStudent[], posts: readonly PeerPost[]): Map<string, string> {
  const byKey = new Map(posts.map((post) => [post.key, { ...post, held: [] as string[] }]));
  const left = new Map(students.map(({ key, choices }) => [key, [...choices]]));
  const queue = students.map(({ key }) => key);
  for (let student = queue.shift(); student !== undefined; student = queue.shift()) {
    const choice = left.get(student)!.shift();
    if (choice === undefined) continue;
    const { held, order, capacity } = byKey.get(choice)!;
    held.push(student);
    held.sort((one, two) => order.get(one)! - order.get(two)!);
    if (held.length > capacity) queue.push(held.pop()!);
  }
  return new Map([...byKey.values()].flatMap(({ key, held }) => held.map((student) => [student, key] as const)));
}

/** The Hungarian method with prices, row by row, as competition handbooks print it; arrays of arrays, no start. */
export function hungarian(costs: readonly (readonly number[])[]): number {
  const n = costs.length;
  const m = costs[0]?.length ?? 0;
  const [u, v, rowOf, way] = [
    new Array<number>(n + 1).fill(0),
    new Array<number>(m + 1).fill(0),
    new Array<number>(m + 1).fill(0),
    new Array<number>(m + 1).fill(0),
  ];
  for (let first = 1; first <= n; first++) {
    rowOf[0] = first;
    let at = 0;
    const least = new Array<number>(m + 1).fill(Infinity);
    const used = new Array<boolean>(m + 1).fill(false);
    do {
      used[at] = true;
      const row = rowOf[at]!;
      let delta = Infinity;
      let next = 0;
      for (let column = 1; column <= m; column++) {
        if (used[column] === true) continue;
        const rest = costs[row - 1]![column - 1]! - u[row]! - v[column]!;
        if (rest < least[column]!) {
          least[column] = rest;
          way[column] = at;
        }
        if (least[column]! < delta) {
          delta = least[column]!;
          next = column;
        }
      }
      for (let column = 0; column <= m; column++) {
        if (used[column] === true) {
          u[rowOf[column]!]! += delta;
          v[column]! -= delta;
        } else least[column]! -= delta;
      }
      at = next;
    } while (rowOf[at] !== 0);
    do {
      const before = way[at]!;
      rowOf[at] = rowOf[before]!;
      at = before;
    } while (at !== 0);
  }
  return -v[0]!;
}
