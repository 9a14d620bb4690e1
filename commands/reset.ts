import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { failStart, readConfig, type Config } from '../config.ts';
import { databaseFile } from '../db/open.ts';
import { demoAccountsFile } from '../seed/demo-accounts.ts';
import { demoKeysFile } from '../seed/demo-keys.ts';
import { secretKeyFile } from '../server/secret-key.ts';

/** `npm run reset`: forgets the embedded installation in the data folder, after asking. Touches nothing else. */
let config: Config;
try {
  config = readConfig(process.env);
} catch (error) {
  failStart(error, process.env);
}
const { dataDir } = config;
const files = [databaseFile, `${databaseFile}-wal`, `${databaseFile}-shm`]
  .map((name) => join(dataDir, name))
  .concat(demoKeysFile(dataDir), demoAccountsFile(dataDir), secretKeyFile(dataDir));
const present = files.filter((file) => existsSync(file));
if (present.length === 0) {
  console.log(`nothing to reset in ${dataDir}`);
  process.exit(0);
}
console.log(`this deletes all data of the installation in ${dataDir}:`);
for (const file of present) console.log(`  ${file}`);
let answer = process.argv.includes('--yes') ? 'yes' : '';
if (answer === '') {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // an input that ends without an answer is a no
  const ended = once(terminal, 'close').then(() => '');
  answer = await Promise.race([terminal.question('stop the server first, then type "yes" to delete: '), ended]);
  terminal.close();
}
if (answer.trim() !== 'yes') {
  console.log('nothing was deleted');
  process.exit(1);
}
for (const file of present) rmSync(file);
console.log('deleted; `npm start` begins anew');
