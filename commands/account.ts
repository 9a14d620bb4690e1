import { failStart, opened, readConfig, type Config } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { createAccountRepository } from '../db/repositories/accounts.ts';
import { hashPassword, newOneTimePassword } from '../server/passwords.ts';
import { clock, newId } from '../server/runtime.ts';

/** `npm run account -- reset-password LOGIN`: a new one-time password for whoever can reach the installation's database. Ends the account's sessions. */
const [action, login] = process.argv.slice(2);
if (action !== 'reset-password' || login === undefined) {
  console.error(`account needs: reset-password LOGIN${action === undefined ? '' : `; got "${process.argv.slice(2).join(' ')}"`}`);
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
  const accounts = createAccountRepository(db);
  const account = await accounts.findByLogin(login.toLowerCase());
  if (account) {
    const password = newOneTimePassword();
    const at = clock();
    const audit = { id: newId(), at, actor: 'shell', action: 'reset_password', entity: 'account', entityId: account.id };
    await accounts.setPassword(account.id, { passwordHash: await hashPassword(password), mustChangePassword: true, at }, audit);
    console.log(`one-time password of ${account.login}: ${password} (to be changed at the next sign-in)`);
  } else console.error(`there is no account ${login}`);
  await db.close();
  process.exitCode = account ? 0 : 1;
} catch (error) {
  failStart(error, process.env);
}
