import type { Database } from '../../db/database.ts';

/** What the work on an import needs. */
export interface ImportWork {
  readonly db: Database;
  readonly clock: () => Date;
  readonly newId: () => string;
}
