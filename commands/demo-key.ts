import { failStart, readConfig, type Config } from '../config.ts';
import { readDemoKeys } from '../seed/demo-keys.ts';
import { roles } from '../schemas/vocabulary.ts';

/** Prints the demo key of a role, for curl: `npm run -s demo-key -- planner`. */
const asked = process.argv[2];
const role = roles.find((name) => name === asked);
if (role === undefined) {
  console.error(`demo-key needs a role: ${roles.join(', ')}${asked === undefined ? '' : `; got "${asked}"`}`);
  process.exit(1);
}
let config: Config;
try {
  config = readConfig(process.env);
} catch (error) {
  failStart(error, process.env);
}
const { dataDir } = config;
const key = readDemoKeys(dataDir)?.[role];
if (key === undefined) {
  console.error(`there are no demo keys in ${dataDir}: run \`npm start\` once`);
  process.exit(1);
}
console.log(key);
