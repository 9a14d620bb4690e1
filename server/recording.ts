import type { AuditRecord } from '../db/repositories/audit.ts';
import type { Json } from '../db/schema/runs.ts';
import type { ServerContext } from './context.ts';

/** Who does something, in which request. */
export interface Doer {
  readonly actor: string;
  readonly requestId: string;
}

/** Audit rows of one module. What is recorded holds no secret, nor the hash of one. */
export function createRecorder({ newId }: Pick<ServerContext, 'newId'>) {
  return ({ actor, requestId }: Doer, at: Date, action: string, [entity, entityId]: readonly [string, string], after?: Json, before?: Json): AuditRecord => ({
    ...{ id: newId(), at, actor, action, entity, entityId, requestId },
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  });
}
