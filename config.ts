import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { secondFactorRules } from './schemas/vocabulary.ts';

/** Settings of a process, from its environment. Read once at the start by an entry point, frozen, passed on. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  /** Explicit wish for (or against) demo mode; without it an empty embedded installation on loopback is a demo. */
  readonly demo?: boolean;
  readonly seed: number;
  readonly seedScale: number;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Worker threads for fits. */
  readonly threads: number;
  /** How long a worker that went away keeps its task. A living one extends its lease long before. */
  readonly leaseMs: number;
  /** Requests a minute and caller, and how many of them may write. */
  readonly rateLimit: number;
  readonly rateLimitWrites: number;
  /** Proxies whose X-Forwarded-* headers are believed: how many stand before the server, or their addresses. */
  readonly trustProxy?: number | string;
  /** The address people open. */
  readonly publicUrl?: string;
  /** A virus scanner (clamd) to which every file that is sent is shown. */
  readonly scanner?: { readonly path: string } | { readonly host: string; readonly port: number };
  /** Name of the first account; left out, made up. */
  readonly firstAdministrator?: string;
  /** Key of the installation, 64 hexadecimal digits; left out, a file in the data folder. */
  readonly secretKey?: string;
  /** Who needs a second factor beside the password. */
  readonly secondFactor: (typeof secondFactorRules)[number];
}

/** One line naming the setting and what it needs. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Env = Readonly<Record<string, string | undefined>>;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
const loopbackHosts = new Set(['127.0.0.1', 'localhost', '::1']);
export const isLoopback = (host: string) => loopbackHosts.has(host);

function whole(env: Env, name: string, fallback: number, minimum: number, maximum: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < minimum || value > maximum)
    throw new ConfigError(`${name} needs a whole number from ${minimum} to ${maximum}, got "${text}"`);
  return value;
}

function oneOf<T extends string>(env: Env, name: string, fallback: T, values: readonly T[]): T {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const found = values.find((value) => value === text);
  if (found === undefined) throw new ConfigError(`${name} needs one of ${values.join(', ')}, got "${text}"`);
  return found;
}

function url(env: Env, name: string, protocols: readonly string[]): string | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  // a Redis on this machine may be named by its socket
  if (!protocols.includes(protocol) && !(name === 'REDIS_URL' && text.startsWith('/'))) {
    throw new ConfigError(`${name} needs an address starting with ${protocols.map((p) => `${p}//`).join(' or ')}, got "${text.replace(/:[^:@/]*@/, ':***@')}"`);
  }
  return text;
}

function host(env: Env): string {
  const text = env['HOST'];
  if (text === undefined || text === '') return '127.0.0.1';
  if (isIP(text) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) throw new ConfigError(`HOST needs a host name or address, got "${text}"`);
  return text;
}

const proxyWords = new Set(['loopback', 'linklocal', 'uniquelocal']);
/** A number of proxies, or addresses, networks (10.0.0.0/8) and words such as loopback, with commas. */
function proxies(env: Env, name: string): number | string | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  if (/^[1-9]$/.test(text)) return Number(text);
  const known = (part: string): boolean => {
    const [address = '', bits] = part.split('/', 2);
    const longest = isIP(address) === 4 ? 32 : 128;
    return proxyWords.has(part) || (isIP(address) !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= longest)));
  };
  if (!text.split(',').every((part) => known(part.trim())))
    throw new ConfigError(`${name} needs a number of proxies from 1 to 9, or their addresses with commas, got "${text}"`);
  return text;
}

/** Where people open the pages. Without TLS browsers know no passkeys, but for this machine. */
function publicAddress(env: Env): string | undefined {
  const text = env['PUBLIC_URL'];
  if (text === undefined || text === '') return undefined;
  const parsed = URL.parse(text);
  const named =
    parsed &&
    isIP(parsed.hostname.replaceAll(/[[\]]/g, '')) === 0 &&
    (parsed.protocol === 'https:' || (parsed.protocol === 'http:' && parsed.hostname === 'localhost'));
  if (!named || parsed.pathname !== '/' || parsed.search !== '' || parsed.hash !== '' || parsed.username !== '')
    throw new ConfigError(`PUBLIC_URL needs https:// and a name, such as https://gongxu.example.cn, got "${text.replace(/:[^:@/]*@/, ':***@')}"`);
  return parsed.origin;
}

/** A socket of this machine (/run/clamav/clamd.ctl), or host:port. */
function listener(env: Env, name: string): Config['scanner'] {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  if (text.startsWith('/')) return { path: text };
  const [, host = '', port = ''] = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+):(\d{1,5})$/i.exec(text) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535)
    throw new ConfigError(`${name} needs a socket (/run/clamav/clamd.ctl) or host:port (127.0.0.1:3310), got "${text}"`);
  return { host: host.replaceAll(/[[\]]/g, ''), port: Number(port) };
}

/** A name to sign in with that nobody guesses from the source. */
function loginName(env: Env, name: string): string | undefined {
  const text = env[name]?.trim().toLowerCase();
  if (text === undefined || text === '') return undefined;
  if (!/^[a-z0-9][a-z0-9._+-]{2,59}(@[a-z0-9.-]+)?$/.test(text) || ['admin', 'administrator', 'root', 'sa'].includes(text))
    throw new ConfigError(`${name} needs a name of 3 to 60 letters, digits and . _ + - that is not admin, administrator, root or sa, got "${text}"`);
  return text;
}

function hexadecimal(env: Env, name: string, digits: number): string | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  // the value is secret: it is not repeated
  if (text.length !== digits || !/^[0-9a-f]+$/i.test(text))
    throw new ConfigError(`${name} needs ${digits} hexadecimal digits (openssl rand -hex ${digits / 2})`);
  return text.toLowerCase();
}

function flag(env: Env, name: string): boolean | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  if (text !== '0' && text !== '1') throw new ConfigError(`${name} needs 0 or 1, got "${text}"`);
  return text === '1';
}

/** Reads and checks the environment. Throws ConfigError with one line that names the first wrong setting. */
export function readConfig(env: Env): Config {
  const databaseUrl = url(env, 'DATABASE_URL', ['postgres:', 'postgresql:']);
  const redisUrl = url(env, 'REDIS_URL', ['redis:', 'rediss:']);
  const demo = flag(env, 'DEMO');
  const trustProxy = proxies(env, 'TRUST_PROXY');
  const publicUrl = publicAddress(env);
  const scanner = listener(env, 'CLAMD_SOCKET');
  const firstAdministrator = loginName(env, 'FIRST_ADMINISTRATOR');
  const secretKey = hexadecimal(env, 'SECRET_KEY', 64);
  return Object.freeze({
    port: whole(env, 'PORT', 3000, 0, 65_535),
    host: host(env),
    dataDir: resolve(env['DATA_DIR'] === undefined || env['DATA_DIR'] === '' ? 'data' : env['DATA_DIR']),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(redisUrl === undefined ? {} : { redisUrl }),
    ...(demo === undefined ? {} : { demo }),
    seed: whole(env, 'SEED', 1, 0, 2 ** 31 - 1),
    seedScale: whole(env, 'SEED_SCALE', 1, 1, 10_000),
    logLevel: oneOf(env, 'LOG_LEVEL', 'info', logLevels),
    threads: whole(env, 'THREADS', 2, 1, 64),
    leaseMs: whole(env, 'LEASE_MS', 30_000, 1_000, 3_600_000),
    rateLimit: whole(env, 'RATE_LIMIT', 3_000, 1, 1_000_000),
    rateLimitWrites: whole(env, 'RATE_LIMIT_WRITES', 600, 1, 1_000_000),
    ...(trustProxy === undefined ? {} : { trustProxy }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(scanner === undefined ? {} : { scanner }),
    ...(firstAdministrator === undefined ? {} : { firstAdministrator }),
    ...(secretKey === undefined ? {} : { secretKey }),
    secondFactor: oneOf(env, 'SECOND_FACTOR', 'administrators', secondFactorRules),
  });
}

/** What the server at the door goes by. */
export function doors({ rateLimit, rateLimitWrites, trustProxy, secondFactor, publicUrl }: Config) {
  return {
    secondFactor,
    limits: { perMinute: rateLimit, writesPerMinute: rateLimitWrites },
    ...(trustProxy === undefined ? {} : { trustProxy }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  };
}

/** Demo mode (sign-in without accounts) is for this machine: with another HOST or a database server it has to be asked for. */
export function checkDemo(config: Config): void {
  if (config.demo === true) return;
  if (!isLoopback(config.host))
    throw new ConfigError(
      `HOST=${config.host} would open the demo city to the network: set DEMO=1 to do so, or start \`npm run server\` for a real installation`,
    );
  if (config.databaseUrl !== undefined) throw new ConfigError('DATABASE_URL with the demo city needs DEMO=1; start `npm run server` for a real installation');
}

/** Opens what a setting names; where that fails, the setting is what to look at. */
export async function opened<T>(setting: keyof typeof openers, opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (cause) {
    const { message, code } = cause as Partial<NodeJS.ErrnoException>;
    const reason = (message === undefined || message === '' ? (code ?? String(cause)) : message).split('\n', 1).join();
    throw new ConfigError(`${setting} needs ${openers[setting]}, got: ${reason}`, { cause });
  }
}
const openers = {
  DATA_DIR: 'a folder that can be written',
  DATABASE_URL: 'a PostgreSQL that answers',
  REDIS_URL: 'a Redis that answers',
  SECRET_KEY: 'the key that this installation began with (secret.key in its first data folder, or the SECRET_KEY given then)',
} as const;

/** Ends a start that failed: in one line where a setting is the reason, with all that is known where it is not. */
export function failStart(error: unknown, env: Env): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const port = env['PORT'] === undefined || env['PORT'] === '' ? '3000' : env['PORT'];
  if (error instanceof ConfigError) console.error(error.message);
  else if (code === 'EADDRINUSE') console.error(`PORT ${port} is in use: choose another, for example PORT=3100`);
  else if (code === 'EACCES') console.error(`PORT ${port} may not be used by this user: choose one above 1023`);
  else if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') console.error(`HOST ${env['HOST'] ?? ''} is no address of this machine`);
  else console.error(error);
  process.exit(1);
}
