import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { get as getInClear } from 'node:http';
import { get } from 'node:https';
import { json } from 'node:stream/consumers';
import { createDeadlines } from '#platform/deadlines';

/** An issuer’s keys cannot be had: nothing is said of the token. */
export class KeysUnavailable extends Error {}

/** For so long keys are taken for the issuer’s. */
const maxAgeMs = 10 * 60_000;
/** A token of a key that is not known makes them be read again, and not more often: anyone can name a key. */
const cooldownMs = 30_000;

/**
 * Keys an issuer signs with, from where it publishes them. As jose’s `createRemoteJWKSet`, whose `Headers` load all that `fetch` needs:
 * a quarter of what a new authorizer takes before its first answer.
 * @param now milliseconds since the epoch
 */
export const createIssuerKeys = (url: URL, now: () => number, timeoutMs = 5_000): JWTVerifyGetKey => {
  let known: { readAtMs: number; keyOf: JWTVerifyGetKey } | undefined;
  let reading: Promise<JWTVerifyGetKey> | undefined;
  const read = (): Promise<JWTVerifyGetKey> => {
    reading ??= keySetAt(url, timeoutMs)
      .then((keyOf) => {
        known = { readAtMs: now(), keyOf };
        return keyOf;
      })
      .finally(() => (reading = undefined));
    return reading;
  };
  return async (header, token) => {
    const isYoung = known !== undefined && now() - known.readAtMs < maxAgeMs;
    const keyOf = known && isYoung ? known.keyOf : await read();
    try {
      return await keyOf(header, token);
    } catch (error) {
      const isCoolingDown = known !== undefined && now() - known.readAtMs < cooldownMs;
      if (!(error instanceof errors.JWKSNoMatchingKey) || isCoolingDown) throw error;
      return (await read())(header, token);
    }
  };
};

/** @throws KeysUnavailable */
const keySetAt = async (url: URL, timeoutMs: number): Promise<JWTVerifyGetKey> => {
  try {
    // It looks at the form itself.
    return createLocalJWKSet((await jsonAt(url, timeoutMs)) as JSONWebKeySet);
  } catch (cause) {
    throw new KeysUnavailable('The keys of the token issuer cannot be had.', { cause });
  }
};

const unlessDoneIn = createDeadlines();

const jsonAt = (url: URL, timeoutMs: number): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? get : getInClear;
    const headers = { accept: 'application/json, application/jwk-set+json' };
    const outgoing = send(url, { headers }, (incoming) => {
      if (incoming.statusCode === 200) json(incoming).then(resolve, reject);
      else {
        incoming.resume();
        reject(new Error(`answered ${incoming.statusCode}`));
      }
    });
    const done = unlessDoneIn(timeoutMs, () => outgoing.destroy(new Error('took too long')));
    outgoing.once('error', reject).once('close', done);
  });
