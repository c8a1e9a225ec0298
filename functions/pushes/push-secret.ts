import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { Problem } from '#domain/problems/problems';
import type { ReadSecret } from '#platform/aws/secrets';
import { errorFacts, type Log } from '#platform/log';

const value = z.string().regex(/^[\x21-\x7e](?:[\x20-\x7e]{14,510})[\x21-\x7e]$/, 'must be 16 to 512 characters');

/** What the secret holds: the whole value of the header and, while it is changed, another one that is as good. */
export const pushSecretSchema = z.object({ current: value, next: value.optional() });

/** Name of the secret that pushes of one Solution Provider’s are known by. */
export const pushSecretName = (prefix: string, solutionProvider: string): string =>
  `${prefix}/${solutionProvider}/pushes`;

/** How long a secret is used from memory. */
const lifetimeMs = 60_000;

/** Whether a text is what a Solution Provider’s pushes are known by. @throws Problem `service-unavailable` when nobody can tell */
export type IsPushSecret = (solutionProvider: string, given: string) => Promise<boolean>;

interface PushSecretOptions {
  readSecret: ReadSecret;
  prefix: string;
  log: Log;
  wireNow: () => number;
}

export const createIsPushSecret = ({ readSecret, prefix, log, wireNow }: PushSecretOptions): IsPushSecret => {
  const known = new Map<string, { readAtMs: number; values: Promise<string[]> }>();

  const read = async (solutionProvider: string): Promise<string[]> => {
    try {
      const secret = await readSecret(pushSecretName(prefix, solutionProvider));
      const { current, next } = pushSecretSchema.parse(JSON.parse(secret));
      return next === undefined ? [current] : [current, next];
    } catch (cause) {
      log.error('push-secret-unusable', { solutionProvider, ...errorFacts(cause) });
      throw new Problem('service-unavailable', { retryAfterSeconds: 30 }, { cause });
    }
  };

  const valuesOf = (solutionProvider: string): Promise<string[]> => {
    const entry = known.get(solutionProvider);
    if (entry && wireNow() - entry.readAtMs < lifetimeMs) return entry.values;
    const values = read(solutionProvider);
    known.set(solutionProvider, { readAtMs: wireNow(), values });
    values.catch(() => known.delete(solutionProvider));
    return values;
  };

  return async (solutionProvider, given) => {
    const values = await valuesOf(solutionProvider);
    // All are compared, each in the same time whatever is given.
    return values.map((one) => timingSafeEqual(digest(one), digest(given))).includes(true);
  };
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
