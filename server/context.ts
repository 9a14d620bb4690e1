import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal, Role } from '../db/repositories/access.ts';
import type { Database } from '../db/database.ts';
import type { WriteWorkbook } from '../documents/workbook.ts';
import type { JobQueue } from '../workers/queue.ts';

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>;

/** What the composition root gives the server. */
export interface ServerContext {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly clock: () => Date;
  readonly newId: () => string;
  /** Folder with the built pages; without it only the API is served. */
  readonly webRoot?: string;
  /** Demo mode signs a browser on this machine in without an account. */
  readonly demo: boolean;
  readonly engineVersion: string;
  /** Writes spreadsheets off the thread that answers requests; left out, they are written on it. */
  readonly workbooks?: WriteWorkbook;
}

/** Who may call a route: nobody who is not named. `public` needs no key; `authenticated` any role. */
export type Policy = 'public' | 'demo-loopback' | readonly Role[];

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: Policy;
  }
  interface FastifyRequest {
    principal: Principal | null;
  }
}
