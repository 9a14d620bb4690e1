import { Type } from 'typebox';
import { ConflictError, mapDatabaseError } from '../../../db/errors.ts';
import { createPasskeyRepository, type PasskeyRow } from '../../../db/repositories/passkeys.ts';
import { ref } from '../../../schemas/common.ts';
import { NewPasskey, PasskeyChallenge, PasskeyDraft, PasskeyInput, PasskeyList, passkeyParams, type PasskeyRecord } from '../../../schemas/passkeys.ts';
import type { App, ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { createPasskeys, siteOf } from '../../passkeys.ts';
import { needsSecondFactor, signedInOf } from '../../plugins/access.ts';
import { createRecorder } from '../../recording.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { toldOwner } from '../../safety-notices.ts';
import { createSecondFactor } from '../../second-factor.ts';

/** More than anybody carries. */
const mostPasskeys = 20;
const present = ({ id, name, createdAt, lastUsedAt }: PasskeyRow): PasskeyRecord => ({
  ...{ id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null },
});

/** Passkeys and security keys of the own account: made, listed, removed, and asked to sign before something that matters. */
export function passkeyRoutes(app: App, context: ServerContext): void {
  const { clock, publicUrl } = context;
  const repository = createPasskeyRepository(context.db);
  const passkeys = createPasskeys(context);
  const secondFactor = createSecondFactor(context);
  const record = createRecorder(context);
  const common = { tags: ['account'], security: bearer };
  const config = { policy: 'account', settingUp: true } as const;
  const recent = { ...config, recent: true, repeatable: false } as const; // recovery codes are shown once

  app.get(
    '/account/passkeys',
    {
      config,
      schema: {
        ...common,
        operationId: 'listPasskeys',
        summary: 'Passkeys and security keys of the own account 通行密钥',
        response: { 200: ref(PasskeyList), ...problems(401, 403) },
      },
    },
    async (request) => {
      const site = siteOf(request, publicUrl);
      const possible =
        site !== undefined && (request.headers.origin === undefined || request.headers.origin === site.origin) && site.origin.endsWith(`//${request.host}`);
      const items = (await passkeys.list(signedInOf(request).accountId)).map(present);
      return { items, possible, address: site?.origin ?? null };
    },
  );
  app.post(
    '/account/passkeys/draft',
    {
      config: recent,
      schema: {
        ...common,
        operationId: 'draftPasskey',
        summary: 'What the browser makes a passkey from; counts once its answer is sent',
        description:
          'The challenge is for this session, good for five minutes and taken once. 409 where the site has no name that a passkey could belong to: `PUBLIC_URL` is not set and the page was not opened as http://localhost.',
        response: { 200: ref(PasskeyDraft), ...problems(400, 401, 403, 409, 413, 415) },
      },
    },
    async (request) => passkeys.draft(signedInOf(request), siteOf(request, publicUrl)),
  );
  app.post(
    '/account/passkeys',
    {
      config: recent,
      schema: {
        ...common,
        operationId: 'addPasskey',
        summary: 'The passkey that answered a draft: from now on signing in needs it or another factor. The first factor ends the other sessions',
        description:
          'Recovery codes come with it only where none are left, and are shown once. A challenge that is over or was answered is refused at `/challengeId` (422); a passkey registered before, or one beyond twenty, with 409. The owner gets a notification.',
        body: ref(PasskeyInput),
        response: { 201: ref(NewPasskey), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const own = signedInOf(request);
      const [before, codesLeft] = [await passkeys.list(own.accountId), await secondFactor.codesLeft(own.accountId)];
      if (before.length >= mostPasskeys)
        throw new ApiError('conflict', {
          zh: `最多 ${mostPasskeys} 个通行密钥，请先移除一个`,
          en: `An account has at most ${mostPasskeys} passkeys: remove one first`,
        });
      const row = await passkeys.made(own, request.body, siteOf(request, publicUrl));
      if (!row)
        throw invalidField(
          '/challengeId',
          '已过期、已用过或不是本站本次会话的应答，请重新开始',
          'is over, was answered, or the answer is not of this site and session: begin again',
        );
      const { codes, hashes } = codesLeft > 0 ? { codes: [], hashes: [] } : secondFactor.newCodes(own.accountId);
      const doer = { actor: `account:${own.accountId}`, requestId: request.id };
      const audit = { ...record(doer, row.createdAt, 'create', ['passkey', row.id]), ...toldOwner(own.accountId, 'factor_added') };
      try {
        await repository.add(row, hashes, own.secondFactor ? null : { keepSession: own.sessionId }, audit);
      } catch (error) {
        if (!(mapDatabaseError(error) instanceof ConflictError)) throw error;
        throw new ApiError('conflict', { zh: '这个通行密钥已登记过', en: 'This passkey is registered already' });
      }
      return reply.code(201).send({ ...present(row), recoveryCodes: codes });
    },
  );
  app.delete(
    '/account/passkeys/:id',
    {
      config: { policy: 'account', recent: true },
      schema: {
        ...common,
        operationId: 'removePasskey',
        summary: 'Remove a passkey; not the last factor of who has to have one',
        description:
          'Recovery codes go with the last factor; sessions go on. 409 where the role needs a factor and this is the only one, 404 where it was removed before. The owner gets a notification.',
        params: passkeyParams,
        response: { 204: Type.Null({ description: 'Removed' }), ...problems(...badId, 401, 403, 409, 413, 415) },
      },
    },
    async (request, reply) => {
      const own = signedInOf(request);
      const last = (await passkeys.list(own.accountId)).every(({ id }) => id === request.params.id) && !(await secondFactor.hasGenerator(own.accountId));
      if (last && own.passkey && needsSecondFactor(own, context))
        throw new ApiError('conflict', {
          zh: '你的角色必须有第二验证：请先登记另一个，再移除这个',
          en: 'Your role has to have a second factor: set up another one first',
        });
      const doer = { actor: `account:${own.accountId}`, requestId: request.id };
      const audit = { ...record(doer, clock(), 'remove', ['passkey', request.params.id]), ...toldOwner(own.accountId, 'factor_removed') };
      if (!(await repository.remove(own.accountId, request.params.id, audit))) throw notFound({ zh: '此通行密钥', en: 'This passkey' });
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/account/passkeys/challenge',
    {
      config: { ...config, repeatable: false },
      schema: {
        ...common,
        operationId: 'challengePasskey',
        summary: 'A challenge to the own passkeys; its answer goes as `passkey` where the password is asked for again',
        description:
          'Good for five minutes, for this session, once. 409 where the account has no passkey: give a code of the generator or a recovery code instead.',
        response: { 201: ref(PasskeyChallenge), ...problems(400, 401, 403, 409, 413, 415) },
      },
    },
    async (request, reply) => {
      const { accountId, sessionId } = signedInOf(request);
      return reply.code(201).send(await passkeys.challenge(accountId, sessionId, siteOf(request, publicUrl)));
    },
  );
}
