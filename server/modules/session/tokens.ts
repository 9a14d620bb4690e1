import { randomBytes } from 'node:crypto';
import { createAccessRepository } from '../../../db/repositories/access.ts';
import { KeyToken } from '../../../schemas/accounts.ts';
import { ref } from '../../../schemas/common.ts';
import { keyScopes } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { hashSecret, machineKeyOf, principalOf, tokenLifeMs, tokenPrefix } from '../../plugins/access.ts';
import { limited } from '../../plugins/attempts.ts';
import { createRecorder } from '../../recording.ts';
import { badBody, bearer, problems } from '../../routes.ts';

/** A key for machines is exchanged for a token that lives for minutes. */
export function tokenRoutes(app: App, context: ServerContext): void {
  const access = createAccessRepository(context.db);
  const record = createRecorder(context);

  app.post(
    '/tokens',
    {
      config: { policy: 'key', repeatable: false, rateLimit: limited.rateLimit },
      schema: {
        tags: ['session'],
        security: bearer,
        operationId: 'exchangeKey',
        summary: 'A token of a quarter of an hour for a key',
        description:
          'Send the key as `Authorization: Bearer …`; with the token the same way, until it is over, goes everything the key may do. It ends with the key. Tokens are not exchanged again.',
        response: { 201: ref(KeyToken), ...problems(...badBody, 401, 403, 429) },
      },
    },
    async (request, reply) => {
      const [key, { role, actor }, now] = [machineKeyOf(request), principalOf(request), context.clock()];
      const token = `${tokenPrefix}${randomBytes(32).toString('base64url')}`;
      const expiresAt = new Date(Math.min(+now + tokenLifeMs, +(key.expiresAt ?? Infinity)));
      const day = now.toISOString().slice(0, 10);
      const row = { secretHash: hashSecret(token), keyId: key.id, createdAt: now, expiresAt };
      // a token is minutes of a key: the record says on which days it was used so, not how often
      const audit = record({ actor, requestId: request.id }, now, 'exchange', ['api_key', key.id], { day });
      await access.addToken(row, key.exchangedOn === day ? undefined : { day, audit });
      void reply.header('cache-control', 'no-store');
      return reply.code(201).send({ token, expiresAt: expiresAt.toISOString(), role, scopes: [...(key.scopes ?? keyScopes)] });
    },
  );
}
