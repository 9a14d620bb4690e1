import { and, asc, count, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { meetingKinds, memberRoles } from '../../schemas/conference-words.ts';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type ConferenceMemberRow = Database['schema']['conferenceMembers']['$inferSelect'];
export interface MemberFilter {
  readonly regionCode: string;
  readonly role?: (typeof memberRoles)[number];
  readonly organisationId?: string;
  /** Seats held on this day, YYYY-MM-DD. */
  readonly on?: string;
}
/** Whose meeting it is: liaison officers meet by themselves. */
const comes: Readonly<Record<(typeof meetingKinds)[number], readonly (typeof memberRoles)[number][]>> = {
  regular: ['convener', 'deputy', 'member'],
  ad_hoc: ['convener', 'deputy', 'member'],
  liaison: ['liaison'],
};

/** Seats of the joint conference. A seat that changes hands ends, and a new one begins. */
export function createConferenceMemberRepository(db: Database) {
  const { conferenceMembers: members, organisations } = db.schema;
  const where = ({ regionCode, role, organisationId, on }: MemberFilter) =>
    and(
      eq(members.regionCode, regionCode),
      role === undefined ? undefined : eq(members.role, role),
      organisationId === undefined ? undefined : eq(members.organisationId, organisationId),
      on === undefined ? undefined : and(lte(members.validFrom, on), or(isNull(members.validTo), gte(members.validTo, on))),
    );
  const shown = () =>
    db.query.select({ row: members, organisationName: organisations.name }).from(members).leftJoin(organisations, eq(organisations.id, members.organisationId));
  return {
    add(row: ConferenceMemberRow, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(members).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    /** Undefined when it has changed since. */
    change({ id, version }: Pick<ConferenceMemberRow, 'id' | 'version'>, set: Partial<ConferenceMemberRow>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [changed] = yield* run(
          tx
            .update(members)
            .set({ ...set, version: sql`${members.version} + 1` })
            .where(and(eq(members.id, id), eq(members.version, version)))
            .returning(),
        );
        if (changed) yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    async find(id: string) {
      const [row] = await shown().where(eq(members.id, id));
      return row;
    },
    /** In the order they were named in: ids are time-ordered. */
    async page(filter: MemberFilter, page: PageRequest) {
      const sort = [{ column: members.id, descending: false }];
      const rows = await shown()
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async count(filter: MemberFilter) {
      const [row] = await db.query.select({ n: count() }).from(members).where(where(filter));
      return row?.n ?? 0;
    },
    /** Who is to come to a meeting of this kind on this day. */
    expected(regionCode: string, kind: (typeof meetingKinds)[number], on: string): Promise<ConferenceMemberRow[]> {
      return db.query
        .select()
        .from(members)
        .where(and(where({ regionCode, on }), inArray(members.role, [...comes[kind]])))
        .orderBy(asc(members.id));
    },
    /** Units of the conference on this day, each once with its organisation where it has one; those invited too. */
    async units(regionCode: string, on: string) {
      const rows = await db.query
        .select({ unit: members.unit, organisationId: members.organisationId })
        .from(members)
        .where(where({ regionCode, on }))
        .orderBy(asc(members.id));
      return [...Map.groupBy(rows, ({ unit }) => unit)].map(([unit, seats]) => ({
        unit,
        organisationId: seats.find(({ organisationId }) => organisationId !== null)?.organisationId ?? null,
      }));
    },
    /** The unit an organisation is in the conference, undefined where it is none on this day. */
    async unitOf(regionCode: string, organisationId: string, on: string): Promise<string | undefined> {
      const [row] = await db.query
        .select({ unit: members.unit })
        .from(members)
        .where(where({ regionCode, organisationId, on }))
        .orderBy(asc(members.id))
        .limit(1);
      return row?.unit;
    },
  };
}
