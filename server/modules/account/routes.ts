import { Type } from 'typebox';
import { AccountSessionList, DeletionInput, KeyInput, MachineKeyList, NewMachineKey, PasswordInput, PersonalData } from '../../../schemas/accounts.ts';
import { Id, ref } from '../../../schemas/common.ts';
import type { App, ServerContext } from '../../context.ts';
import { clearSessionCookie, signedInOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { siteOf } from '../../passkeys.ts';
import { passkeyRoutes } from './passkeys.ts';
import { secondFactorRoutes } from './second-factor.ts';
import { createAccountService } from './service.ts';

const done = (description: string) => ({ 204: Type.Null({ description }) });

/** The own account: sessions, password, keys for machines. */
export function accountRoutes(app: App, context: ServerContext): void {
  const service = createAccountService(context);
  const config = { policy: 'account' } as const;
  const recent = { ...config, recent: true } as const;
  const common = { tags: ['account'], security: bearer };
  const params = Type.Object({ id: Id });

  app.get(
    '/account/sessions',
    {
      config,
      schema: {
        ...common,
        operationId: 'listSessions',
        summary: 'Where the account is signed in',
        response: { 200: ref(AccountSessionList), ...problems(401, 403) },
      },
    },
    async (request) => ({ items: await service.sessions(signedInOf(request)) }),
  );
  app.delete(
    '/account/sessions',
    {
      config: recent,
      schema: {
        ...common,
        operationId: 'endOtherSessions',
        summary: 'End every session but this one',
        description:
          'Keys, tokens and calendar addresses go on working. Answered 204 also where there was no other session. Needs the password given in the last quarter of an hour (403 `password_needed`).',
        response: { ...done('Ended'), ...problems(400, 401, 403, 413, 415) },
      },
    },
    async (request, reply) => {
      await service.endOtherSessions(signedInOf(request), request.id);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    '/account/sessions/:id',
    {
      config: recent,
      schema: {
        ...common,
        operationId: 'endSession',
        summary: 'End one session',
        description:
          'It may be the present one, which is then signed out. One that has ended already, or is of another account, is 404; without a password given in the last quarter of an hour 403 `password_needed`.',
        params,
        response: { ...done('Ended'), ...problems(...badId, 401, 403, 413, 415) },
      },
    },
    async (request, reply) => {
      await service.endSession(signedInOf(request), request.params.id, request.id);
      return reply.code(204).send(null);
    },
  );
  app.put(
    '/account/password',
    {
      config: { ...config, settingUp: true, versioned: false }, // whoever changes it proves to know the present one
      schema: {
        ...common,
        operationId: 'changePassword',
        summary: 'Change the own password; ends the other sessions',
        description:
          'A wrong present password is told at `/current` (422) and counts as at sign-in: five in a row lock the account for a while. Where there is a second factor, its code or passkey is sent along. Keys go on working; the owner gets a notification.',
        body: ref(PasswordInput),
        response: { ...done('Changed'), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => {
      await service.changePassword(signedInOf(request), request.body, siteOf(request, context.publicUrl), request.id);
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/account/data',
    {
      config,
      schema: {
        ...common,
        operationId: 'readPersonalData',
        summary: 'Everything that is held of the own account 个人信息副本',
        description:
          'As a JSON file: memberships, sessions, keys, passkeys, invitations, notifications and the recorded actions, those that have ended included; only secrets and their hashes are left out. What the organisation reported is not part of it.',
        response: { 200: ref(PersonalData), ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      void reply.header('content-disposition', 'attachment; filename="personal-data.json"');
      return service.personalData(signedInOf(request));
    },
  );
  app.post(
    '/account/deletion',
    {
      config: { ...config, repeatable: false }, // nobody is left to whom a second answer could be given
      schema: {
        ...common,
        operationId: 'deleteAccount',
        summary: 'Delete the own account 注销账号',
        description:
          'Sessions, keys and memberships end; name and login are deleted, and with the key of the account what the audit record says of it. Reports of the organisation stay.',
        body: ref(DeletionInput),
        response: { ...done('Deleted'), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      await service.deleteAccount(signedInOf(request), request.body, siteOf(request, context.publicUrl), request.id);
      clearSessionCookie(reply);
      return reply.code(204).send(null);
    },
  );
  secondFactorRoutes(app, context);
  passkeyRoutes(app, context);
  app.get(
    '/account/keys',
    {
      config,
      schema: {
        ...common,
        operationId: 'listKeys',
        summary: 'Keys for machines of the present membership',
        response: { 200: ref(MachineKeyList), ...problems(401, 403) },
      },
    },
    async (request) => ({ items: await service.keys(signedInOf(request)) }),
  );
  app.post(
    '/account/keys',
    {
      config: recent,
      schema: {
        ...common,
        operationId: 'createKey',
        summary: 'A key for a machine; its secret is shown once',
        description: 'It has the role and organisation of the membership, within its scopes, and ends with it.',
        body: ref(KeyInput),
        response: { 201: ref(NewMachineKey), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.addKey(signedInOf(request), request.body, request.id)),
  );
  app.delete(
    '/account/keys/:id',
    {
      config,
      schema: {
        ...common,
        operationId: 'revokeKey',
        summary: 'Revoke a key',
        description:
          'Of the membership in use only; of another membership, or revoked before, it is 404. Tokens that were got for the key stop with it at once, and it cannot be made good again: make a new one.',
        params,
        response: { ...done('Revoked'), ...problems(...badId, 401, 403, 413, 415) },
      },
    },
    async (request, reply) => {
      await service.revokeKey(signedInOf(request), request.params.id, request.id);
      return reply.code(204).send(null);
    },
  );
}
