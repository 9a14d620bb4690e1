import type { AuditEntry as Row, Anchor } from '../../../db/repositories/audit-chain.ts';
import { createAccountRepository } from '../../../db/repositories/accounts.ts';
import { createActorRepository } from '../../../db/repositories/actors.ts';
import { createAuditRepository, type AuditFilter } from '../../../db/repositories/audit.ts';
import type { CursorValue, Page } from '../../../db/repositories/paging.ts';
import type { AuditEntry, AuditVerification } from '../../../schemas/audit.ts';
import type { ServerContext } from '../../context.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';

const csvBatch = 500;
const faultsShown = 100;

export function createAuditService({ db }: ServerContext) {
  const repository = createAuditRepository(db);
  const actors = createActorRepository(db);
  const accounts = createAccountRepository(db);
  async function named(page: Page<Row>): Promise<Page<AuditEntry>> {
    const names = await actors.names(page.items.map(({ actor }) => actor));
    return { ...page, items: page.items.map((row) => ({ ...row, at: row.at.toISOString(), actorName: names.get(row.actor) ?? null })) };
  }
  /** People are asked for by login. */
  async function understood({ actor, ...filter }: AuditFilter): Promise<AuditFilter> {
    const account = actor === undefined || actor.includes(':') ? undefined : await accounts.findByLogin(actor.toLowerCase());
    return { ...filter, ...(actor === undefined ? {} : { actor: account ? `account:${account.id}` : actor }) };
  }
  return {
    async list(asked: AuditFilter, query: PageQuery) {
      const filter = await understood(asked);
      const page = await named(await repository.page(filter, toPageRequest(query, ['text'])));
      return toList(
        page,
        query,
        (entry) => entry,
        () => repository.count(filter),
      );
    },
    async *rows(asked: AuditFilter): AsyncGenerator<AuditEntry> {
      const filter = await understood(asked);
      let cursor: CursorValue[] | null = null;
      do {
        const page: Page<AuditEntry> = await named(await repository.page(filter, { limit: csvBatch, ...(cursor === null ? {} : { cursor }) }));
        yield* page.items;
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
