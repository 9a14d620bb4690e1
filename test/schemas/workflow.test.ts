import { describe, expect, it } from 'vitest';
import { defineWorkflow, eventsOf, moveOf, movesFrom, statesOf, type Workflow } from '../../schemas/workflow.ts';

const words = { zh: '某', en: 'some' };
const base = {
  name: 'thing',
  of: words,
  initial: 'a',
  states: { a: words, b: words, end: { ...words, final: true as const } },
  moves: [
    { on: 'go', ...words, from: ['a'], to: 'b', by: ['school'] },
    { on: 'stop', ...words, from: ['a', 'b'], to: 'end', by: ['planner'], reason: true },
  ],
} satisfies Workflow<'a' | 'b' | 'end', 'go' | 'stop'>;

describe('a workflow', () => {
  it('says where an event leads, and what somebody can do', () => {
    const workflow = defineWorkflow<'a' | 'b' | 'end', 'go' | 'stop'>(base);
    expect(moveOf(workflow, 'a', 'go')?.to).toBe('b');
    expect(moveOf(workflow, 'b', 'go')).toBeUndefined();
    expect(movesFrom(workflow, 'a', 'planner').map(({ on }) => on)).toEqual(['stop']);
    expect(statesOf(workflow)).toEqual(['a', 'b', 'end']);
    expect(eventsOf(workflow)).toEqual(['go', 'stop']);
  });

  it.each<[string, Partial<Workflow>, RegExp]>([
    ['an event with two ways out', { moves: [...base.moves, { on: 'go', ...words, from: ['a'], to: 'end', by: [] }] }, /one way out of "a"/],
    ['a final state that is left', { moves: [...base.moves, { on: 'back', ...words, from: ['end'], to: 'a', by: [] }] }, /final/],
    ['a state nothing leads to', { states: { ...base.states, lost: { ...words, final: true } } }, /nothing leads to "lost"/],
    ['a dead end', { moves: base.moves.map((move) => ({ ...move, from: move.from.filter((state) => state !== 'b') })) }, /nothing leads out/],
    [
      'a reason asked for here and not there',
      { moves: [...base.moves.map((move) => ({ ...move, from: ['a'] })), { on: 'stop', ...words, from: ['b'], to: 'end', by: [] }] },
      /everywhere or nowhere/,
    ],
  ])('is refused with %s', (_name, change, message) => {
    expect(() => defineWorkflow({ ...base, ...change })).toThrow(message);
  });
});
