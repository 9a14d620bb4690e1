import { connect, type Socket } from 'node:net';

/** Where a virus scanner listens: a socket of this machine, or a host and port. */
export type ScannerAddress = { readonly path: string } | { readonly host: string; readonly port: number };

/** The scanner did not answer, or could not look at the file: nothing is known of it. */
export class ScannerError extends Error {
  override readonly name = 'ScannerError';
}

/** Name of what was found, null where nothing was. */
export type ScanFile = (bytes: Uint8Array) => Promise<string | null>;

const pieceBytes = 256 * 1024;
const answerMs = 60_000;
const wordsOf = ({ message, code }: NodeJS.ErrnoException) => (message === '' ? (code ?? 'no reason given') : message);

function* framed(bytes: Uint8Array): Generator<Uint8Array> {
  yield Buffer.from('zINSTREAM\0');
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    const piece = bytes.subarray(from, from + pieceBytes);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    yield length;
    yield piece;
  }
  yield Buffer.alloc(4);
}
/** Waits where the scanner reads slower than we write; one that refuses while we write still gets to say why. */
async function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  for (const part of framed(bytes)) {
    if (!socket.writable) return;
    if (!socket.write(part)) await new Promise<void>((resolve) => socket.once('drain', resolve).once('close', resolve));
  }
}

/** What clamd says to a stream: `stream: OK`, `stream: NAME FOUND`, or an error. */
function verdict(said: string): string | null {
  if (/: OK$/.test(said)) return null;
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1];
  if (found !== undefined) return found;
  throw new ScannerError(said === '' ? 'it closed the connection without an answer' : said);
}

/**
 * A scanner that speaks clamd's protocol (`INSTREAM`): a connection a file, the content in pieces, each after its length in four bytes, big end first; an empty piece ends it.
 *
 * @throws ScannerError where it cannot be reached, says nothing within a minute, or cannot look at the file
 */
export function openScanner(address: ScannerAddress, waitMs = answerMs): ScanFile {
  return async (bytes) => {
    const socket = connect('path' in address ? { path: address.path } : { host: address.host, port: address.port });
    try {
      const said = await new Promise<string>((resolve, reject) => {
        let text = '';
        socket.setTimeout(waitMs, () => {
          reject(new ScannerError(`it said nothing for ${Math.round(waitMs / 1000)} s`));
        });
        socket.on('data', (data: Buffer) => {
          text += data.toString('latin1');
          if (text.includes('\0')) resolve(text);
        });
        socket.on('close', () => {
          resolve(text);
        });
        socket.on('error', (error) => {
          if (text === '') reject(new ScannerError(wordsOf(error)));
          else resolve(text);
        });
        socket.on('connect', () => void write(socket, bytes));
      });
      return verdict(said.replace(/\0.*$/s, '').trim());
    } finally {
      socket.destroy();
    }
  };
}
