import type { Run } from '../api/client.ts';

const pollMs = 3_000;
interface Progress {
  readonly run: Run;
  readonly polling: boolean;
}
const isRunning = (run: Run) => run.status === 'queued' || run.status === 'running';

/** Live progress through server-sent events; if the stream breaks the run is read every three seconds. Resolves with the finished run. */
export function followRun(start: Run, read: () => Promise<Run>, report: (progress: Progress) => void): Promise<Run> {
  return new Promise((resolve, reject) => {
    let run = start;
    const finish = () => {
      read().then(resolve, reject);
    };
    const poll = (polling: boolean) => {
      read().then(
        (found) => {
          run = found;
          report({ run, polling });
          if (isRunning(run)) setTimeout(poll, pollMs, true);
          else resolve(run);
        },
        () => setTimeout(poll, pollMs, true), // the server may be restarting: the run itself survives that
      );
    };
    if (typeof EventSource === 'undefined') {
      poll(true);
      return;
    }
    const events = new EventSource(`/api/v1/runs/${start.id}/events`);
    events.addEventListener('progress', (message: MessageEvent<string>) => {
      run = { ...run, ...(JSON.parse(message.data) as Pick<Run, 'status' | 'stage' | 'done' | 'total' | 'error'>) };
      report({ run, polling: false });
    });
    for (const name of ['done', 'failed', 'cancelled']) {
      events.addEventListener(name, () => {
        events.close();
        finish();
      });
    }
    events.addEventListener('error', () => {
      events.close();
      poll(true);
    });
  });
}
