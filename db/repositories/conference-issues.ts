import { and, count, eq } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type IssueRow = Database['schema']['conferenceIssues']['$inferSelect'];
export interface IssueFilter {
  readonly regionCode: string;
  readonly state?: IssueRow['state'];
  readonly organisationId?: string;
}

/** Issues that member units propose to the conference. */
export function createIssueRepository(db: Database) {
  const { conferenceIssues: issues } = db.schema;
  const where = ({ regionCode, state, organisationId }: IssueFilter) =>
    and(
      eq(issues.regionCode, regionCode),
      state === undefined ? undefined : eq(issues.state, state),
      organisationId === undefined ? undefined : eq(issues.organisationId, organisationId),
    );
  return {
    add(row: IssueRow, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(issues).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    async find(id: string): Promise<IssueRow | undefined> {
      const [row] = await db.query.select().from(issues).where(eq(issues.id, id));
      return row;
    },
    /** Newest first: ids are time-ordered. */
    async page(filter: IssueFilter, page: PageRequest) {
      const sort = [{ column: issues.id, descending: true }];
      const rows = await db.query
        .select()
        .from(issues)
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ id }) => [id]);
    },
    async count(filter: IssueFilter) {
      const [row] = await db.query.select({ n: count() }).from(issues).where(where(filter));
      return row?.n ?? 0;
    },
  };
}
