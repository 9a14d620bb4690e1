import { and, eq } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';

/** Exemptions from the rule on posts for interns: of an enterprise and year one stands at most. */
export function createExemptionRepository(db: Database) {
  const { internshipExemptions: exemptions } = db.schema;
  return {
    /** Undefined where one stands already. */
    grant(row: typeof exemptions.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [stored] = yield* run(tx.insert(exemptions).values(row).onConflictDoNothing().returning());
        if (stored) yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    async find(id: string) {
      const [row] = await db.query.select().from(exemptions).where(eq(exemptions.id, id));
      return row;
    },
    /** Undefined where it was withdrawn meanwhile. */
    withdraw(id: string, by: string, at: Date, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const standing = and(eq(exemptions.id, id), eq(exemptions.ended, ''));
        const [ended] = yield* run(tx.update(exemptions).set({ ended: id, withdrawnBy: by, withdrawnAt: at }).where(standing).returning());
        if (ended) yield* auditStep(db, tx, audit);
        return ended;
      });
    },
  };
}
