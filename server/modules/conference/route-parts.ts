import { Type } from 'typebox';
import { Id } from '../../../schemas/common.ts';
import type { Role } from '../../../db/repositories/access.ts';
import { badBody, badId, bearer } from '../../routes.ts';

/** What the routes of the joint conference have in common. */
export const common = { tags: ['conference'], security: bearer };
export const everyone: readonly Role[] = ['enterprise', 'school', 'planner', 'secretariat', 'administrator'];
export const readers: readonly Role[] = ['planner', 'secretariat', 'administrator'];
export const office: readonly Role[] = ['secretariat', 'administrator'];
export const params = Type.Object({ id: Id });
export const itemParams = Type.Object({ id: Id, itemId: Type.Unsafe<string>({ ...Id, description: 'Item of the agenda.' }) });
export const changing = [...new Set([...badId, ...badBody])];
