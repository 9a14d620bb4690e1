import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { createPasskeyRepository, type PasskeyRow } from '../db/repositories/passkeys.ts';
import type { PasskeyAnswer, PasskeyChallenge, PasskeyDraft, PasskeyInput } from '../schemas/passkeys.ts';
import type { ServerContext } from './context.ts';
import { ApiError } from './errors.ts';

/** Five minutes to take the device out of a pocket. */
const challengeMs = 300_000;
const siteName = '产教供需';
/** EdDSA, ES256, RS256 (COSE): what devices have; newer ones are experimental in Node. */
const algorithms = [-8, -7, -257];

/** The site a passkey belongs to, and the address its page is read from. */
export interface Site {
  readonly id: string;
  readonly origin: string;
}
/** An answer, where it was given, and the session that asked; at sign-in there is none yet. */
export interface GivenPasskey {
  readonly answer: PasskeyAnswer;
  readonly site: Site | undefined;
  readonly sessionId: string | null;
}

/** The address of the settings; without one, this machine under its name. An address of numbers cannot have passkeys, and the name a request claims is not believed. */
export function siteOf({ protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>, publicUrl: string | undefined): Site | undefined {
  if (publicUrl !== undefined) {
    const { hostname, origin } = new URL(publicUrl);
    return { id: hostname, origin };
  }
  return host.replace(/:\d+$/, '') === 'localhost' ? { id: 'localhost', origin: `${protocol}://${host}` } : undefined;
}
function sited(site: Site | undefined): Site {
  if (site) return site;
  throw new ApiError('conflict', {
    zh: '通行密钥与网站名称绑定：请管理员设置 PUBLIC_URL，或在本机用 http://localhost 打开本页',
    en: 'A passkey belongs to the name of a site: PUBLIC_URL has to be set, or the page be opened as http://localhost on this machine',
  });
}

const described = ({ credentialId, transports }: PasskeyRow) => ({ id: credentialId, type: 'public-key', transports });
/** The library is large and few requests need it. */
const library = () => import('@simplewebauthn/server');

/** Passkeys and security keys (WebAuthn level 2) as a second factor: made, and asked to sign. Challenges are rows, taken once, by the session that asked. */
export function createPasskeys({ db, clock, newId }: Pick<ServerContext, 'db' | 'clock' | 'newId'>) {
  const passkeys = createPasskeyRepository(db);
  async function ask(accountId: string, sessionId: string | null, purpose: 'register' | 'confirm' | 'sign_in', challenge: string): Promise<string> {
    const id = randomBytes(32).toString('base64url');
    const now = clock();
    await passkeys.ask({ id, accountId, sessionId, purpose, challenge, expiresAt: new Date(+now + challengeMs) }, now);
    return id;
  }
  return {
    list: (accountId: string) => passkeys.list(accountId),
    /** What the browser makes a passkey from. */
    async draft({ accountId, sessionId, login }: { readonly accountId: string; readonly sessionId: string; readonly login: string }, from: Site | undefined) {
      const site = sited(from);
      const excludeCredentials = (await passkeys.list(accountId)).map(described);
      const { generateRegistrationOptions } = await library();
      const { challenge, rp, user, pubKeyCredParams } = await generateRegistrationOptions({
        ...{ rpName: siteName, rpID: site.id, userName: login, userID: new Uint8Array(Buffer.from(accountId)), excludeCredentials },
        supportedAlgorithmIDs: algorithms,
      });
      const draft: PasskeyDraft = {
        ...{ challengeId: await ask(accountId, sessionId, 'register', challenge), challenge, rp: { id: site.id, name: rp.name } },
        ...{ user: { id: user.id, name: user.name, displayName: user.displayName }, timeout: challengeMs, excludeCredentials },
        pubKeyCredParams: pubKeyCredParams.map(({ alg, type }) => ({ alg, type })),
      };
      return draft;
    },
    /** The passkey that answered; undefined where the answer is to no challenge of the session, or not of this site. */
    async made({ accountId, sessionId }: { readonly accountId: string; readonly sessionId: string }, input: PasskeyInput, from: Site | undefined) {
      const site = sited(from);
      const { challengeId, credentialId, clientDataJSON, attestationObject, transports = [], name } = input;
      const at = clock();
      const expectedChallenge = await passkeys.take({ id: challengeId, accountId, sessionId, purpose: 'register' }, at);
      if (expectedChallenge === undefined) return undefined;
      const { verifyRegistrationResponse } = await library();
      const response = {
        id: credentialId,
        rawId: credentialId,
        type: 'public-key' as const,
        clientExtensionResults: {},
        response: { clientDataJSON, attestationObject },
      };
      const expected = {
        expectedChallenge,
        expectedOrigin: site.origin,
        expectedRPID: site.id,
        requireUserVerification: false,
        supportedAlgorithmIDs: algorithms,
      };
      const checked = await verifyRegistrationResponse({ response, ...expected }).catch(() => undefined); // it throws on whatever does not fit
      if (checked?.verified !== true) return undefined;
      const { id, publicKey, counter } = checked.registrationInfo.credential;
      const row: PasskeyRow = {
        ...{ id: newId(), accountId, credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter },
        ...{ transports: [...transports], name: name.trim(), createdAt: at, lastUsedAt: null },
      };
      return row;
    },
    /** A challenge to the passkeys of an account, for its session or, at sign-in, for who gave its password. */
    async challenge(accountId: string, sessionId: string | null, from: Site | undefined): Promise<PasskeyChallenge> {
      const site = sited(from);
      const allowCredentials = (await passkeys.list(accountId)).map(described);
      if (allowCredentials.length === 0)
        throw new ApiError('conflict', {
          zh: '此账号没有通行密钥，请输入验证码或恢复码',
          en: 'The account has no passkey: give a code of the generator, or a recovery code',
        });
      const { generateAuthenticationOptions } = await library();
      const { challenge } = await generateAuthenticationOptions({ rpID: site.id });
      const challengeId = await ask(accountId, sessionId, sessionId === null ? 'sign_in' : 'confirm', challenge);
      return { challengeId, challenge, rpId: site.id, timeout: challengeMs, userVerification: 'preferred', allowCredentials };
    },
    /** Whether the answer lets the account in; it does so once, and its count has to be above the last: a copied device falls behind. */
    async accepts(accountId: string, { answer, site, sessionId }: GivenPasskey): Promise<boolean> {
      const { challengeId: id, credentialId, clientDataJSON, authenticatorData, signature } = answer;
      const purpose = sessionId === null ? 'sign_in' : 'confirm';
      const expectedChallenge = await passkeys.take({ id, accountId, sessionId, purpose }, clock());
      const passkey = (await passkeys.list(accountId)).find((one) => one.credentialId === credentialId);
      if (expectedChallenge === undefined || !passkey || !site) return false;
      const { verifyAuthenticationResponse } = await library();
      const checked = await verifyAuthenticationResponse({
        response: {
          ...{ id: credentialId, rawId: credentialId, type: 'public-key', clientExtensionResults: {} },
          response: { clientDataJSON, authenticatorData, signature },
        },
        ...{ expectedChallenge, expectedOrigin: site.origin, expectedRPID: site.id, requireUserVerification: false },
        credential: { id: credentialId, publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')), counter: passkey.counter },
      }).catch(() => undefined); // it throws on whatever does not fit
      return checked?.verified === true && passkeys.use(passkey.id, checked.authenticationInfo.newCounter, clock());
    },
  };
}
