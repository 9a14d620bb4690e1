import type { FastifyReply, FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { createAccessRepository, type KeyCaller, type MachineKeyRow, type Principal, type Role, type Standing } from '../../db/repositories/access.ts';
import { createAccountSessionRepository, type SignedIn } from '../../db/repositories/account-sessions.ts';
import { createCandidateRepository } from '../../db/repositories/placement-candidates.ts';
import { sha256 } from '../../schemas/canonical.ts';
import type { App, ServerContext } from '../context.ts';
import { ApiError } from '../errors.ts';
import { roleWords } from '../words.ts';
import { createLimiter } from './limits.ts';

export const sessionCookie = 'gongxu_session';
/** Of students in placement rounds: they have no account and no role, so theirs is a session of its own. */
export const studentCookie = 'gongxu_student';
/** With the prefix a browser takes a cookie over TLS only, for this host and path alone. */
const hostName = (name: string) => `__Host-${name}`;
/** Whether the page came over TLS. Where a proxy ends it, the browser's own Origin says so: a page cannot forge it. */
const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https' || (request.headers.origin ?? '').startsWith('https://');
/** The secret of the session that a request belongs to. */
export const sessionSecretOf = ({ cookies }: FastifyRequest, name = sessionCookie): string | undefined => cookies[hostName(name)] ?? cookies[name];
const cookie = { path: '/', httpOnly: true, sameSite: 'strict' } as const;
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, secret: string, lifeMs: number, name = sessionCookie): void {
  const secure = isSecure(request);
  void reply.setCookie(secure ? hostName(name) : name, secret, { ...cookie, secure, maxAge: lifeMs / 1000 });
}
export function clearSessionCookie(reply: FastifyReply, name = sessionCookie): void {
  void reply.clearCookie(name, cookie).clearCookie(hostName(name), { ...cookie, secure: true });
}
/** How long a password counts as just given. */
export const recentMs = 15 * 60_000;
export const csrfHeader = 'x-csrf-token';
/** A session of an account ends after half an hour without a request, and twelve hours after it began. */
export const sessionIdleMs = 30 * 60_000;
export const sessionLifeMs = 12 * 3_600_000;
export const everyRole = ['planner', 'secretariat', 'school', 'enterprise', 'administrator'] as const satisfies readonly Role[];
export const hashSecret = sha256;
/** How long what a key was exchanged for is good. */
export const tokenLifeMs = 15 * 60_000;
/** Begins every token of a key, so that it is looked for among the tokens. */
export const tokenPrefix = 'gxt_';
/** Known only to who can read answers of the session: other sites can send its cookie (old browsers do), not read. */
export const csrfTokenOf = (secret: string) => hashSecret(`csrf ${secret}`);

/** The caller of a request that a role policy let in. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new ApiError('unauthenticated', { zh: '请提供密钥（Authorization: Bearer …）', en: 'Give a key (Authorization: Bearer …)' });
  return request.principal;
}
/** The account of a request that the policy `account` let in. */
export function signedInOf(request: FastifyRequest): SignedIn {
  if (!request.signedIn) throw new ApiError('unauthenticated', { zh: '请先登录', en: 'Sign in first' });
  return request.signedIn;
}

/** The key of a request that the policy `key` let in. */
export function machineKeyOf(request: FastifyRequest): MachineKeyRow {
  if (request.machineKey) return request.machineKey;
  throw new ApiError('forbidden', {
    zh: '令牌只能用密钥本身换取：登录会话与令牌不能再换取令牌',
    en: 'A token is given for a key itself: sessions and tokens get none',
  });
}
/** The candidate of a request that the policy `student` let in. */
export function candidateOf(request: FastifyRequest): string {
  if (request.candidateId === null) throw new ApiError('unauthenticated', { zh: '请用学校发给你的码进入', en: 'Come in with the code of your school' });
  return request.candidateId;
}

const isRead = (request: FastifyRequest) => ['GET', 'HEAD', 'OPTIONS'].includes(request.method);

/** Cookies are accepted from our own pages only: a write from another origin, or from one that hides (`null`), is refused. */
export function sameOrigin(request: FastifyRequest): boolean {
  if (isRead(request)) return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.origin;
  return origin === undefined || URL.parse(origin)?.host === request.host;
}

function checkCsrf(request: FastifyRequest, secret: string): void {
  const given = Buffer.from(String(request.headers[csrfHeader] ?? ''));
  const wanted = Buffer.from(csrfTokenOf(secret));
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  throw new ApiError('forbidden', {
    zh: '请求头 X-CSRF-Token 缺失或不符，请刷新页面后重试',
    en: 'The header X-CSRF-Token is missing or wrong: GET /session says what it has to be',
  });
}

/** Nobody acts for an organisation that has not been looked at. */
function checkStanding({ status, reason }: Standing): void {
  if (status === 'verified') return;
  throw new ApiError(
    'forbidden',
    status === 'pending'
      ? {
          zh: '本单位正在等待管理员核验，核验通过后才能填报和查看结果',
          en: 'The organisation waits to be verified by an administrator; until then it cannot report or read results',
        }
      : {
          zh: `本单位的登记未通过核验：${reason ?? ''}。请更正后重新提交`,
          en: `The registration of the organisation was rejected: ${reason ?? ''}. Correct it and hand it in again`,
        },
  );
}

interface Caller {
  readonly principal: Principal | null;
  readonly signedIn: SignedIn | null;
  readonly scopes: KeyCaller['scopes'];
  readonly standing: Standing | null;
  /** The machine's key, where it came with the key itself. */
  readonly key: MachineKeyRow | null;
}

function callerOf(signedIn: SignedIn): Caller {
  const { membership, accountId, standing } = signedIn;
  const principal = membership && { role: membership.role, organisationId: membership.organisationId, actor: `account:${accountId}` };
  return { principal, signedIn, scopes: null, standing, key: null };
}

/** Deny by default: a route under /api without a declared policy does not start; one with roles needs a key or session of one of them. */
export function registerAccess(app: App, context: ServerContext): void {
  const { db, clock, demo, limits } = context;
  const access = createAccessRepository(db);
  const sessions = createAccountSessionRepository(db);
  app.decorateRequest('principal', null);
  const candidates = createCandidateRepository(db);
  app.decorateRequest('signedIn', null);
  app.decorateRequest('candidateId', null);
  app.decorateRequest('machineKey', null);
  const count = createLimiter(app, limits);

  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api/v1') && route.method !== 'HEAD' && route.config?.policy === undefined) {
      throw new Error(`route ${String(route.method)} ${route.url} declares no policy`);
    }
  });

  const findMachine = (hash: string, token: boolean) => (token ? access.findToken(hash, clock()) : access.findKey(hash, clock()));
  async function authenticate(request: FastifyRequest): Promise<Caller | undefined> {
    const header = request.headers.authorization;
    if (header !== undefined) {
      const secret = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
      const found = secret === undefined ? undefined : await findMachine(hashSecret(secret), secret.startsWith(tokenPrefix));
      if (!found) throw new ApiError('unauthenticated', { zh: '密钥或令牌无效、已过期', en: 'The key or token is not valid or has expired' });
      if (found.key.tokenOnly && !found.byToken && request.routeOptions.config.policy !== 'key')
        throw new ApiError('unauthenticated', {
          zh: '此密钥只能用来换取令牌：先 POST /api/v1/tokens，再用得到的令牌调用',
          en: 'This key can be exchanged for a token only: POST /api/v1/tokens, then call with the token',
        });
      return { ...found, signedIn: null, key: found.byToken ? null : found.key };
    }
    const secret = sessionSecretOf(request);
    if (secret === undefined || !sameOrigin(request)) return undefined;
    const signedIn = await sessions.find(hashSecret(secret), clock(), sessionIdleMs);
    if (signedIn) {
      if (!isRead(request)) checkCsrf(request, secret);
      return callerOf(signedIn);
    }
    // a session without an account: demo mode's, written from our own pages only
    const principal = demo ? await access.findSession(hashSecret(secret), clock()) : undefined;
    return principal && { principal, signedIn: null, scopes: null, standing: null, key: null };
  }

  async function authenticateStudent(request: FastifyRequest): Promise<string | null> {
    const secret = sessionSecretOf(request, studentCookie);
    if (secret === undefined || !sameOrigin(request)) return null;
    const candidateId = await candidates.findSession(hashSecret(secret), clock());
    if (candidateId !== undefined && !isRead(request)) checkCsrf(request, secret);
    return candidateId ?? null;
  }

  app.addHook('onRequest', async (request, reply) => {
    const { policy } = request.routeOptions.config;
    if (policy === undefined) return;
    if (policy === 'public' || policy === 'demo-loopback') {
      await count(request, reply, undefined);
      return;
    }
    if (policy === 'student') {
      request.candidateId = await authenticateStudent(request);
      await count(request, reply, request.candidateId === null ? undefined : `candidate:${request.candidateId}`);
      candidateOf(request); // throws
      return;
    }
    // keys and cookies that are none count for the address: made-up ones must not each have a minute of their own
    const caller = await authenticate(request).catch(async (error: unknown) => {
      await count(request, reply, undefined);
      throw error;
    });
    await count(request, reply, caller && countedAs(request, caller));
    request.principal = caller?.principal ?? null;
    request.signedIn = caller?.signedIn ?? null;
    request.machineKey = caller?.key ?? null;
    // who made a key gave the password then; what needs it again is not for keys, which would go round the second factor too
    if (caller && caller.scopes !== null && request.routeOptions.config.recent === true)
      throw new ApiError('forbidden', {
        zh: '此操作涉及账号安全，只能登录后进行，密钥不能使用',
        en: 'This concerns the safety of accounts: it needs somebody who signed in, keys cannot',
      });
    if (!caller)
      principalOf(request); // throws
    else if (policy === 'key')
      machineKeyOf(request); // throws
    else if (policy !== 'signed-in') {
      if (caller.signedIn) checkReadiness(request, caller.signedIn, context);
      admit(request, caller, policy);
    }
  });
}

/** Accounts are counted across their sessions; demo roles, whose actor is shared, by session. */
function countedAs(request: FastifyRequest, { principal, signedIn }: Caller): string {
  if (signedIn) return `account:${signedIn.accountId}`;
  const secret = sessionSecretOf(request);
  return request.headers.authorization === undefined && secret !== undefined ? `session:${hashSecret(secret)}` : (principal?.actor ?? '');
}

/** Whether the account is bound to have a second factor. */
export function needsSecondFactor(
  { membership }: Pick<SignedIn, 'membership'>,
  { demo, secondFactor = 'nobody' }: Pick<ServerContext, 'demo' | 'secondFactor'>,
) {
  if (demo || secondFactor === 'nobody') return false;
  return secondFactor === 'everyone' || membership?.role === 'administrator';
}

/** Whether a session may do more than make itself safe, and whether its password was given of late where that matters. */
function checkReadiness({ routeOptions }: FastifyRequest, signedIn: SignedIn, context: ServerContext): void {
  const { settingUp, recent } = routeOptions.config;
  if (settingUp !== true && signedIn.mustChangePassword)
    throw new ApiError('forbidden', { zh: '请先修改初始密码', en: 'Change the password you were given first' });
  if (settingUp !== true && !signedIn.secondFactor && needsSecondFactor(signedIn, context))
    throw new ApiError('forbidden', { zh: '请先在“我的账号”设置第二验证', en: 'Set up a second factor first, on the page of your account' });
  if (recent === true && +context.clock() - +signedIn.confirmedAt > recentMs)
    throw new ApiError('password_needed', {
      zh: '此操作需要再次输入密码：请先确认，再重试',
      en: 'This needs the password again: confirm it (POST /session/confirmation), then try again',
    });
}

/** Whether somebody who is known may call the route. */
function admit(request: FastifyRequest, { principal, signedIn, scopes, standing }: Caller, policy: 'account' | readonly Role[]): void {
  const { unverified } = request.routeOptions.config;
  if (policy === 'account') {
    if (signedIn) return;
    throw new ApiError('forbidden', {
      zh: '此操作需要用账号登录，密钥与演示角色不能使用',
      en: 'This needs an account that has signed in; keys and demo roles cannot',
    });
  }
  if (principal === null) throw new ApiError('forbidden', { zh: '此账号目前不属于任何单位或角色', en: 'This account has no role at present' });
  if (!policy.includes(principal.role)) {
    throw new ApiError('forbidden', {
      zh: `此操作需要以下角色之一：${policy.map((role) => roleWords[role]).join('、')}`,
      en: `This needs one of the roles ${policy.join(', ')}`,
    });
  }
  const needed = isRead(request) ? 'read' : 'write';
  if (scopes !== null && !scopes.includes(needed))
    throw new ApiError('forbidden', { zh: `此密钥没有 ${needed} 权限`, en: `The key does not have the scope ${needed}` });
  if (standing && unverified !== true) checkStanding(standing);
}
