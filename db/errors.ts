/** A row with this key exists already. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** A row refers to one that does not exist. */
export class MissingReferenceError extends Error {
  override readonly name = 'MissingReferenceError';
}

/** Text that the database cannot hold: PostgreSQL takes no NUL character. */
export class UnstorableTextError extends Error {
  override readonly name = 'UnstorableTextError';
}

/** The yearly report of the organisation is accepted or locked: nothing is reported beside it. */
export class FixedYearError extends Error {
  override readonly name = 'FixedYearError';
  readonly year: number;
  readonly state: 'accepted' | 'locked';
  constructor(year: number, state: 'accepted' | 'locked') {
    super(`the filing of ${year} is ${state}`);
    this.year = year;
    this.state = state;
  }
}

const conflicts = new Set(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505']);
const missingReferences = new Set(['SQLITE_CONSTRAINT_FOREIGNKEY', '23503']);

const unstorable = new Set(['22021', '22P05']);

/** The driver's code; drizzle wraps PostgreSQL errors and keeps the driver's as `cause`. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

/** Turns a driver's constraint error into ours; every other error stays what it is. */
export function mapDatabaseError(error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (conflicts.has(code)) return new ConflictError(message, { cause: error });
  if (missingReferences.has(code)) return new MissingReferenceError(message, { cause: error });
  if (unstorable.has(code)) return new UnstorableTextError(message, { cause: error });
  return error;
}
