import { get as getInClear } from 'node:http';
import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import type { FetchImplementation } from 'jose';

/**
 * Fetches what an issuer signs with. The first use of the global `fetch` takes longer than all else the authorizer does.
 * @throws TypeError as `fetch` does; what the signal says when it is too late
 */
export const fetchKeys: FetchImplementation = (url, { headers, signal }) =>
  new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? get : getInClear;
    const fail = (cause: unknown): void =>
      reject(signal.aborted ? (signal.reason as Error) : new TypeError('The keys cannot be fetched.', { cause }));
    const outgoing = send(url, { headers: Object.fromEntries(headers), signal }, (incoming) => {
      text(incoming)
        .then((body) => resolve(new Response(body, { status: incoming.statusCode ?? 0 })))
        .catch(fail);
    });
    outgoing.once('error', fail);
  });
