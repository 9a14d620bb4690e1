import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '../../db/database.ts';
import { createStateMoveRepository, type Step } from '../../db/repositories/state-moves.ts';
import { eventsOf, type Mover, type Workflow } from '../../schemas/workflow.ts';
import { ApiError } from '../../server/errors.ts';
import { newId } from '../../server/runtime.ts';
import { nextMove } from '../../server/workflow.ts';

const movers: readonly Mover[] = ['school', 'enterprise', 'planner', 'secretariat', 'administrator', 'system'];
/** One thing that somebody tries. */
interface Attempt {
  /** By name, or by its place among those that are possible. */
  readonly event: string | number;
  /** Left out, somebody who may, where anybody does. */
  readonly by: Mover | undefined;
  readonly reason: string;
  /** Of the record as the caller saw it: behind the present one by so much. */
  readonly behind: number;
  /** A second caller does the same with the same version. */
  readonly twice: boolean;
  /** A writer that does not ask what is possible, and believes the thing to be in this state. */
  readonly believes: string | undefined;
}

/** Attempts at things that go through the workflow: in any order, by anybody, with and without reasons, from old versions, at once. */
export function attemptsAt(workflow: Workflow, most: number): fc.Arbitrary<Attempt[]> {
  const attempt = fc.record({
    // most of them possible, or few would get far
    event: fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...eventsOf(workflow)) }, { weight: 3, arbitrary: fc.nat(9) }),
    by: fc.option(fc.constantFrom(...movers), { nil: undefined, freq: 1 }),
    reason: fc.constantFrom('因故', '因故', '因故', '  ', ''),
    behind: fc.constantFrom(0, 0, 0, 0, 1),
    twice: fc.constantFrom(false, false, true),
    believes: fc.option(fc.constantFrom(...Object.keys(workflow.states)), { nil: undefined, freq: 5 }),
  });
  return fc.array(attempt, { minLength: 1, maxLength: most, size: 'max' });
}

/**
 * Does what is attempted to a thing of its own, and holds every outcome against the declaration: where it leads, who is refused why, that what is refused
 * writes nothing, that of two at once one is done, and that history and audit record have an entry for every move.
 *
 * @returns the states it came to
 */
export async function followAttempts(db: Database, workflow: Workflow, attempts: readonly Attempt[]): Promise<ReadonlySet<string>> {
  const { tasks, stateMoves, auditEntries } = db.schema;
  const moves = createStateMoveRepository(db);
  const [id, at] = [newId(), new Date('2026-11-22T00:00:00Z')];
  // any table with a state and a version will do: what states it may hold is the workflow's to say
  await db.query.insert(tasks).values({
    ...{ id, regionCode: '150600', origin: 'manual', title: 'x', content: 'x', state: workflow.initial as 'open', version: 1, progress: 0 },
    ...{ simulated: true, createdBy: 'test', createdAt: at, changedAt: at },
  });
  let [state, version] = [workflow.initial, 1];
  const done: [string, string, string][] = [];
  const written = async () => {
    const [row] = await db.query.select().from(tasks).where(eq(tasks.id, id));
    const history = await db.query.select().from(stateMoves).where(eq(stateMoves.subjectId, id)).orderBy(stateMoves.id);
    const recorded = await db.query.select().from(auditEntries).where(eq(auditEntries.entityId, id));
    return { state: row?.state, version: row?.version, history: history.map(({ event, from, to }) => [event, from, to]), recorded: recorded.length };
  };
  const write = (move: Step['move'], from: string, seen: number, reason: string) => {
    const step = { workflow: workflow.name, id, version: seen, move, from, set: { changedAt: at }, at, actor: 'test', moveId: newId(), reason };
    return moves.move(tasks, step, { id: newId(), at, actor: 'test', action: move.on, entity: workflow.name, entityId: id });
  };

  const seen = new Set<string>([state]);
  for (const { event: asked, by: caller, reason, behind, twice, believes } of attempts) {
    const possible = workflow.moves.filter((move) => move.from.includes(state));
    const event = typeof asked === 'string' ? asked : (possible[asked % possible.length]?.on ?? workflow.moves[0]!.on);
    const declared = workflow.moves.find((move) => move.on === event && move.from.includes(state));
    const by = caller ?? declared?.by[0] ?? 'administrator';
    if (believes !== undefined && believes !== state) {
      const elsewhere = workflow.moves.find((move) => move.on === event && move.from.includes(believes));
      if (elsewhere) expect(await write(elsewhere, believes, version, reason)).toBeUndefined();
      expect(await written()).toEqual({ state, version, history: done, recorded: done.length });
    }
    const refused = !declared ? 'conflict' : !declared.by.includes(by) ? 'forbidden' : declared.reason && reason.trim() === '' ? 'invalid' : undefined;
    let move;
    try {
      move = nextMove(workflow, state, { event, by, reason });
      expect([event, state, refused]).toEqual([event, state, undefined]);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      expect([event, state, by, error.code]).toEqual([event, state, by, refused]);
    }
    if (move) {
      const [from, seenAt, to] = [state, version - behind, move];
      const answers = await Promise.all(Array.from({ length: twice ? 2 : 1 }, () => write(to, from, seenAt, reason)));
      expect(answers.filter((answer) => answer !== undefined)).toHaveLength(behind === 0 ? 1 : 0);
      if (behind === 0) {
        done.push([event, from, to.to]);
        [state, version] = [to.to, version + 1];
        seen.add(state);
      }
    }
    expect(await written()).toEqual({ state, version, history: done, recorded: done.length });
  }
  return seen;
}
