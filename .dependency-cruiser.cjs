/**
 * The arrows of ARCHITECTURE.md. Each rule's comment is the sentence that stands there
 * (test/architecture.test.ts compares them), and the message a violation prints.
 */
const ours = '^(forecasting|matching|intake|documents|files|db|workers|server|seed|schemas|commands|bench|test|web)/|^(config|start)\\.ts$';
const only = (room, allowed, comment) => ({
  name: room.replaceAll(/[^a-z]+/g, '-').replace(/^-|-$/g, ''),
  severity: 'error',
  comment,
  from: { path: room },
  to: { path: ours, pathNot: `${room}|${allowed}` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('^(forecasting|matching)/', '^$', 'forecasting and matching import nothing of ours.'),
    {
      name: 'pure-no-io',
      severity: 'error',
      comment: 'forecasting and matching do no I/O: no node core module.',
      from: { path: '^(forecasting|matching)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'forecasting-matching-apart',
      severity: 'error',
      comment: 'forecasting and matching do not import each other.',
      from: { path: '^(forecasting|matching)/' },
      to: { path: '^(forecasting|matching)/', pathNot: '^$1/' },
    },
    only('^schemas/', '^$', 'schemas imports nothing of ours.'),
    only('^db/', '^schemas/', 'db imports schemas only.'),
    only('^(intake|documents|files)/', '^schemas/', 'intake, documents and files import schemas only.'),
    only('^workers/(catalog|queue[^/]*)\\.ts$', '^schemas/|^workers/(catalog|queue)\\.ts$', 'the job catalog and the queue adapters import schemas only.'),
    only('^workers/threads/', '^(forecasting|matching|intake|documents)/', 'worker threads run pure code: forecasting, matching, intake and documents.'),
    only(
      '^workers/imports/',
      '^(schemas|db|intake|matching/titles)/',
      'the import thread runs intake, the matching of titles and repositories on a connection of its own.',
    ),
    only(
      '^workers/handlers/',
      '^(forecasting|matching|intake|documents|files|schemas|db)/|^workers/(catalog|queue|threads/|imports/)',
      'job handlers do not import server, seed or commands.',
    ),
    only(
      '^server/(?!main\\.ts$)',
      '^(schemas|db|intake|documents|files|forecasting|matching)/|^workers/(catalog|queue)\\.ts$',
      'server imports schemas, db, intake, documents, files, the job catalog and the queue port, and of forecasting and matching types and instant functions.',
    ),
    {
      name: 'modules-private',
      severity: 'error',
      comment: "modules of server do not import each other's insides.",
      from: { path: '^server/modules/([^/]+)/' },
      to: { path: '^server/modules/([^/]+)/', pathNot: '^server/modules/$1/' },
    },
    only('^seed/', '^(db|intake|schemas)/', 'seed imports db, intake and schemas only; it shares no code with forecasting.'),
    {
      name: 'composition-roots',
      severity: 'error',
      comment: 'composition roots (start.ts, main.ts of server and workers, commands) are imported by nobody.',
      from: { pathNot: '^test/' },
      to: { path: '^(start\\.ts|(server|workers)/main\\.ts|commands/)' },
    },
    {
      name: 'config-entry-points',
      severity: 'error',
      comment: 'only entry points import config.ts.',
      from: { path: ours, pathNot: '^(start\\.ts|(server|workers)/main\\.ts|commands/|test/|bench/)' },
      to: { path: '^config\\.ts$' },
    },
    {
      name: 'only-db-drizzle-dialects',
      severity: 'error',
      comment: 'only db/open-* and db/dialects/* import a Drizzle dialect or a database driver at run time.',
      from: { pathNot: '^(db/open-[^/]+\\.ts$|db/dialects/|test/|bench/)' },
      to: {
        path: '^node_modules/(drizzle-orm/(better-sqlite3|node-postgres|pglite|sqlite-core|pg-core)|better-sqlite3|pg|@electric-sql)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-queue-bullmq',
      severity: 'error',
      comment: 'only workers/queue-bullmq.ts imports bullmq and ioredis.',
      from: { pathNot: '^(workers/queue-bullmq\\.ts$|test/)' },
      to: { path: '^node_modules/(bullmq|ioredis)/' },
    },
    {
      name: 'only-server-fastify',
      severity: 'error',
      comment: 'only server imports fastify.',
      from: { pathNot: '^(server|test|bench)/' },
      to: { path: '^node_modules/(fastify|@fastify)/' },
    },
    { name: 'no-circular', severity: 'error', comment: 'no import cycles.', from: {}, to: { circular: true } },
    { name: 'not-resolvable', severity: 'error', comment: 'every import resolves.', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(web/|data/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.vue', '.d.ts'],
    },
  },
};
