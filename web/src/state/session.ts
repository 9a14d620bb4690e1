import { reactive } from 'vue';
import { api, dataOf, type Session } from '../api/client.ts';
import { problemOf, type ProblemBody } from '../api/problem.ts';

export type Role = NonNullable<Session['role']>;
export const roles: readonly Role[] = ['planner', 'secretariat', 'school', 'enterprise', 'administrator'];
const key = 'gongxu.role';

interface SessionState {
  state: 'opening' | 'open' | 'closed' | 'failed';
  demo: boolean;
  role: Role | null;
  organisationName: string | null;
  engineVersion: string;
  problem: ProblemBody | null;
}
export const session = reactive<SessionState>({
  state: 'opening',
  demo: false,
  role: null,
  organisationName: null,
  engineVersion: '',
  problem: null,
});

function take({ role, organisationName }: Session): void {
  session.role = role;
  session.organisationName = organisationName;
  session.state = 'open';
}
const isRole = (text: string | null): text is Role => roles.some((role) => role === text);

/** Signs in as the demo role; the role is remembered for this tab, a new tab opens as planner. */
export async function signIn(role: Role): Promise<void> {
  take(await dataOf(api.POST('/api/v1/demo/session', { body: { role } })));
  sessionStorage.setItem(key, role);
}

export async function openSession(): Promise<void> {
  session.state = 'opening';
  try {
    const health = await dataOf(api.GET('/api/v1/health'));
    session.demo = health.demo;
    session.engineVersion = health.engineVersion;
    const remembered = sessionStorage.getItem(key);
    if (health.demo) await signIn(isRole(remembered) ? remembered : 'planner');
    else take(await dataOf(api.GET('/api/v1/session')));
  } catch (error) {
    session.problem = problemOf(error);
    session.state = session.problem.status === 401 ? 'closed' : 'failed';
  }
}

/** Runs a request again after a new sign-in if the session had run out. */
export async function withSession<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (problemOf(error).status !== 401 || !session.demo || session.role === null) throw error;
    await signIn(session.role);
    return request();
  }
}

export const mayRun = (): boolean => session.role === 'planner' || session.role === 'administrator';
