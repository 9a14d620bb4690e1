import { readdirSync } from 'node:fs';
import type { Workflow } from '../schemas/workflow.ts';

const folder = new URL('../schemas/workflows/', import.meta.url);
const isWorkflow = (value: unknown): value is Workflow =>
  typeof value === 'object' && value !== null && 'initial' in value && 'states' in value && 'moves' in value && 'of' in value;

/** Every workflow that is declared, by name: whoever adds a file there is found. */
export async function loadWorkflows(): Promise<Workflow[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const modules = await Promise.all(files.map((name) => import(new URL(name, folder).href) as Promise<object>));
  return modules.flatMap((module) => Object.values(module).filter(isWorkflow)).sort((a, b) => (a.name < b.name ? -1 : 1));
}
