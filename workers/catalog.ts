import { availableParallelism } from 'node:os';
import { Type, type Static, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

/** What there is to know about one kind of job before anyone runs it. */
export interface JobDefinition<S extends TSchema> {
  /** Payloads are ids: the row they name owns the state. Add fields only as optional ones, old workers meet new payloads. */
  readonly schema: S;
  /** Deliveries of one message at most, at least 1. */
  readonly attempts: number;
  /** Pause before the second delivery; it doubles before each later one. */
  readonly backoffMs: number;
  /** Deliveries running side by side in one worker process. */
  readonly concurrency: number;
  /** Messages with the same key are one message while it waits. */
  readonly dedupeKey: (payload: Static<S>) => string;
}
const defineJob = <S extends TSchema>(definition: JobDefinition<S>): JobDefinition<S> => definition;

export const catalog = {
  /** One unit of a forecast run: prepare, fit a batch, or assemble. The row in run_tasks says which. */
  runTask: defineJob({
    schema: Type.Object({ taskId: Type.String({ minLength: 1 }) }),
    attempts: 3,
    backoffMs: 1_000,
    concurrency: Math.max(2, availableParallelism()), // one waits for the database while another computes
    dedupeKey: ({ taskId }) => taskId,
  }),
  /** Something asked about a finished run: a replay, or what a parameter does. The row in run_checks says which. */
  checkRun: defineJob({
    schema: Type.Object({ checkId: Type.String({ minLength: 1 }) }),
    attempts: 3,
    backoffMs: 1_000,
    concurrency: 1, // whoever waits for a run comes first
    dedupeKey: ({ checkId }) => checkId,
  }),
  /** The file of a written report. The row in analyses says whether there is anything left to do. */
  writeAnalysis: defineJob({
    schema: Type.Object({ analysisId: Type.String({ minLength: 1 }) }),
    attempts: 3,
    backoffMs: 1_000,
    concurrency: 1,
    dedupeKey: ({ analysisId }) => analysisId,
  }),
  /** Holds decisions of the conference against what happened, where the newest run knows all of their window. */
  reviewDockets: defineJob({
    schema: Type.Object({}),
    attempts: 3,
    backoffMs: 60_000,
    concurrency: 1,
    dedupeKey: () => 'all',
  }),
  /** Queues again what was left queued, or whose lease ran out. */
  sweepRuns: defineJob({
    schema: Type.Object({}),
    attempts: 1, // the next sweep is the retry
    backoffMs: 1_000,
    concurrency: 1,
    dedupeKey: () => 'all',
  }),
  /** What an import waits for: to be checked, stored, or taken back. The row in imports says which. */
  importSheet: defineJob({
    schema: Type.Object({ importId: Type.String({ minLength: 1 }) }),
    attempts: 3,
    backoffMs: 1_000,
    concurrency: 1, // one writer is what the embedded database has
    dedupeKey: ({ importId }) => importId,
  }),
  /** Queues again imports that a crash left behind, and drops uploads that broke off. */
  sweepImports: defineJob({
    schema: Type.Object({}),
    attempts: 1,
    backoffMs: 1_000,
    concurrency: 1,
    dedupeKey: () => 'all',
  }),
  /** Places the candidates of a round that was closed. The row in placement_rounds says whether there is anything left to do. */
  closePlacement: defineJob({
    schema: Type.Object({ roundId: Type.String({ minLength: 1 }) }),
    attempts: 3,
    backoffMs: 1_000,
    concurrency: 1,
    dedupeKey: ({ roundId }) => roundId,
  }),
  /** Queues again rounds that a crash left behind while closing. */
  sweepPlacements: defineJob({
    schema: Type.Object({}),
    attempts: 1,
    backoffMs: 1_000,
    concurrency: 1,
    dedupeKey: () => 'all',
  }),
  /** Removes contents of files that nothing points at: uploads that broke off, and what was removed long ago. */
  sweepFiles: defineJob({
    schema: Type.Object({}),
    attempts: 1,
    backoffMs: 1_000,
    concurrency: 1,
    dedupeKey: () => 'all',
  }),
  /** Deletes personal data whose time is over. */
  forgetPersonalData: defineJob({
    schema: Type.Object({}),
    attempts: 3,
    backoffMs: 60_000,
    concurrency: 1,
    dedupeKey: () => 'all',
  }),
  /** Reminds units of deadlines, the secretariat of what is overdue, and owners of keys for machines that end soon. */
  remindTasks: defineJob({
    schema: Type.Object({}),
    attempts: 3,
    backoffMs: 60_000,
    concurrency: 1,
    dedupeKey: () => 'all',
  }),
} as const;

export type JobName = keyof typeof catalog;
export const jobNames = Object.keys(catalog) as JobName[];
export type PayloadOf<N extends JobName> = Static<(typeof catalog)[N]['schema']>;

export interface JobContext {
  /** Aborts when this delivery no longer counts: another worker may have the job, or the queue has waited long enough to close. */
  readonly signal: AbortSignal;
  /** 1 for the first delivery. */
  readonly attempt: number;
  /** Nothing follows if this delivery fails. */
  readonly lastAttempt: boolean;
}
/** One handler a job: leaving one out does not compile. Delivery is at least once, so a handler claims its row before it works. */
export type Handlers = { readonly [N in JobName]: (payload: PayloadOf<N>, context: JobContext) => Promise<void> };

/** Thrown by a handler when another delivery cannot help. */
export class TerminalError extends Error {
  override readonly name = 'TerminalError';
}

const validators = Object.fromEntries(jobNames.map((name) => [name, Compile(catalog[name].schema)])) as Record<JobName, ReturnType<typeof Compile>>;

/** Validates what the queue delivered. Throws TerminalError: the same payload will not be better the second time. */
export function parsePayload<N extends JobName>(name: N, payload: unknown): PayloadOf<N> {
  const validator = validators[name];
  if (validator.Check(payload)) return payload as PayloadOf<N>;
  const problem = validator.Errors(payload)[0];
  throw new TerminalError(
    `job ${name} needs a payload by its schema, got ${JSON.stringify(payload)}: ${problem?.instancePath ?? ''} ${problem?.message ?? 'invalid'}`,
  );
}

/** The one place where key function and payload, paired by name in the table, are paired for the compiler. */
export const dedupeKeyOf = <N extends JobName>(name: N, payload: PayloadOf<N>): string =>
  (catalog[name].dedupeKey as (payload: PayloadOf<N>) => string)(payload);

/** Pause after failed delivery number `attempt` (1, 2 …), in milliseconds. */
export const backoffDelayMs = (name: JobName, attempt: number): number => catalog[name].backoffMs * 2 ** (attempt - 1);

/** Tells subscribers that a run's row changed. Only a wake-up: it may be lost or come twice, so they read the row again. */
export const RunEvent = Type.Object({
  runId: Type.String({ minLength: 1 }),
  event: Type.Enum(['progress', 'done', 'failed', 'cancelled']),
  done: Type.Integer({ minimum: 0 }),
  total: Type.Integer({ minimum: 0 }),
  stage: Type.String(),
});
export type RunEvent = Static<typeof RunEvent>;
