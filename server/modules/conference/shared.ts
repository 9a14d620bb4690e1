import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../../db/repositories/access.ts';
import { createInstallationRepository } from '../../../db/repositories/installation.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import { principalOf } from '../../plugins/access.ts';
import { checkVersion, seenOf, stale, type Seen } from '../../plugins/versions.ts';

/** Who does something, in which request, and which version they have seen. */
export interface Doing {
  readonly principal: Principal;
  readonly requestId: string;
  readonly seen: Seen;
}
export const doing = (request: FastifyRequest): Doing => ({ principal: principalOf(request), requestId: request.id, seen: seenOf(request) });
export const doerOf = ({ principal: { actor }, requestId }: Doing) => ({ actor, requestId });

/** The office of the conference and those who plan see everything; members what they were sent. */
export const seesAll = ({ role }: Principal): boolean => role !== 'school' && role !== 'enterprise';
/** Organisation of a member; none at all sees nothing. */
export function ownOrganisation({ organisationId }: Principal): string {
  if (organisationId === null) throw new ApiError('forbidden', { zh: '此密钥不属于任何单位', en: 'This key belongs to no organisation' });
  return organisationId;
}

export function createRegion({ db }: ServerContext) {
  const installation = createInstallationRepository(db);
  return () => installation.region();
}

/** The row if it is still what the caller has seen. */
export function current<T extends { readonly version: number }>(row: T, { seen }: Doing): T {
  checkVersion(seen, row.version);
  return row;
}
/** What a change gave, or that somebody was faster. */
export function taken<T>(changed: T | undefined): T {
  if (changed === undefined) throw stale();
  return changed;
}

/** Lines of the plan and inspections are changed until they are over. */
export const goesOn = ({ state }: { readonly state: string }): boolean => state === 'planned' || state === 'underway';
export const over = () => new ApiError('conflict', { zh: '此事项已结束，不能再改', en: 'It is over and cannot be changed any more' });

/** What was written, or nothing where that was blank. */
export function written(text: string | undefined): string | null {
  const said = (text ?? '').trim();
  return said === '' ? null : said;
}
