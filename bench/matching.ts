import { munkres } from 'munkres';
import { createRandom } from '../forecasting/index.ts';
import { assign } from '../matching/assignment/assign.ts';
import { certify } from '../matching/assignment/certify.ts';
import { buildMarket, type PostOffer, type StudentWishes } from '../matching/placement/market.ts';
import { place } from '../matching/placement/place.ts';
import { verifyMatching } from '../matching/placement/verify.ts';
import { deferByObjects, hungarian } from './matching-peers.ts';
import { additions } from './scale.ts';

/**
 * Placement of 50,000 students on 5,000 posts with ten choices each, half of the students ranked by their posts in ties of five, every fourth post a class with a minimum; and the assignment of 2,000 × 2,000 pairs. Processor time
 * of one core, beside 2·10⁸ additions (0.2 s on an idle core), a textbook implementation of the same problem and, for the assignment, the package munkres, in the same process:
 *   node bench/matching.ts [students] [pairs]
 */
const [students = 50_000, pairs = 2000] = process.argv.slice(2).map(Number);
const posts = Math.ceil(students / 10);
const choices = 10;

const millisecondsOf = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
const rounds = 5;
const medianOf = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const megabytes = () => process.memoryUsage().rss / 1_048_576;
const said = (what: string, ms: number, more = '') => {
  console.log(`${what.padEnd(62)}${ms.toFixed(0).padStart(8)} ms  ${more}`);
};

const random = createRandom('matching');
const pick = (n: number) => Math.min(n - 1, Math.floor(random.uniform() * n));
const postKeys = Array.from({ length: posts }, (_, index) => `post-${index}`);
// squared, so that a few posts are what most want
const wishes: StudentWishes[] = Array.from({ length: students }, (_, index) => {
  const wanted = new Set<string>();
  while (wanted.size < choices) wanted.add(postKeys[Math.floor(random.uniform() * random.uniform() * posts)]!);
  return { key: `student-${index}`, choices: [...wanted] };
});
const rankings = new Map(postKeys.map((key) => [key, new Map<string, number>()]));
for (const { key, choices: wanted } of wishes) for (const post of wanted) if (random.uniform() < 0.5) rankings.get(post)!.set(key, 1 + pick(5));
const offers: PostOffer[] = postKeys.map((key, index) => ({ key, capacity: 4 + pick(12), minimum: index % 4 === 0 ? 3 : 0, ranking: rankings.get(key)! }));

console.log(`2·10⁸ additions: ${(additions() / 1000).toFixed(2)} s of a processor (0.2 s idle)`);
const before = megabytes();
let market = buildMarket([], [], '');
said(`${students} students × ${posts} posts × ${choices} choices: market with ties drawn`, millisecondsOf(() => (market = buildMarket(wishes, offers, 'bench')))); // prettier-ignore
let result = place(buildMarket([], [], ''), 'students');
for (const side of ['posts', 'students'] as const) {
  const ms = millisecondsOf(() => (result = place(market, side)));
  said(`  placed, ${side} proposing`, ms, `${result.closings.length} classes closed, ${result.edgeOf.filter((edge) => edge >= 0).length} placed`);
}
let verified = verifyMatching(market, result);
said('  verified: blocking pairs, capacities, minimums, optimality', millisecondsOf(() => (verified = verifyMatching(market, result))), `${verified.blocking.length} blocking, best for students: ${verified.bestForStudents}`); // prettier-ignore
console.log(`  memory of the process ${megabytes().toFixed(0)} MB, ${(megabytes() - before).toFixed(0)} MB more than before; the input included`);
const plain = offers.map(({ key, capacity }) => ({ key, capacity, order: new Map<string, number>() }));
const plainIndex = new Map(plain.map((post) => [post.key, post]));
for (let post = 0; post < posts; post++) {
  const order = market.postOrder.subarray(market.orderStart[post], market.orderStart[post + 1]);
  order.forEach((edge, rank) => plainIndex.get(market.postKeys[post]!)!.order.set(market.studentKeys[market.edgeStudent[edge]!]!, rank));
}
said(
  '  peer: textbook deferred acceptance on objects, nothing closed',
  millisecondsOf(() => deferByObjects(wishes, plain)),
);
said('  the same here, nothing closed', millisecondsOf(() => place({ ...market, minimum: market.minimum.map(() => 0) }, 'students'))); // prettier-ignore

for (const [kind, cost] of [
  ['real numbers', () => random.uniform()],
  ['whole numbers to 100', () => pick(100)],
] as const) {
  const costs = Float64Array.from({ length: pairs * pairs }, cost);
  let found = assign(Float64Array.of(0), 1, 1);
  said(`assignment of ${pairs} × ${pairs}, ${kind}`, millisecondsOf(() => (found = assign(costs, pairs, pairs)))); // prettier-ignore
  let gaps = certify(costs, pairs, pairs, found);
  said('  proved by its prices', millisecondsOf(() => (gaps = certify(costs, pairs, pairs, found))), `largest gap ${Math.max(gaps.feasibility, gaps.slackness, gaps.unused).toExponential(1)}`); // prettier-ignore
  const rows = Array.from({ length: pairs }, (_, row) => Array.from(costs.subarray(row * pairs, (row + 1) * pairs)));
  let total = 0;
  said('  peer: textbook Hungarian method on arrays of arrays', millisecondsOf(() => (total = hungarian(rows))), `same cost: ${Math.abs(total - found.cost) < 1e-6 * pairs}`); // prettier-ignore
  // the package is fast enough to be warmed up and repeated: the first call of either is half compiling
  const [own, theirs] = [[] as number[], [] as number[]];
  let matched: [number, number][] = [];
  for (let round = 0; round < rounds; round++) {
    own.push(millisecondsOf(() => assign(costs, pairs, pairs)));
    theirs.push(millisecondsOf(() => (matched = munkres(rows))));
  }
  const sum = matched.reduce((all, [row, column]) => all + rows[row]![column]!, 0);
  said('  peer: package munkres, median of turns', medianOf(theirs), `same cost: ${Math.abs(sum - found.cost) < 1e-6 * pairs}`);
  said('  the same here, taking turns with it', medianOf(own), `${(medianOf(own) / medianOf(theirs)).toFixed(2)} × the package`);
}
console.log(`2·10⁸ additions: ${(additions() / 1000).toFixed(2)} s of a processor`);
