import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { createDeadlines } from '#platform/deadlines';
import type { Target } from '#webhooks/target';

/** The specification advises 15 to 30 seconds. */
export const answerTimeoutMs = 15_000;

/** What a receiver made of a request. Its answer’s body is nobody’s business and is not read, unless that is asked for. */
export type PostResult = { status: number; text?: string } | { failure: PostFailure };
export type PostFailure = 'timeout' | 'certificate' | 'connection';

export interface PostOptions {
  headers: Record<string, string>;
  body: string;
  timeoutMs?: number;
  /** Most bytes of the answer’s body to be read; none when left out. What is longer is cut off. */
  wantedBytes?: number;
  /** Certificate authorities beside the public ones; for tests. */
  ca?: string;
}

export type Post = (target: Target, options: PostOptions) => Promise<PostResult>;

const unlessDoneIn = createDeadlines();

/**
 * Sends one request on a connection of its own, to one of the target’s checked addresses: the name is not resolved
 * again, but still the one the certificate must be for and the `Host` that is sent. Redirects are not followed.
 */
export const post: Post = ({ url, addresses }, { headers, body, timeoutMs = answerTimeoutMs, wantedBytes = 0, ca }) =>
  new Promise((resolve) => {
    const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
    const outgoing = send(url, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' },
      lookup: pinnedTo(addresses),
      ...(ca !== undefined && { ca }),
    });
    const inTime = unlessDoneIn(timeoutMs, () => end({ failure: 'timeout' }));
    const end = (result: PostResult): void => {
      inTime();
      outgoing.destroy();
      resolve(result);
    };
    outgoing.on('response', (response) => {
      const status = response.statusCode ?? 0;
      if (wantedBytes === 0) {
        end({ status });
        return;
      }
      let read = Buffer.alloc(0);
      response.on('data', (chunk: Buffer) => {
        read = Buffer.concat([read, chunk]).subarray(0, wantedBytes);
        if (read.length === wantedBytes) end({ status, text: read.toString() });
      });
      response.on('end', () => end({ status, text: read.toString() }));
      response.on('error', () => end({ failure: 'connection' }));
    });
    outgoing.on('error', (error) => end({ failure: isCertificateError(error) ? 'certificate' : 'connection' }));
    outgoing.end(body);
  });

const pinnedTo =
  (addresses: Target['addresses']): LookupFunction =>
  (_hostname, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, [...addresses]);
    else if (first) done(null, first.address, first.family);
    else done(new Error('no address'), '', 4);
  };

const isCertificateError = (error: Error): boolean =>
  'code' in error && /CERT|SIGNED|UNABLE_TO|ALTNAME|ERR_TLS|ERR_SSL/.test(String(error.code));
