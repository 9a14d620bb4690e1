const last = 'renewed';
/** A file that is missing after that, too, is missing for another reason. */
const pauseMs = 10_000;

/** An error of a file of the pages that could not be fetched, as the browsers say it. */
export const isMissingFile = (error: unknown): boolean => error instanceof TypeError || (error instanceof Error && error.message.includes('preload'));

/**
 * After an update of the server the files are gone that a page opened before still asks for: the page is loaded anew, at the address the reader wanted.
 *
 * @returns whether it is; not while the server does not answer, nor twice in a row
 */
export async function renew(address: string): Promise<boolean> {
  const answers = await fetch('/', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!answers || Date.now() - Number(sessionStorage.getItem(last) ?? 0) < pauseMs) return false;
  sessionStorage.setItem(last, String(Date.now()));
  history.replaceState(history.state, '', address);
  location.reload();
  return true;
}
