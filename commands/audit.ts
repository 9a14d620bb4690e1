import { parseArgs } from 'node:util';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { openReadOnly } from '../db/open-read-only.ts';
import { createAuditRepository } from '../db/repositories/audit.ts';
import type { ChainFault } from '../db/repositories/audit-chain.ts';

/**
 * Whether the audit record is as it was written: `npm run -s audit:verify -- [--expect SEQ:HASH]`, the server running or not; nothing is written.
 * It prints the end of the chain: noted elsewhere and given back with --expect, it shows a chain that was rewritten as a whole. Exit 0: intact; 1: not; 2: there is nothing to verify.
 */
class Refusal extends Error {}

function readAnchor(text: string | undefined) {
  if (text === undefined) return undefined;
  const [, seq, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) throw new Refusal(`audit:verify needs --expect SEQ:HASH as it printed it, got ${text}`);
  return { seq: Number(seq), hash };
}

function sentence(fault: ChainFault): string {
  switch (fault.kind) {
    case 'altered':
      return `第 ${fault.seq} 条（${fault.id}）被改动 · entry ${fault.seq} (${fault.id}) was altered`;
    case 'missing':
      return `第 ${fault.seq} 至 ${fault.last} 条缺失 · entries ${fault.seq} to ${fault.last} are missing`;
    case 'outside':
      return `记录 ${fault.id} 不在链中 · entry ${fault.id} has no place in the chain`;
    case 'head':
      return `链尾与第 ${fault.seq} 条不符 · the end of the chain does not belong to entry ${fault.seq}`;
    case 'anchor':
      return `第 ${fault.seq} 条与留存的散列值不符 · entry ${fault.seq} is not the one that was noted`;
  }
}

async function open(config: Config) {
  try {
    return await openReadOnly(config);
  } catch (cause) {
    const reason = cause instanceof Error && cause.message !== '' ? cause.message : String(cause);
    throw new Refusal(`audit:verify needs the database of an installation, got: ${reason.split('\n', 1).join()}`, { cause });
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { expect: { type: 'string' } } });
  const anchor = readAnchor(values.expect);
  const db = await open(readConfig(process.env));
  try {
    const { entries, hash, faults } = await createAuditRepository(db).verify(anchor);
    for (const fault of faults) console.log(sentence(fault));
    const verdict = faults.length === 0 ? '审计链完整 · the audit chain is intact' : '审计链不完整 · the audit chain is not intact';
    console.log(`${verdict}: ${entries} 条 · ${entries} entries, --expect ${entries}:${hash}`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await db.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const known = error instanceof Refusal || error instanceof ConfigError || (error instanceof TypeError && 'code' in error);
  console.error(known ? error.message : error);
  process.exitCode = 2;
}
