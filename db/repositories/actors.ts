import { inArray } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** What the audit record and the marks of who did something name: `account:ID`, `key:ID`, else a word such as `start` or `session:planner`. */
export function createActorRepository(db: Database) {
  const { accounts, apiKeys } = db.schema;
  const idsOf = (actors: readonly string[], kind: string) => [
    ...new Set(actors.filter((actor) => actor.startsWith(kind)).map((actor) => actor.slice(kind.length))),
  ];
  return {
    /** Actor → login of the account or label of the key; actors that are neither, or were deleted, are left out. */
    async names(actors: readonly string[]): Promise<Map<string, string>> {
      const [people, machines] = [idsOf(actors, 'account:'), idsOf(actors, 'key:')];
      const names = new Map<string, string>();
      if (people.length > 0) {
        const rows = await db.query
          .select({ id: accounts.id, login: accounts.login, deletedAt: accounts.deletedAt })
          .from(accounts)
          .where(inArray(accounts.id, people));
        for (const { id, login, deletedAt } of rows) if (deletedAt === null) names.set(`account:${id}`, login);
      }
      if (machines.length > 0) {
        const rows = await db.query.select({ id: apiKeys.id, label: apiKeys.label }).from(apiKeys).where(inArray(apiKeys.id, machines));
        for (const { id, label } of rows) if (label !== '') names.set(`key:${id}`, label);
      }
      return names;
    },
  };
}
