import { eq } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** In which state a docket is; undefined where there is none. */
export function createDocketStateRepository(db: Database) {
  const { dockets } = db.schema;
  return {
    async find(id: string) {
      const [row] = await db.query.select({ state: dockets.state }).from(dockets).where(eq(dockets.id, id));
      return row?.state;
    },
  };
}
