import { and, count, eq, or } from 'drizzle-orm';
import type { organisationKinds, organisationStatuses } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';
import { addAccountStep, type NewAccount } from './accounts.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { contains } from './catalogue.ts';
import { addMembershipStep } from './members.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface OrganisationFilter {
  readonly kind?: (typeof organisationKinds)[number];
  readonly status?: (typeof organisationStatuses)[number];
  readonly text?: string;
}
export type OrganisationRow = Database['schema']['organisations']['$inferSelect'];
export type NewOrganisation = Database['schema']['organisations']['$inferInsert'];
export type OrganisationChange = Partial<
  Pick<OrganisationRow, 'name' | 'creditCode' | 'chainId' | 'sizeClass' | 'contact' | 'status' | 'statusReason' | 'statusAt'>
>;

/** Organisations as administrators see them: registered, verified, rejected. */
export function createOrganisationRegistry(db: Database) {
  const { organisations, chains } = db.schema;
  const where = ({ kind, status, text }: OrganisationFilter) =>
    and(
      kind === undefined ? undefined : eq(organisations.kind, kind),
      status === undefined ? undefined : eq(organisations.status, status),
      text === undefined ? undefined : or(contains(organisations.name, text), contains(organisations.creditCode, text)),
    );
  return {
    async find(id: string) {
      const [row] = await db.query.select().from(organisations).where(eq(organisations.id, id));
      return row;
    },
    async findByCreditCode(creditCode: string) {
      const [row] = await db.query.select().from(organisations).where(eq(organisations.creditCode, creditCode));
      return row;
    },
    async page(filter: OrganisationFilter, page: PageRequest) {
      const sort = [{ column: organisations.id, descending: true }];
      const rows = await db.query
        .select()
        .from(organisations)
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count(filter: OrganisationFilter) {
      const [row] = await db.query.select({ n: count() }).from(organisations).where(where(filter));
      return row?.n ?? 0;
    },
    async knowsChain(id: string) {
      const [chain] = await db.query.select({ id: chains.id }).from(chains).where(eq(chains.id, id));
      return chain !== undefined;
    },
    async add(row: NewOrganisation, audit: AuditRecord) {
      await db.transaction(function* (tx) {
        yield* run(tx.insert(organisations).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    /** A registration: organisation, account and membership, or nothing. */
    async register(row: NewOrganisation, account: NewAccount, membershipId: string, audit: AuditRecord) {
      await db.transaction(function* (tx) {
        yield* run(tx.insert(organisations).values(row));
        yield* addAccountStep(db, tx, account);
        const { id: accountId, createdAt } = account;
        yield* addMembershipStep(db, tx, { id: membershipId, accountId, organisationId: row.id, role: 'enterprise', manager: true, createdAt });
        yield* auditStep(db, tx, audit);
      });
    },
    /** Undefined where the organisation is at another version by now. */
    async change({ id, version }: Pick<OrganisationRow, 'id' | 'version'>, set: OrganisationChange, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const as = and(eq(organisations.id, id), eq(organisations.version, version));
        const [row] = yield* run(
          tx
            .update(organisations)
            .set({ ...set, version: version + 1 })
            .where(as)
            .returning(),
        );
        if (row) yield* auditStep(db, tx, audit);
        return row;
      });
    },
  };
}
