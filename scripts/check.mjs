// `npm run check`: everything but the tests, two steps at a time, then the unit tests (not with --without-tests). Typed linting takes as long as all the rest together, so it comes in two halves.
import { spawn } from 'node:child_process';

/** Longest first; whichever of two lanes is free takes the next. */
const steps = ['lint:server', 'lint:web', 'check:types', 'format', 'check:web', 'check:generated', 'check:arrows'];

/** Runs one script; its output comes in one piece when it is over, so that lanes do not mix. */
function step(name) {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '-s', name], { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    const output = [];
    child.stdout.on('data', (data) => output.push(data));
    child.stderr.on('data', (data) => output.push(data));
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(output));
      if (code !== 0) console.error(`\`npm run ${name}\` failed`);
      resolve(code === 0);
    });
  });
}
async function lane() {
  let passed = true;
  for (let name = steps.shift(); name !== undefined; name = steps.shift()) passed = (await step(name)) && passed;
  return passed;
}

const passed = await Promise.all([lane(), lane()]);
if (!passed.every(Boolean)) process.exit(1);
if (process.argv.includes('--without-tests')) process.exit(0);
const tests = spawn('npm', ['run', '-s', 'test:unit'], { stdio: 'inherit', shell: process.platform === 'win32' });
tests.on('close', (code) => process.exit(code ?? 1));
