import { canonicalJson, sha256 } from '../../schemas/canonical.ts';
import type { Database } from '../database.ts';

export type AuditEntry = Database['schema']['auditEntries']['$inferSelect'];
/** What stands before the first entry. */
export const chainStart = sha256('gongxu audit chain');

/** As JSON keeps it: what a row reads back as is what was hashed. */
const kept = (value: unknown): unknown => (value === undefined || value === null ? null : (JSON.parse(JSON.stringify(value)) as unknown));

/** Hash of an entry at its place: SHA-256 of the canonical JSON of the hash before it and everything the entry says. */
export function entryHash(previous: string, seq: number, entry: Omit<AuditEntry, 'seq' | 'hash'>): string {
  const { id, at, actor, action, entity, entityId, before, after, requestId } = entry;
  return sha256(
    canonicalJson({ previous, seq, id, at: at.toISOString(), actor, action, entity, entityId, before: kept(before), after: kept(after), requestId }),
  );
}

export type ChainFault =
  /** The row does not say what it said when it was added. */
  | { readonly kind: 'altered'; readonly seq: number; readonly id: string }
  /** Rows from seq to last are gone. */
  | { readonly kind: 'missing'; readonly seq: number; readonly last: number }
  /** Rows that never got a place in the chain. */
  | { readonly kind: 'outside'; readonly id: string }
  /** The end of the chain is not where it was. */
  | { readonly kind: 'head'; readonly seq: number }
  /** The entry noted elsewhere is not, or no longer, there. */
  | { readonly kind: 'anchor'; readonly seq: number };

export interface Anchor {
  readonly seq: number;
  readonly hash: string;
}

/** Follows a chain entry by entry. Every fault is said once: after an altered or missing row it goes on from the hash that stands there. */
export function createChainCheck(anchor?: Anchor) {
  const faults: ChainFault[] = [];
  let seq = 0;
  let hash = chainStart;
  let anchored = anchor === undefined;
  return {
    /** Entries in order of seq. */
    follow(entry: AuditEntry): void {
      if (entry.seq === null) {
        faults.push({ kind: 'outside', id: entry.id });
        return;
      }
      const gap = entry.seq !== seq + 1;
      if (gap) faults.push({ kind: 'missing', seq: seq + 1, last: entry.seq - 1 });
      // behind a gap the hash before is unknown: the next entry is judged by the head and its successors only
      else if (entryHash(hash, entry.seq, entry) !== entry.hash) faults.push({ kind: 'altered', seq: entry.seq, id: entry.id });
      seq = entry.seq;
      hash = entry.hash ?? '';
      if (anchor?.seq === seq) anchored = anchor.hash === hash;
    },
    end(head: Anchor | undefined): { readonly entries: number; readonly hash: string; readonly faults: readonly ChainFault[] } {
      const end = head ?? { seq: 0, hash: chainStart };
      if (end.seq > seq) faults.push({ kind: 'missing', seq: seq + 1, last: end.seq });
      else if (end.seq !== seq || end.hash !== hash) faults.push({ kind: 'head', seq: end.seq });
      if (!anchored) faults.push({ kind: 'anchor', seq: anchor?.seq ?? 0 });
      return { entries: seq, hash, faults };
    },
  };
}
