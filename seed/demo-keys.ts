import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { createAccessRepository, type Role } from '../db/repositories/access.ts';
import { createOrganisationRepository } from '../db/repositories/organisations.ts';
import { roles } from '../schemas/vocabulary.ts';

const fileName = 'demo-keys.json';
export const demoKeysFile = (dataDir: string) => join(dataDir, fileName);

/** Keys of the demo city by role, as written at the first start; undefined outside demo mode. */
export function readDemoKeys(dataDir: string): Partial<Record<Role, string>> | undefined {
  const file = demoKeysFile(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<Role, string>>) : undefined;
}

/**
 * One key a role, random per installation. The file that only its owner may read holds the keys, the database their hashes. The file is written first:
 * a start that is killed in between writes the same keys into the database the next time.
 */
export async function ensureDemoKeys(db: Database, dataDir: string, now: Date, newId: () => string): Promise<string> {
  const access = createAccessRepository(db);
  const organisations = createOrganisationRepository(db);
  const file = demoKeysFile(dataDir);
  const known = readDemoKeys(dataDir) ?? {};
  const keys = Object.fromEntries(roles.map((role) => [role, known[role] ?? `gx_${role}_${randomBytes(24).toString('base64url')}`])) as Record<Role, string>;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  const owner: Partial<Record<Role, string>> = {};
  for (const kind of ['school', 'enterprise'] as const) {
    const organisation = await organisations.firstOfKind(kind);
    if (organisation) owner[kind] = organisation.id;
  }
  const missing = [];
  for (const role of roles) {
    const secretHash = createHash('sha256').update(keys[role]).digest('hex');
    if (await access.findKey(secretHash, now)) continue;
    missing.push({ id: newId(), role, organisationId: owner[role] ?? null, secretHash, label: `demo ${role}`, createdAt: now });
  }
  if (missing.length > 0) await access.addKeys(missing);
  return file;
}
