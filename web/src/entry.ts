import type { Role } from './state/session.ts';

/** The page a role comes in at, where it has one of its own. */
const entries: Partial<Record<Role, string>> = { school: 'myProgrammes', enterprise: 'myCompany' };
export const entryOf = (role: Role | null): string => (role === null ? undefined : entries[role]) ?? 'overview';
