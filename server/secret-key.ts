import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { createInstallationRepository } from '../db/repositories/installation.ts';
import { sha256 } from '../schemas/canonical.ts';

const file = 'secret.key';
export const secretKeyFile = (dataDir: string) => join(dataDir, file);
const bytes = 32;

/**
 * The key of the installation, kept apart from its database: passwords are hashed with it, secrets of second factors sealed. `SECRET_KEY`, or a file in the
 * data folder that the first start makes. Every server of an installation needs the same one; another is refused before it does harm.
 * @throws Error that says what there is instead of the key it began with.
 */
export async function readSecretKey(db: Database, { secretKey, dataDir }: { readonly secretKey?: string; readonly dataDir: string }): Promise<Buffer> {
  const key = Buffer.from(secretKey ?? keyFile(dataDir), 'hex');
  if (key.length !== bytes) throw new Error(`a ${file} in the data folder that is not as it was written`);
  const installation = createInstallationRepository(db);
  const print = sha256(`secret key ${key.toString('hex')}`);
  const known = await installation.settle('secretKey', print);
  if (known !== print) throw new Error('another key');
  return key;
}

/** The key in the data folder; made where there is none yet, by one of those that start together. */
function keyFile(dataDir: string): string {
  const path = secretKeyFile(dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  // written whole and flushed before it has its name: a process that dies half-way, or one that starts beside it, never finds half a key
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, randomBytes(bytes).toString('hex'), { mode: 0o600, flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another was quicker: its key counts
  } finally {
    rmSync(draft);
  }
  return readFileSync(path, 'utf8').trim();
}

const cipher = 'aes-256-gcm';
/** Encrypted and authenticated (AES-256-GCM), bound to what it is for: it opens for nothing else. */
export function seal(key: Buffer, purpose: string, text: string): string {
  const iv = randomBytes(12);
  const sealing = createCipheriv(cipher, key, iv).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([iv, sealing.getAuthTag(), body]).toString('base64url');
}
/** What was sealed for this purpose; undefined for anything else. */
export function unseal(key: Buffer, purpose: string, sealed: string): string | undefined {
  const all = Buffer.from(sealed, 'base64url');
  if (all.length < 28) return undefined;
  try {
    const opening = createDecipheriv(cipher, key, all.subarray(0, 12)).setAAD(Buffer.from(purpose)).setAuthTag(all.subarray(12, 28));
    return opening.update(all.subarray(28), undefined, 'utf8') + opening.final('utf8');
  } catch {
    return undefined;
  }
}
