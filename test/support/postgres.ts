import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

const serverUrl = inject('postgresUrl');
export const hasPostgres = serverUrl !== null;

/** A new empty database on the test server; returns its address. */
export async function createDatabase(): Promise<string> {
  if (serverUrl === null) throw new Error('this test needs PostgreSQL, got none: guard it with hasPostgres');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
