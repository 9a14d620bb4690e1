import type { AuditEntry as Row, Anchor } from '../../../db/repositories/audit-chain.ts';
import { createAuditRepository, type AuditFilter } from '../../../db/repositories/audit.ts';
import type { CursorValue, Page } from '../../../db/repositories/paging.ts';
import type { AuditEntry, AuditVerification } from '../../../schemas/audit.ts';
import type { ServerContext } from '../../context.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';

const csvBatch = 500;
const faultsShown = 100;
const present = (row: Row): AuditEntry => ({ ...row, at: row.at.toISOString() });

export function createAuditService({ db }: ServerContext) {
  const repository = createAuditRepository(db);
  return {
    async list(filter: AuditFilter, query: PageQuery) {
      return toList(await repository.page(filter, toPageRequest(query, ['text'])), query, present, () => repository.count(filter));
    },
    async *rows(filter: AuditFilter): AsyncGenerator<AuditEntry> {
      let cursor: CursorValue[] | null = null;
      do {
        const page: Page<Row> = await repository.page(filter, { limit: csvBatch, ...(cursor === null ? {} : { cursor }) });
        yield* page.items.map(present);
        cursor = page.next;
      } while (cursor !== null);
    },
    kinds: async () => ({ items: await repository.kinds() }),
    async verify(anchor: Anchor | undefined): Promise<AuditVerification> {
      const { entries, hash, faults } = await repository.verify(anchor);
      const shown = faults.slice(0, faultsShown).map((fault) => ({ seq: null, last: null, id: null, ...fault }));
      return { intact: faults.length === 0, entries, hash, faults: shown, faultCount: faults.length };
    },
  };
}
