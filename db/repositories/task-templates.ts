import { asc, eq, inArray } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';

export type TemplateRow = Database['schema']['taskTemplates']['$inferSelect'];

/** Lists of tasks that were uploaded, and the organisations their units are. */
export function createTaskTemplateRepository(db: Database) {
  const { taskTemplates, organisations } = db.schema;
  return {
    async all(): Promise<TemplateRow[]> {
      return db.query.select().from(taskTemplates).orderBy(asc(taskTemplates.name));
    },
    async find(id: string): Promise<TemplateRow | undefined> {
      const [row] = await db.query.select().from(taskTemplates).where(eq(taskTemplates.id, id));
      return row;
    },
    /** False when there is one of this name. */
    add(row: TemplateRow, audit: AuditRecord): Promise<boolean> {
      return db.transaction(function* (tx) {
        const [added] = yield* run(tx.insert(taskTemplates).values(row).onConflictDoNothing().returning());
        if (added) yield* auditStep(db, tx, audit);
        return added !== undefined;
      });
    },
    /** Name → id of verified organisations that are called so; of several of one name the first. */
    async organisationsNamed(names: readonly string[]): Promise<Map<string, string>> {
      if (names.length === 0) return new Map();
      const rows = await db.query
        .select({ id: organisations.id, name: organisations.name, status: organisations.status })
        .from(organisations)
        .where(inArray(organisations.name, [...new Set(names)]))
        .orderBy(asc(organisations.id));
      return new Map(rows.filter(({ status }) => status === 'verified').toReversed().map(({ id, name }) => [name, id])); // prettier-ignore
    },
  };
}
