import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import etag from '@fastify/etag';
import helmet from '@fastify/helmet';
import { fastifySSE as sse } from '@fastify/sse';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyBaseLogger } from 'fastify';
import { randomUUID } from 'node:crypto';
import * as schemas from '../schemas/index.ts';
import type { App, ServerContext } from './context.ts';
import { ApiError } from './errors.ts';
import { moduleRoutes } from './modules/index.ts';
import { registerListFiles } from './plugins/list-files.ts';
import { registerScan } from './plugins/scan.ts';
import { registerAccess } from './plugins/access.ts';
import { registerAttempts } from './plugins/attempts.ts';
import { registerApiDocuments } from './plugins/documents.ts';
import { registerPages } from './plugins/pages.ts';
import { registerRepeatable } from './plugins/repeatable.ts';
import { registerVersions } from './plugins/versions.ts';
import { sendProblem } from './problems.ts';
import { buildSerializer } from './serializers.ts';
import { buildValidator } from './validators.ts';

const csp = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  styleSrc: ["'self'"],
  scriptSrc: ["'self'"],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
};

/** The whole server, without a port: tests call it through inject. */
export async function buildApp(context: ServerContext, logger?: FastifyBaseLogger): Promise<App> {
  const app: App = Fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    genReqId: () => randomUUID(),
    bodyLimit: 1_048_576,
    trustProxy: trusted(context.trustProxy),
    schemaController: { compilersFactory: { buildValidator, buildSerializer } },
    frameworkErrors: sendProblem,
    routerOptions: { maxParamLength: 150 },
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler((request, reply) => {
    sendProblem(
      new ApiError('not_found', {
        zh: `没有地址 ${request.url}；接口说明见 /api/docs`,
        en: `There is nothing at ${request.url}; the addresses are described at /api/docs`,
      }),
      request,
      reply,
    );
  });
  // JSON only: text/plain is also what a form of another site can send without asking
  app.removeContentTypeParser('text/plain');
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });

  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: csp }, hsts: false });
  await app.register(cookie);
  // before answers are compressed: what is kept is text
  registerRepeatable(app, context);
  await app.register(compress, { threshold: 2048 });
  await app.register(etag, { weak: true });
  registerListFiles(app, context);
  await registerApiDocuments(app);
  await app.register(sse, { heartbeatInterval: 15_000 });
  await registerAttempts(app);
  registerAccess(app, context);
  registerScan(app, context);
  registerVersions(app);

  for (const schema of Object.values(schemas).flatMap(registered)) app.addSchema(schema);
  await app.register(
    async (api: App) => {
      moduleRoutes(api, context);
    },
    { prefix: '/api/v1' },
  );
  if (context.webRoot !== undefined) await registerPages(app, context.webRoot);
  return app;
}

/** Proxies by address, or as many as there are, counted from this server. */
function trusted(proxies: number | string | undefined): string | false | ((address: string, hop: number) => boolean) {
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : (proxies ?? false);
}

/** The schemas of a file that have a name of their own. */
function registered(file: object): { $id: string }[] {
  return Object.values(file).filter((schema): schema is { $id: string } => typeof schema === 'object' && schema !== null && '$id' in schema);
}
