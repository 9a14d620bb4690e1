import { failStart, opened, readConfig, type Config } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { createAccountRepository } from '../db/repositories/accounts.ts';
import { createSecondFactorRepository } from '../db/repositories/second-factors.ts';
import { firstLogin } from '../server/first-accounts.ts';
import { toldOwner } from '../server/safety-notices.ts';
import { hashPassword, newOneTimePassword, oneTimeMs } from '../server/passwords.ts';
import { clock, newId } from '../server/runtime.ts';
import { readSecretKey } from '../server/secret-key.ts';

/**
 * For whoever can reach the installation's database: `npm run account -- reset-password LOGIN` makes a new one-time password and ends the account's sessions;
 * `remove-second-factor LOGIN` lets its owner set up a new one.
 */
const actions = ['reset-password', 'remove-second-factor'];
const [action, login] = process.argv.slice(2);
if (action === undefined || !actions.includes(action) || login === undefined) {
  console.error(
    `account needs: ${actions.map((one) => `${one} LOGIN`).join(', or ')}${action === undefined ? '' : `; got "${process.argv.slice(2).join(' ')}"`}`,
  );
  process.exit(1);
}
let config: Config;
try {
  config = readConfig(process.env);
} catch (error) {
  failStart(error, process.env);
}
try {
  const db = await opened(config.databaseUrl === undefined ? 'DATA_DIR' : 'DATABASE_URL', openDatabase(config));
  const secretKey = await opened('SECRET_KEY', readSecretKey(db, config));
  const accounts = createAccountRepository(db);
  const account = await accounts.findByLogin(login.toLowerCase());
  const at = clock();
  const auditOf = (done: string, entity: string, entityId: string) => ({ id: newId(), at, actor: 'shell', action: done, entity, entityId });
  if (!account) console.error(`there is no account ${login}; where no other name was chosen, the first administrator is ${firstLogin(secretKey)}`);
  else if (action === 'reset-password') {
    const password = newOneTimePassword();
    const change = { passwordHash: await hashPassword(password, secretKey), oneTimeUntil: new Date(+at + oneTimeMs), at };
    await accounts.setPassword(account.id, change, { ...auditOf('reset_password', 'account', account.id), ...toldOwner(account.id, 'password_reset') });
    console.log(`one-time password of ${account.login}: ${password} (to be changed at the next sign-in, within a week)`);
  } else {
    const audit = { ...auditOf('remove', 'second_factor', account.id), ...toldOwner(account.id, 'factor_removed') };
    const removed = await createSecondFactorRepository(db).remove(account.id, audit);
    console.log(`${account.login} ${removed ? 'has no second factor any more' : 'has no second factor'}`);
  }
  await db.close();
  process.exitCode = account ? 0 : 1;
} catch (error) {
  failStart(error, process.env);
}
