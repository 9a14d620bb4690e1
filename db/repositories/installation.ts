import { eq } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** Facts about this installation (demo mode, seed number …). */
export function createInstallationRepository(db: Database) {
  const { installation } = db.schema;
  return {
    /** The city this installation plans for (administrative code); the demo city where none was set. */
    async region(): Promise<string> {
      return (await this.get('region')) ?? '150600';
    },
    async get(key: string): Promise<string | undefined> {
      const [row] = await db.query.select().from(installation).where(eq(installation.key, key));
      return row?.value;
    },
    /** Keeps the value unless there is one; says which it is. */
    async settle(key: string, value: string): Promise<string> {
      await db.query.insert(installation).values({ key, value }).onConflictDoNothing();
      return (await this.get(key)) ?? value;
    },
    async set(key: string, value: string) {
      await db.query.insert(installation).values({ key, value }).onConflictDoUpdate({ target: installation.key, set: { value } });
    },
  };
}
