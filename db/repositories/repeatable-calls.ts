import { and, eq, isNull, lt } from 'drizzle-orm';
import { run, type Database } from '../database.ts';

export type RepeatableCall = Database['schema']['repeatableCalls']['$inferSelect'];
export interface CallName {
  readonly actor: string;
  readonly key: string;
}

export function createCallRepository(db: Database) {
  const { repeatableCalls: calls } = db.schema;
  const named = ({ actor, key }: CallName) => and(eq(calls.actor, actor), eq(calls.key, key));
  return {
    /** Takes the name for a call, once; calls older than `expired` are forgotten. Answers with the earlier call where the name is taken. */
    reserve(row: CallName & { readonly callHash: string; readonly createdAt: Date }, expired: Date): Promise<RepeatableCall | undefined> {
      return db.transaction(function* (tx) {
        yield* run(tx.delete(calls).where(lt(calls.createdAt, expired)).returning({ key: calls.key }));
        const [added] = yield* run(tx.insert(calls).values(row).onConflictDoNothing().returning());
        if (added) return undefined;
        const [earlier] = yield* run(tx.select().from(calls).where(named(row)));
        return earlier;
      });
    },
    async answer(name: CallName, answer: Pick<RepeatableCall, 'status' | 'location' | 'body'>): Promise<void> {
      await db.query.update(calls).set(answer).where(named(name)).returning({ key: calls.key });
    },
    /** A call that changed nothing frees its name. */
    async release(name: CallName): Promise<void> {
      await db.query
        .delete(calls)
        .where(and(named(name), isNull(calls.status)))
        .returning({ key: calls.key });
    },
  };
}
