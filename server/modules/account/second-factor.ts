import { Type } from 'typebox';
import { encode } from 'uqr';
import { createSecondFactorRepository } from '../../../db/repositories/second-factors.ts';
import { RecoveryCodes, SecondFactorDraft, SecondFactorInput, SecondFactorState } from '../../../schemas/accounts.ts';
import { ref } from '../../../schemas/common.ts';
import type { App, ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { needsSecondFactor, signedInOf } from '../../plugins/access.ts';
import { createRecorder } from '../../recording.ts';
import { toldOwner } from '../../safety-notices.ts';
import { badBody, bearer, problems } from '../../routes.ts';
import { createSecondFactor } from '../../second-factor.ts';

/** A QR code as one path: a run of dark cells is one stroke one cell high. */
function pictureOf(text: string) {
  const { size, data } = encode(text, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size, path };
}

/** The second factor of the own account: set up, replaced, removed. */
export function secondFactorRoutes(app: App, context: ServerContext): void {
  const factors = createSecondFactorRepository(context.db);
  const secondFactor = createSecondFactor(context);
  const record = createRecorder(context);
  const common = { tags: ['account'], security: bearer };
  const config = { policy: 'account', settingUp: true } as const;
  const recent = { ...config, recent: true, repeatable: false } as const; // secrets are shown once

  app.get(
    '/account/second-factor',
    {
      config,
      schema: {
        ...common,
        operationId: 'readSecondFactor',
        summary: 'Whether there is a second factor',
        description:
          'Can be asked before an initial password is changed or a required factor is set up. Passkeys count as a factor too: `active` says whether there is any, `generator` whether one makes codes.',
        response: { 200: ref(SecondFactorState), ...problems(401, 403) },
      },
    },
    async (request) => {
      const own = signedInOf(request);
      return {
        active: own.secondFactor,
        generator: await secondFactor.hasGenerator(own.accountId),
        recoveryCodesLeft: await secondFactor.codesLeft(own.accountId),
        required: needsSecondFactor(own, context),
      };
    },
  );
  app.post(
    '/account/second-factor/draft',
    {
      config: recent,
      schema: {
        ...common,
        operationId: 'draftSecondFactor',
        summary: 'A new secret for a generator of codes (TOTP); counts once its first code is given',
        description:
          'Stores nothing: the draft comes back sealed and is sent with the code to `POST /account/second-factor` within a quarter of an hour. The generator in use counts until then. Needs the password given in the last quarter of an hour (403 `password_needed`).',
        response: { 200: ref(SecondFactorDraft), ...problems(400, 401, 403, 413, 415) },
      },
    },
    async (request) => {
      const { accountId, login } = signedInOf(request);
      const draft = secondFactor.draft(accountId, login);
      return { ...draft, picture: pictureOf(draft.address) };
    },
  );
  app.post(
    '/account/second-factor',
    {
      config: recent,
      schema: {
        ...common,
        operationId: 'setSecondFactor',
        summary: 'The first code of a drafted generator: from now on signing in needs one. Ends the other sessions; answers recovery codes, shown once',
        description:
          'Replaces a generator there was, and every recovery code. A draft older than a quarter of an hour is refused at `/draft`, a code that does not fit at `/code` (422). Keys go on working; the owner gets a notification.',
        body: ref(SecondFactorInput),
        response: { 201: ref(RecoveryCodes), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => {
      const own = signedInOf(request);
      const confirmed = secondFactor.confirmed(own.accountId, request.body.draft, request.body.code.replaceAll(/\s/g, ''));
      if (confirmed === 'late') throw invalidField('/draft', '设置已过期，请重新开始', 'is over or not of this account: begin again');
      if (confirmed === 'wrong')
        throw invalidField(
          '/code',
          '与验证器不符：请核对手机时间后输入新的 6 位数字',
          'is not of this generator: check the clock of the device and give the newest six digits',
        );
      const doer = { actor: `account:${own.accountId}`, requestId: request.id };
      const audit = record(doer, context.clock(), (await secondFactor.hasGenerator(own.accountId)) ? 'replace' : 'create', ['second_factor', own.accountId]);
      await factors.set(confirmed.row, confirmed.hashes, own.sessionId, { ...audit, ...toldOwner(own.accountId, 'factor_added') });
      return reply.code(201).send({ recoveryCodes: confirmed.codes });
    },
  );
  app.delete(
    '/account/second-factor',
    {
      config: { policy: 'account', recent: true },
      schema: {
        ...common,
        operationId: 'removeSecondFactor',
        summary: 'Sign in without the generator again; not for who has to have a factor and has no passkey',
        description:
          'Passkeys stay; recovery codes go with the last factor. Without a generator 404, where the role needs a factor and there is no passkey 409. The owner gets a notification, and sessions go on.',
        response: { 204: Type.Null({ description: 'Removed' }), ...problems(400, 401, 403, 404, 409, 413, 415) },
      },
    },
    async (request, reply) => {
      const own = signedInOf(request);
      if (needsSecondFactor(own, context) && !own.passkey)
        throw new ApiError('conflict', {
          zh: '你的角色必须有第二验证：可以更换，不能取消',
          en: 'Your role has to have a second factor: it can be replaced, not removed',
        });
      const doer = { actor: `account:${own.accountId}`, requestId: request.id };
      const audit = { ...record(doer, context.clock(), 'remove', ['second_factor', own.accountId]), ...toldOwner(own.accountId, 'factor_removed') };
      if (!(await factors.removeGenerator(own.accountId, audit))) throw notFound({ zh: '第二验证', en: 'A second factor' });
      return reply.code(204).send(null);
    },
  );
}
