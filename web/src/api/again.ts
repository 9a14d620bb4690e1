import type { Middleware } from 'openapi-fetch';

type Ask = () => Promise<boolean>;
let renewal: Ask = () => Promise.resolve(false);
/** Asked when an answer says that there is no session any more: true once there is one again. */
export function whenSignedOut(renew: Ask): void {
  renewal = renew;
}
export const renewed: Ask = () => renewal();
let askForPassword: Ask = () => Promise.resolve(false);
/** Called when something needs the password again; whether it was given. */
export function whenPasswordNeeded(ask: Ask): void {
  askForPassword = ask;
}

/** Where sessions begin and end: what is refused there is not asked for again. */
const isDoor = (path: string) => path.startsWith('/api/v1/session') || path === '/api/v1/demo/session';
async function needsPassword(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const problem = (await response.clone().json().catch(() => null)) as { type?: string } | null; // prettier-ignore
  return problem?.type === '/problems/password_needed';
}

/** Sends a request a second time once the person has signed in again, or given the password: nothing typed is lost. `headed` puts what every request carries. */
export function sendingAgain(headed: (request: Request) => Request): Middleware {
  /** Copies of the requests under way: what is read once cannot be sent twice. */
  const copies = new Map<string, Request>();
  return {
    onRequest({ request, id, schemaPath }) {
      if (!isDoor(schemaPath)) copies.set(id, request.clone());
      return headed(request);
    },
    async onResponse({ response, id }) {
      const copy = copies.get(id);
      copies.delete(id);
      if (!copy) return undefined;
      const again = response.status === 401 ? await renewal() : (await needsPassword(response)) && (await askForPassword());
      return again ? fetch(headed(copy)) : undefined;
    },
    onError({ id }) {
      copies.delete(id);
    },
  };
}
