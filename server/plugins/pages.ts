import fastifyStatic from '@fastify/static';
import { existsSync } from 'node:fs';
import type { App } from '../context.ts';

/** The built pages. Hashed assets never change; any other address of the site is the page itself, which routes on its own. */
export async function registerPages(app: App, root: string): Promise<void> {
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, {
    root,
    preCompressed: true, // the build leaves compressed forms beside its files (vite.config.ts)
    setHeaders(reply, path) {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
