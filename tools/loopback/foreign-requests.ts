import type { IncomingMessage, RequestListener, Server } from 'node:http';

/** Says why a request is refused; undefined when it is not. */
export type Refusal = (request: IncomingMessage) => string | undefined;

const localName = /^(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** As nearly every caller names it: nothing to work out. */
const plainlyLocal = /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d{1,5})?$/;

const isLocal = (address: string): boolean =>
  plainlyLocal.test(address) || localName.test(URL.parse(address)?.hostname ?? '');

/**
 * A page of another site that the browser on this machine shows reaches every port of it, under a name of its own (DNS
 * rebinding) or by posts whose answers it cannot read. Following a link to here is all it may do.
 * @param pages origins of those that may ask all the same
 */
export const refusalOfForeign =
  (pages: readonly string[]): Refusal =>
  ({ headers }) => {
    const { host = '', origin } = headers;
    if (!isLocal(`http://${host}`)) return `Host is “${host}”: ask for localhost or 127.0.0.1.`;
    if (origin !== undefined && pages.includes(origin)) return undefined;
    if (origin !== undefined && !isLocal(origin)) return `Origin is “${origin}”: pages of other sites may not ask.`;
    const isOfOtherSite = headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate';
    return isOfOtherSite ? 'Pages of other sites may not ask.' : undefined;
  };

/** Only who signs with the access key of this run, as the AWS SDK does, may ask: the process that was given it. */
export const refusalWithoutKey =
  (accessKeyId: string): Refusal =>
  ({ headers }) =>
    headers.authorization?.includes(`Credential=${accessKeyId}/`)
      ? undefined
      : 'This port is for the gateway’s own functions.';

const refusalBy = (refusals: readonly Refusal[], request: IncomingMessage): string | undefined => {
  for (const refusalOf of refusals) {
    const detail = refusalOf(request);
    if (detail !== undefined) return detail;
  }
  return undefined;
};

/** Answers 403 itself to requests that any of the refusals is about. */
export const guard = (server: Server, refusals: readonly Refusal[]): void => {
  const listeners = server.listeners('request') as RequestListener[]; // What Node.js types as functions of any kind.
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const detail = refusalBy(refusals, request);
    if (detail === undefined) {
      for (const listener of listeners) listener.call(server, request, response);
      return;
    }
    request.resume();
    response.writeHead(403, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ type: 'about:blank', title: 'Forbidden', status: 403, detail }));
  });
};
