import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { createAccessRepository, type Role } from '../db/repositories/access.ts';
import { createAccountRepository } from '../db/repositories/accounts.ts';
import { createMemberRepository } from '../db/repositories/members.ts';
import { newPersonalKey } from '../schemas/personal.ts';
import { roles } from '../schemas/vocabulary.ts';

const fileName = 'demo-accounts.json';
export const demoAccountsFile = (dataDir: string) => join(dataDir, fileName);

interface DemoAccount {
  readonly login: string;
  readonly password: string;
}
const names: Record<Role, string> = {
  planner: '演示：规划部门',
  secretariat: '演示：联席会议秘书处',
  school: '演示：院校',
  enterprise: '演示：企业',
  administrator: '演示：系统管理员',
};

/**
 * One account a role, each with the organisation of its role's demo key and a random password. As with the keys, the file that only its owner may
 * read is written first: what a killed start left out is made up for by the next one.
 */
export async function ensureDemoAccounts(
  db: Database,
  dataDir: string,
  { now, newId, hash }: { readonly now: Date; readonly newId: () => string; readonly hash: (password: string) => Promise<string> },
): Promise<string> {
  const access = createAccessRepository(db);
  const accounts = createAccountRepository(db);
  const members = createMemberRepository(db);
  const file = demoAccountsFile(dataDir);
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<Role, DemoAccount>>) : {};
  const all = roles.map((role) => [role, known[role] ?? { login: `demo-${role}`, password: randomBytes(15).toString('base64url') }] as const);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`, { mode: 0o600 });
  for (const [role, { login, password }] of all) {
    const account = await accounts.findByLogin(login);
    if (account && known[role]) continue;
    const audit = (id: string, action: string) => ({ id: newId(), at: now, actor: 'demo', action, entity: 'account', entityId: id, after: { login, role } });
    const passwordHash = await hash(password);
    if (account) {
      // the file was lost: its new passwords count
      await accounts.setPassword(account.id, { passwordHash, at: now }, audit(account.id, 'reset_password'));
      continue;
    }
    const id = newId();
    const organisationId = (await access.findKeyOfRole(role))?.organisationId ?? null;
    await members.addAccount(
      { id, login, displayName: names[role], passwordHash, mustChangePassword: false, personalKey: newPersonalKey(), createdAt: now },
      { id: newId(), accountId: id, organisationId, role, manager: true, createdAt: now },
      audit(id, 'create'),
    );
  }
  return file;
}
