// Generated files (OpenAPI, client types, migrations, the page of workflows) are committed; regenerating them must change nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const walk = (dir) =>
  existsSync(dir) ? readdirSync(dir, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(join(dir, e.name)) : join(dir, e.name))) : [];
const snapshot = () =>
  new Map([...walk('db/migrations'), ...walk('web/src/api'), 'docs/workflows.md'].map((f) => [f, createHash('sha256').update(readFileSync(f)).digest('hex')]));

const before = snapshot();
const { status } = spawnSync('npm', ['run', '-s', 'generate'], { stdio: ['ignore', 'ignore', 'inherit'] });
if (status !== 0) process.exit(status || 1);
const after = snapshot();
const changed = [...new Set([...before.keys(), ...after.keys()])].filter((f) => before.get(f) !== after.get(f));
if (changed.length > 0) {
  console.error(`generated files were out of date (now regenerated; commit them): ${changed.join(', ')}`);
  process.exit(1);
}
