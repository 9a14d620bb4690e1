import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import {
  ContactInput,
  OrganisationCorrection,
  OrganisationInput,
  OrganisationRecord,
  OrganisationRecordPage,
  Registration,
  RegistrationInput,
  VerificationInput,
} from '../../../schemas/organisations.ts';
import { organisationKinds, organisationStatuses } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf, signedInOf } from '../../plugins/access.ts';
import { limited } from '../../plugins/attempts.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createOrganisationService } from './service.ts';

/** Enterprises register themselves; administrators verify them and enter schools and bureaus. */
export function organisationRoutes(app: App, context: ServerContext): void {
  const service = createOrganisationService(context);
  const administrator = { policy: ['administrator'] } as const;
  const common = { tags: ['organisations'], security: bearer };
  const params = Type.Object({ id: Id });

  app.post(
    '/accounts/registration',
    {
      config: limited,
      schema: {
        tags: ['organisations'],
        operationId: 'registerEnterprise',
        summary: 'Register an enterprise 企业注册, with its first member',
        description: 'The member signs in at once; the enterprise reports once an administrator has verified it.',
        body: ref(RegistrationInput),
        response: { 201: ref(Registration), ...problems(...badBody, 409, 429) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.register(request.body, request.id)),
  );
  app.get(
    '/organisations',
    {
      config: administrator,
      schema: {
        ...common,
        operationId: 'listOrganisations',
        summary: 'Organisations, newest first',
        querystring: Type.Object(
          {
            ...pageQuery,
            kind: Type.Optional(Type.Enum([...organisationKinds])),
            status: Type.Optional(Type.Enum([...organisationStatuses])),
            q: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Part of the name or the credit code.' })),
          },
          { additionalProperties: false },
        ),
        response: { 200: ref(OrganisationRecordPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => {
      const { kind, status, q: text } = request.query;
      return service.list(defined({ kind, status, text }), request.query);
    },
  );
  app.post(
    '/organisations',
    {
      config: administrator,
      schema: {
        ...common,
        operationId: 'createOrganisation',
        summary: 'Enter a school, a bureau or an enterprise; it counts as verified',
        description:
          'An enterprise needs `sizeClass`, a school `level` (422); a credit code that is registered already is 409. It has no members yet: invite the first with `POST /invitations`. Region and ownership are those of the city and of the kind where left out.',
        body: ref(OrganisationInput),
        response: { 201: ref(OrganisationRecord), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.create(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/organisations/:id',
    {
      config: { policy: everyRole, unverified: true },
      schema: {
        ...common,
        operationId: 'getOrganisation',
        summary: 'One organisation, to administrators and its members',
        description:
          'Whoever is neither gets 404. Members read it while the organisation waits for verification or was rejected, with the reason; its ETag goes as `If-Match` with a change.',
        params,
        response: { 200: ref(OrganisationRecord), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await service.get(principalOf(request), request.params.id)),
  );
  app.put(
    '/organisations/:id',
    {
      config: { policy: 'account' },
      schema: {
        ...common,
        operationId: 'correctOrganisation',
        summary: 'Managers: put a registration right that is not verified; it waits again',
        description:
          'Replaces name, credit code, chain, size and contact and clears the reason of a rejection; administrators then find it among what waits. A verified registration is refused (409), a member who is no manager too (403); to others it does not exist (404).',
        params,
        body: ref(OrganisationCorrection),
        response: { 200: ref(OrganisationRecord), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.correct(signedInOf(request), request.params.id, request.body, seenOf(request), request.id)),
  );
  app.put(
    '/organisations/:id/contact',
    {
      config: { policy: everyRole, unverified: true },
      schema: {
        ...common,
        operationId: 'setContact',
        summary: 'Managers of the organisation and administrators: change or delete whom to reach',
        description:
          'In every state of the organisation, verified or not; null deletes what was held. A name and a way to reach are personal: the audit record says that they changed, not to what.',
        params,
        body: ref(ContactInput),
        response: { 200: ref(OrganisationRecord), ...problems(...badBody, ...badId, 401, 403) },
      },
    },
    async (request, reply) => {
      const manager = request.signedIn?.membership?.manager ?? false;
      return tagged(reply, await service.setContact(principalOf(request), manager, request.params.id, request.body.contact, seenOf(request), request.id));
    },
  );
  app.post(
    '/organisations/:id/verification',
    {
      config: { ...administrator, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'verifyOrganisation',
        summary: 'Verify an organisation, or reject it with the reason',
        description: 'With If-Match only as it was read: a registration corrected in the meantime is refused (412).',
        params,
        body: ref(VerificationInput),
        response: { 200: ref(OrganisationRecord), ...problems(...badBody, ...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await service.decide(principalOf(request), request.params.id, request.body, seenOf(request), request.id)),
  );
}
