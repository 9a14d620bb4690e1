import { createHash } from 'node:crypto';
import { createAnalysisRepository, type AnalysisRow } from '../../db/repositories/analyses.ts';
import type { AuditRecord } from '../../db/repositories/audit.ts';
import { analysisDocument } from '../../documents/analyses/blocks.ts';
import { TerminalError, type Handlers } from '../catalog.ts';
import type { WorkerContext } from './context.ts';

/** Longer than a file takes on a slow machine, so that two workers never write one. */
const leaseMs = 300_000;
const attemptsInAll = 3;
/** Percent once tables and pictures are drawn, and once the file is packed; content was frozen at 10, a worker took it at 30. */
const [drawn, packed] = [60, 90];

/** Writes the Word file of a report from its frozen content once, and keeps its hash: equal content has equal bytes, so whoever asks later gets that file. */
export function createAnalysisHandler({ db, pool, clock, newId }: WorkerContext): Handlers['writeAnalysis'] {
  const analyses = createAnalysisRepository(db);
  /** The record of the end, and the word to whoever asked for it. */
  const audit = ({ id, kind, runId, requestedBy }: AnalysisRow, after: { readonly failed?: boolean; readonly fileHash?: string }): AuditRecord => ({
    ...{ id: newId(), at: clock(), actor: 'worker', action: 'finish', entity: 'analysis', entityId: id },
    after: { kind, runId, ...after },
    tell: [{ to: { actor: requestedBy }, kind: after.failed === true ? 'report_failed' : 'report_ready', values: { reportKind: kind } }],
  });
  return async ({ analysisId }, { signal, lastAttempt }) => {
    const claimed = await analyses.claim(analysisId, clock(), new Date(+clock() + leaseMs));
    if (!claimed) return;
    try {
      const document = analysisDocument(claimed.content);
      await analyses.step(analysisId, claimed.attempts, drawn);
      const bytes = await pool.word(document);
      await analyses.step(analysisId, claimed.attempts, packed);
      const fileHash = createHash('sha256').update(bytes).digest('hex');
      await analyses.finish(analysisId, claimed.attempts, { fileHash, fileSize: bytes.length }, clock(), audit(claimed, { fileHash }));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      // a worker that closes gives the report back; that says nothing against it
      if ((!lastAttempt && claimed.attempts < attemptsInAll) || signal.aborted) {
        await analyses.release(analysisId, claimed.attempts);
        throw error;
      }
      await analyses.finish(analysisId, claimed.attempts, { error: message }, clock(), audit(claimed, { failed: true }));
      throw new TerminalError(message, { cause: error });
    }
  };
}
