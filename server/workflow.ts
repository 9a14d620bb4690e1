import { moveOf, movesFrom, type Move, type Mover, type Workflow } from '../schemas/workflow.ts';
import { ApiError, invalidField } from './errors.ts';

/** What somebody asks for. */
export interface Asked<E extends string> {
  readonly event: E;
  readonly by: Mover;
  readonly reason?: string | null | undefined;
}

/** The move that was asked for, or why it cannot be made: not now (409, with what can be done instead), not by this role (403), not without a reason (422). */
export function nextMove<S extends string, E extends string>(workflow: Workflow<S, E>, state: S, { event, by, reason }: Asked<E>): Move<S, E> {
  const move = moveOf(workflow, state, event);
  if (!move) throw notNow(workflow, state, event, by);
  if (!move.by.includes(by)) throw new ApiError('forbidden', { zh: `此角色不能对${workflow.of.zh}「${move.zh}」`, en: `This role may not ${move.en} here` });
  if (move.reason && (reason ?? '').trim() === '') throw invalidField('/reason', `「${move.zh}」须说明原因`, `is required to ${move.en}`);
  return move;
}

function notNow<S extends string, E extends string>(workflow: Workflow<S, E>, state: S, event: E, by: Mover): ApiError {
  const word = workflow.moves.find(({ on }) => on === event);
  const { zh, en } = workflow.states[state];
  const instead = movesFrom(workflow, state, by);
  const possible = {
    zh: instead.length === 0 ? '现在没有可进行的操作' : `现在可以：${instead.map((move) => move.zh).join('、')}`,
    en: instead.length === 0 ? 'There is nothing to be done now' : `What can be done now: ${instead.map((move) => move.en).join(', ')}`,
  };
  return new ApiError('conflict', {
    zh: `此${workflow.of.zh}为「${zh}」，不能「${word?.zh ?? event}」。${possible.zh}`,
    en: `The ${workflow.of.en.toLowerCase()} is "${en}": "${word?.en ?? event}" is not possible. ${possible.en}`,
  });
}
