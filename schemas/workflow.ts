/** Who may move a thing along: a role, or the product itself (a job, a deadline, the effect of another move). */
export type Mover = 'school' | 'enterprise' | 'planner' | 'secretariat' | 'administrator' | 'system';
interface Words {
  readonly zh: string;
  readonly en: string;
}
export interface State extends Words {
  /** Nothing leads out of it. */
  readonly final?: true;
}
export interface Move<S extends string, E extends string> extends Words {
  readonly on: E;
  readonly from: readonly S[];
  readonly to: S;
  readonly by: readonly Mover[];
  /** It cannot be done without saying why. */
  readonly reason?: true;
}
/** The life of one kind of thing: its states, and what leads from one to another. */
export interface Workflow<S extends string = string, E extends string = string> {
  /** Lower case with underscores, as records and addresses name it. */
  readonly name: string;
  /** What goes through it. */
  readonly of: Words;
  readonly initial: S;
  readonly states: Readonly<Record<S, State>>;
  readonly moves: readonly Move<S, E>[];
}

/**
 * Declares a workflow, and refuses one that contradicts itself: an event that leads from one state to two, a move out of a final state, a state that
 * nothing leads to or that nothing leads out of though it is not final.
 */
export function defineWorkflow<const S extends string, const E extends string>(workflow: Workflow<S, E>): Workflow<S, E> {
  const { name, initial, moves } = workflow;
  const states = Object.keys(workflow.states) as S[];
  const seen = new Set<string>();
  for (const { on, from, reason } of moves) {
    for (const state of from) {
      const key = `${state} ${on}`;
      if (seen.has(key)) throw new Error(`${name}: "${on}" needs one way out of "${state}", got two`);
      if (workflow.states[state].final) throw new Error(`${name}: "${state}" is final and cannot be left by "${on}"`);
      seen.add(key);
    }
    if (moves.some((other) => other.on === on && other.reason !== reason)) throw new Error(`${name}: "${on}" needs a reason everywhere or nowhere`);
  }
  const reached = new Set<S>([initial]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const { from, to } of moves) if (from.some((state) => reached.has(state))) reached.add(to);
  }
  for (const state of states) {
    if (!reached.has(state)) throw new Error(`${name}: nothing leads to "${state}"`);
    if (!workflow.states[state].final && !moves.some(({ from }) => from.includes(state)))
      throw new Error(`${name}: "${state}" is not final, but nothing leads out of it`);
  }
  return workflow;
}

/** What an event does in a state; undefined where it is not possible. */
export function moveOf<S extends string, E extends string>(workflow: Workflow<S, E>, state: S, event: E): Move<S, E> | undefined {
  return workflow.moves.find(({ on, from }) => on === event && from.includes(state));
}

/** What somebody can do with a thing in this state, in the order the moves are declared. */
export function movesFrom<S extends string, E extends string>(workflow: Workflow<S, E>, state: S, by: Mover): Move<S, E>[] {
  return workflow.moves.filter((move) => move.from.includes(state) && move.by.includes(by));
}

/** States and events as the tuples that schemas and columns list. */
export const statesOf = <S extends string, E extends string>({ states }: Workflow<S, E>) => Object.keys(states) as [S, ...S[]];
export const eventsOf = <S extends string, E extends string>({ moves }: Workflow<S, E>) => [...new Set(moves.map(({ on }) => on))] as [E, ...E[]];
