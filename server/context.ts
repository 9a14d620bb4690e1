import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MachineKeyRow, Principal, Role } from '../db/repositories/access.ts';
import type { SignedIn } from '../db/repositories/account-sessions.ts';
import type { Database } from '../db/database.ts';
import type { WriteSheetBook } from '../documents/sheet-book.ts';
import type { WriteWord } from '../documents/word/blocks.ts';
import type { WriteWorkbook } from '../documents/workbook.ts';
import type { ScanFile } from '../files/scan.ts';
import type { FileStore } from '../files/store.ts';
import type { RoundCheck, RoundInput } from '../matching/placement/round.ts';
import type { secondFactorRules } from '../schemas/vocabulary.ts';
import type { JobQueue } from '../workers/queue.ts';

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>;

/** Requests a minute and caller: all of them, and those that write. */
export interface Limits {
  readonly perMinute: number;
  readonly writesPerMinute: number;
}

/** A placement round and where its candidates are, under natural keys. */
export interface PlacedRound {
  readonly input: RoundInput;
  readonly placed: ReadonlyMap<string, string>;
  readonly closed: ReadonlySet<string>;
}

/** What the composition root gives the server. */
export interface ServerContext {
  readonly db: Database;
  readonly queue: JobQueue;
  /** Contents of attachments. */
  readonly files: FileStore;
  /** Looks for viruses in files that are sent; left out, nobody does. */
  readonly scan?: ScanFile;
  readonly clock: () => Date;
  readonly newId: () => string;
  /** Folder with the built pages; without it only the API is served. */
  readonly webRoot?: string;
  /** Kept apart from the database: passwords are hashed with it, second factors sealed. */
  readonly secretKey: Buffer;
  /** For whom a second factor is a must; left out, nobody. */
  readonly secondFactor?: (typeof secondFactorRules)[number];
  /** The address people open, `https://name`: passkeys belong to it. Left out, they work as http://localhost only. */
  readonly publicUrl?: string;
  /** Demo mode signs a browser on this machine in without an account. */
  readonly demo: boolean;
  readonly engineVersion: string;
  /** Requests a minute and caller; left out, nobody is counted. */
  readonly limits?: Limits;
  /** Whose X-Forwarded-* headers are believed: addresses, or how many proxies stand before this server. Left out, nobody's. */
  readonly trustProxy?: number | string;
  /** Writes spreadsheets off the thread that answers requests; left out, they are written on it. */
  readonly workbooks?: WriteWorkbook;
  /** Looks at a placement outcome that was changed by hand, on another thread; left out, on this one. */
  readonly checkPlacement?: (round: PlacedRound) => Promise<RoundCheck>;
  /** Writes templates and returned copies likewise. */
  readonly sheetBooks?: WriteSheetBook;
  /** Writes Word documents likewise. */
  readonly words?: WriteWord;
}

/**
 * Who may call a route: nobody who is not named. `public` needs nothing; `signed-in` any key or session; `account` a person who signed in, whatever
 * the role, once the password is their own; `student` a candidate of a placement round who came in with a code; `key` a machine with its key itself, not with a token of it; a list of roles a key or session of one of them, whose organisation is verified.
 */
export type Policy = 'public' | 'demo-loopback' | 'signed-in' | 'account' | 'student' | 'key' | readonly Role[];

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: Policy;
    /** Members of organisations that wait for verification may call it too. */
    unverified?: boolean;
    /** May be called before a password that somebody else made is changed, and before a second factor that is a must is there. */
    settingUp?: boolean;
    /** Needs the password again, where a session gave it more than a quarter of an hour ago. */
    recent?: boolean;
  }
  interface FastifyRequest {
    principal: Principal | null;
    signedIn: SignedIn | null;
    /** The candidate that the policy `student` let in. */
    candidateId: string | null;
    /** The key that the policy `key` let in. */
    machineKey: MachineKeyRow | null;
  }
}
