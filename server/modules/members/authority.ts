import type { FastifyRequest } from 'fastify';
import type { Role } from '../../../db/repositories/access.ts';
import { createOrganisationRegistry } from '../../../db/repositories/organisation-registry.ts';
import type { organisationKinds } from '../../../schemas/vocabulary.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { roleWords } from '../../words.ts';
import { principalOf } from '../../plugins/access.ts';
import type { Doer } from '../../recording.ts';

/** Administrators act for everybody; managers for their organisation, and on members of their own role only. */
export interface Authority extends Doer {
  readonly role: Role;
  readonly organisationId: string | null;
  readonly accountId: string | null;
  readonly manager: boolean;
}
export function authorityOf(request: FastifyRequest): Authority {
  const { role, organisationId, actor } = principalOf(request);
  const { accountId, membership } = request.signedIn ?? {};
  return { role, organisationId, actor, requestId: request.id, accountId: accountId ?? null, manager: membership?.manager ?? false };
}

/** Which organisation's members may be read: administrators name any (or none: all), others read their own. */
export function readable({ role, organisationId }: Authority, named: string | undefined): string | undefined {
  if (role === 'administrator') return named;
  if (organisationId === null) throw new ApiError('forbidden', { zh: '你不属于任何单位', en: 'You belong to no organisation' });
  if (named !== undefined && named !== organisationId)
    throw new ApiError('forbidden', { zh: '只能查看本单位的成员', en: 'Members of the own organisation only can be seen' });
  return organisationId;
}

/** Whether somebody in this place may be invited, changed or removed. To other organisations it does not exist. */
export function checkPower(by: Authority, place: { readonly organisationId: string | null; readonly role: Role }, what: { zh: string; en: string }): void {
  if (by.role === 'administrator') return;
  if (by.organisationId === null || place.organisationId !== by.organisationId) throw notFound(what);
  if (!by.manager)
    throw new ApiError('forbidden', {
      zh: '只有本单位的管理成员或系统管理员可以这样做',
      en: 'Managers of the organisation and administrators only can do this',
    });
  if (place.role !== by.role) throw new ApiError('forbidden', { zh: '只能管理与自己角色相同的成员', en: 'Managers act on members of their own role only' });
}

const rolesOf: Record<(typeof organisationKinds)[number] | 'city', readonly Role[]> = {
  enterprise: ['enterprise'],
  school: ['school'],
  bureau: ['planner', 'secretariat', 'administrator'],
  city: ['planner', 'secretariat', 'administrator'],
};

export function createPlaceCheck({ db }: ServerContext) {
  const registry = createOrganisationRegistry(db);
  /** The organisation named exists and has such a role; without one the role is of the city. */
  return async (organisationId: string | null, role: Role) => {
    const organisation = organisationId === null ? undefined : await registry.find(organisationId);
    if (organisationId !== null && !organisation) throw invalidField('/organisationId', '没有此单位', 'no organisation has this id');
    const fitting = rolesOf[organisation?.kind ?? 'city'];
    if (!fitting.includes(role))
      throw invalidField(
        '/role',
        `此处可用的角色：${fitting.map((one) => `${roleWords[one]}（${one}）`).join('、')}`,
        `must be one of ${fitting.join(', ')} here${organisation ? '' : ' (without an organisation)'}`,
      );
    return organisation?.name ?? null;
  };
}
