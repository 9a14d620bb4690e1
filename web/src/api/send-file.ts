import { renewed } from './again.ts';
import { problemFrom, writeHeaders } from './client.ts';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Sends a file and says how far it has come, from 0 to 1: fetch does not tell. */
export function sendFile<T>(path: string, file: Blob, type: string, progress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries({ 'content-type': type, ...writeHeaders() })) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => {
      progress(total > 0 ? loaded / total : 0);
    };
    request.onerror = () => {
      reject(problemFrom(0, null));
    };
    request.onload = () => {
      const body = parsed(request.responseText);
      const refused = () => {
        reject(problemFrom(request.status, body));
      };
      if (request.status >= 200 && request.status < 300) resolve(body as T);
      else if (request.status !== 401) refused();
      else
        void renewed().then((again) => {
          if (again) resolve(sendFile<T>(path, file, type, progress));
          else refused();
        });
    };
    request.send(file);
  });
}
