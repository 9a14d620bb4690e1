import { reactive } from 'vue';
import { whenSignedOut } from '../api/again.ts';
import { api, dataOf, doneWith, setCsrfToken, type Session } from '../api/client.ts';
import { problemOf, type ProblemBody } from '../api/problem.ts';
import type { GivenFactor } from './accounts.ts';

export type Role = NonNullable<Session['role']>;
export const roles: readonly Role[] = ['planner', 'secretariat', 'school', 'enterprise', 'administrator'];
const key = 'gongxu.role';
/** Set while this tab has signed in with an account: in demo mode the page would open as a role otherwise. */
const accountKey = 'gongxu.account';

interface SessionState extends Pick<Session, 'account' | 'memberships' | 'organisationId' | 'organisationStatus' | 'statusReason'> {
  state: 'opening' | 'open' | 'closed' | 'failed';
  demo: boolean;
  role: Role | null;
  organisationName: string | null;
  engineVersion: string;
  problem: ProblemBody | null;
  /** The session of an account ran out while the page was open: the page waits for the person, or shows the sign-in once they gave up. */
  expired: boolean;
}
export const session = reactive<SessionState>({
  state: 'opening',
  demo: false,
  role: null,
  organisationId: null,
  organisationName: null,
  organisationStatus: null,
  statusReason: null,
  account: null,
  memberships: [],
  engineVersion: '',
  problem: null,
  expired: false,
});

function take(answer: Session): void {
  const { role, organisationId, organisationName, organisationStatus, statusReason, account, memberships, csrfToken } = answer;
  Object.assign(session, { role, organisationId, organisationName, organisationStatus, statusReason, account, memberships, state: 'open', expired: false });
  setCsrfToken(csrfToken);
  if (account) sessionStorage.setItem(accountKey, '1');
  else sessionStorage.removeItem(accountKey);
}
const isRole = (text: string | null): text is Role => roles.some((role) => role === text);

/** Signs in as the demo role; the role is remembered for this tab, a new tab opens as planner. */
export async function signIn(role: Role): Promise<void> {
  take(await dataOf(api.POST('/api/v1/demo/session', { body: { role } })));
  sessionStorage.setItem(key, role);
}
export async function signInWith(login: string, password: string, factor: GivenFactor = { code: '', passkey: null }): Promise<void> {
  const { code, passkey } = factor;
  const body = { login, password, ...(passkey ? { passkey } : code.trim() === '' ? {} : { code: code.trim() }) };
  take(await dataOf(api.POST('/api/v1/session/login', { body })));
}
/** Reads again who one is: after a switch of membership, a new password, a joined organisation. */
export async function refreshSession(): Promise<void> {
  take(await dataOf(api.GET('/api/v1/session')));
}
export async function chooseMembership(membershipId: string): Promise<void> {
  await doneWith(api.POST('/api/v1/session/organisation', { body: { membershipId } }));
  await refreshSession();
}
function close(expired: boolean): void {
  Object.assign(session, { state: 'closed', expired, account: null, role: null, memberships: [] });
  setCsrfToken(null);
  sessionStorage.removeItem(accountKey);
}
export async function signOut(): Promise<void> {
  await doneWith(api.POST('/api/v1/session/logout'));
  await leave();
}
/** The session is over on the server. */
export async function leave(): Promise<void> {
  close(false);
  if (session.demo) await openSession(); // back to the switch of roles
}
/** Said by the person who is asked for the password again. */
let decided: (again: boolean) => void = () => undefined;
let renewing: Promise<boolean> | null = null;

async function renewDemo(): Promise<boolean> {
  if (!session.demo || session.role === null) return false;
  try {
    await signIn(session.role);
    return true;
  } catch {
    return false;
  }
}
/** A session that ends under an open page: a demo role gets a new one at once, a person is asked for the password over the page, which stays as it is. */
whenSignedOut(() => {
  if (session.state !== 'open') return Promise.resolve(false);
  renewing ??= (
    session.account
      ? new Promise<boolean>((resolve) => {
          session.expired = true;
          decided = resolve;
        })
      : renewDemo()
  ).finally(() => {
    renewing = null;
  });
  return renewing;
});
/** The same person again, acting as before. */
export async function signInAgain(password: string, factor: GivenFactor): Promise<void> {
  const before = session.account;
  if (!before) return;
  await signInWith(before.login, password, factor);
  const { membershipId } = before;
  if (membershipId !== null && session.account?.membershipId !== membershipId && session.memberships.some(({ id }) => id === membershipId))
    await chooseMembership(membershipId);
  decided(true);
}
/** Somebody else wants to sign in, or nobody: what was typed is given up. */
export function giveUpSession(): void {
  close(true);
  decided(false);
}

export async function openSession(): Promise<void> {
  session.state = 'opening';
  try {
    const health = await dataOf(api.GET('/api/v1/health'));
    session.demo = health.demo;
    session.engineVersion = health.engineVersion;
    const remembered = sessionStorage.getItem(key);
    if (health.demo && sessionStorage.getItem(accountKey) === null) await signIn(isRole(remembered) ? remembered : 'planner');
    else await refreshSession();
  } catch (error) {
    session.problem = problemOf(error);
    if (session.problem.status === 401) close(false);
    else session.state = 'failed';
  }
}

/** Runs a request again after a new sign-in if the session of a demo role had run out; people are asked to sign in. */
export async function withSession<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (problemOf(error).status !== 401 || !session.demo || session.role === null || session.account) throw error;
    await signIn(session.role);
    return request();
  }
}

export const mayRun = (): boolean => session.role === 'planner' || session.role === 'administrator';
/** Whether the pages of forecasts can be read: a role, a password of one's own, and an organisation that is verified. */
export const mayRead = (): boolean =>
  session.role !== null &&
  session.account?.mustChangePassword !== true &&
  session.account?.mustSetUpSecondFactor !== true &&
  (session.organisationStatus ?? 'verified') === 'verified';
export const isManager = (): boolean => session.memberships.some(({ id, manager }) => manager && id === session.account?.membershipId);
