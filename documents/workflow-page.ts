import type { Move, Mover, Workflow } from '../schemas/workflow.ts';

const movers: Readonly<Record<Mover, string>> = {
  school: '学校 school',
  enterprise: '企业 enterprise',
  planner: '规划部门 planner',
  secretariat: '联席办 secretariat',
  administrator: '管理员 administrator',
  system: '系统 system',
};
const head = [
  '# Lives of things',
  '',
  'What goes through states in this product, who may move it, and where to. Written by `npm run generate` from `schemas/workflows/`; what is not in a table below is refused, whoever asks.',
];
const cell = (text: string) => text.replaceAll('|', '\\|');
const both = ({ zh, en }: { readonly zh: string; readonly en: string }) => `${zh} ${en}`;
/** Mermaid ends a label at these. */
const label = (text: string) => text.replaceAll(/[":;#]/g, ' ');

/** A state diagram that Mermaid draws. Moves between the same two states are one arrow. */
function diagramOf({ initial, states, moves }: Workflow): string[] {
  const arrows = new Map<string, string[]>();
  for (const move of moves)
    for (const from of move.from) arrows.set(`${from} --> ${move.to}`, [...(arrows.get(`${from} --> ${move.to}`) ?? []), label(both(move))]);
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...Object.entries(states).map(([name, state]) => `  state "${label(both(state))}" as ${name}`),
    `  [*] --> ${initial}`,
    ...[...arrows].map(([arrow, words]) => `  ${arrow}: ${words.join(' / ')}`),
    ...Object.entries(states).flatMap(([name, { final }]) => (final ? [`  ${name} --> [*]`] : [])),
    '```',
  ];
}
function rowOf({ states }: Workflow, { on, zh, en, from, to, by, reason }: Move<string, string>): string {
  const word = (name: string) => states[name]?.zh ?? name;
  const cells = [`\`${on}\``, `${zh} ${en}`, from.map(word).join('、'), word(to), by.map((one) => movers[one]).join(', '), reason ? '须说明 needed' : ''];
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** The page that shows every workflow as a diagram and a table of its moves. */
export function workflowPage(workflows: readonly Workflow[]): string {
  const parts = workflows.flatMap((workflow) => [
    '',
    `## ${both(workflow.of)} (\`${workflow.name}\`)`,
    '',
    ...diagramOf(workflow),
    '',
    '| event | move | from | to | by | reason |',
    '| --- | --- | --- | --- | --- | --- |',
    ...workflow.moves.map((move) => rowOf(workflow, move)),
  ]);
  return `${[...head, ...parts].join('\n')}\n`;
}
