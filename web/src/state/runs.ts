import { reactive } from 'vue';
import { api, dataOf, type Run } from '../api/client.ts';
import { followRun } from './follow-run.ts';
import { withSession } from './session.ts';

/** The shown run, the one in progress and those before; views read again when `current` changes. */
export const runs = reactive({
  loaded: false,
  current: null as Run | null,
  live: null as Run | null,
  polling: false,
  recent: [] as Run[],
});
const recentCount = 12;

/** The run a figure is of, as far as the page knows it. */
export const runOf = (runId: string): Run | undefined => (runs.current?.id === runId ? runs.current : runs.recent.find(({ id }) => id === runId));
export const loadRun = (id: string): Promise<Run> => withSession(() => dataOf(api.GET('/api/v1/runs/{id}', { params: { path: { id } } })));
/** What a figure says of its run; when it was finished is known of those listed. */
export const frameRun = ({ runId, asOfYear }: { readonly runId: string; readonly asOfYear: number }) => runOf(runId) ?? { id: runId, asOfYear };

/** The newest data wins, then the newest run: the same choice the API makes when no run is named. */
function newest(succeeded: readonly Run[]): Run | null {
  let best: Run | null = null;
  for (const run of succeeded) if (!best || run.asOfYear > best.asOfYear || (run.asOfYear === best.asOfYear && run.id > best.id)) best = run;
  return best;
}
export const isOver = (run: Run): boolean => run.status !== 'queued' && run.status !== 'running';

export async function loadRuns(): Promise<void> {
  const read = (query: { limit: number; status?: 'succeeded' }) => withSession(() => dataOf(api.GET('/api/v1/runs', { params: { query } })));
  const [recent, succeeded] = await Promise.all([read({ limit: recentCount }), read({ limit: 200, status: 'succeeded' })]);
  const best = newest(succeeded.items);
  if (best?.id !== runs.current?.id) runs.current = best;
  runs.recent = recent.items;
  runs.loaded = true;
}

/** Follows a run to its end; the lists are read again before its final state is returned. */
async function follow(run: Run): Promise<Run> {
  runs.live = run;
  const last = await followRun(
    run,
    () => loadRun(run.id),
    (state) => {
      runs.live = state.run;
      runs.polling = state.polling;
    },
  );
  await loadRuns();
  runs.live = null;
  return last;
}

/** Starts a run and follows it to its end; `begun` is told once the server has taken it. */
export async function startRun(asOfYear: number | undefined, parameters: Readonly<Record<string, number>>, begun: () => void): Promise<Run> {
  const body = { ...(asOfYear === undefined ? {} : { asOfYear }), ...(Object.keys(parameters).length === 0 ? {} : { parameters }) };
  const run = await withSession(() => dataOf(api.POST('/api/v1/runs', { body })));
  begun();
  return follow(run);
}

/** A run someone else started, or one from before the page was opened. */
export async function followUnfinished(): Promise<Run | null> {
  const unfinished = runs.recent.find((run) => !isOver(run));
  return unfinished && !runs.live ? follow(unfinished) : null;
}

export async function cancelRun(id: string): Promise<void> {
  runs.live = await withSession(() => dataOf(api.POST('/api/v1/runs/{id}/cancel', { params: { path: { id } } })));
}
