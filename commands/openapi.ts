import { mkdirSync, writeFileSync } from 'node:fs';
import { openSqlite } from '../db/open-sqlite.ts';
import { openFileStore } from '../files/store.ts';
import { buildApp } from '../server/app.ts';
import { openEmbeddedQueue } from '../workers/queue-embedded.ts';

/** Writes the published API description that the web client is generated from. */
const db = openSqlite(':memory:');
const queue = openEmbeddedQueue();
const files = openFileStore('unused');
const app = await buildApp({
  db,
  secretKey: Buffer.alloc(32),
  queue,
  files,
  clock: () => new Date(0),
  newId: () => 'unused',
  demo: false,
  engineVersion: 'unused',
});
await app.ready();
mkdirSync(new URL('../web/src/api/', import.meta.url), { recursive: true });
writeFileSync(new URL('../web/src/api/openapi.json', import.meta.url), JSON.stringify(app.swagger(), null, 2) + '\n');
await app.close();
await queue.close();
await db.close();
