import { timestampOf } from '#domain/timestamp';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { EndpointUrl } from '#webhooks/delivery-log';
import type { DeliverOptions } from '#webhooks/deliver-options';
import { isVerified, type Endpoint } from '#webhooks/endpoint';
import { note } from '#webhooks/note-delivery';
import type { DeliveryAttempt } from '#webhooks/queue';
import { waitBefore } from '#webhooks/schedule';
import { sendTo } from '#webhooks/send';

/** Whoever does not answer to a challenge three times is not asked again until somebody wants it. */
export const challengeAttempts = 3;

const longestAnswerBytes = 4_096;

/**
 * Asks one of an endpoint’s URLs whether it wants events: sends a challenge, which only who reads it can answer with. It is
 * made for the attempt and kept nowhere.
 * @throws Problem `service-unavailable` when what came of it cannot be kept: it is then asked once more
 */
export const verify = async (
  options: DeliverOptions,
  endpoint: Endpoint,
  attempt: DeliveryAttempt,
  which: EndpointUrl,
): Promise<void> => {
  const { endpoints, queue, now, wireNow, random } = options;
  const url = endpoint[which];
  if (url === undefined || isVerified(endpoint, which)) return;
  const [at, sentAtMs] = [timestampOf(now()), wireNow()];
  const challenge = randomBytes(24).toString('base64url');
  const { text, ...answered } = await sendTo(
    url,
    options,
    endpoint,
    { ...attempt.event, challenge },
    longestAnswerBytes,
  );
  const failure = answered.failure ?? (echoes(text, challenge) ? undefined : 'challenge');
  const made = { at, durationMs: wireNow() - sentAtMs, ...answered, failure, sentTo: which };
  if (failure === undefined) {
    await endpoints.markVerification(endpoint, which, 'verified');
    return note(options, attempt, { ...made, outcome: 'delivered' });
  }
  const next = attempt.attempt + 1;
  const wait = next > challengeAttempts ? undefined : waitBefore(next, random);
  if (wait === undefined) {
    await endpoints.markVerification(endpoint, which, 'failed');
    return note(options, attempt, { ...made, outcome: 'exhausted' });
  }
  await queue.send([{ ...attempt, attempt: next, waitSeconds: wait }]);
  return note(options, attempt, { ...made, outcome: 'failed', nextAttemptAfterSeconds: Math.round(wait) });
};

const answerSchema = z.object({ challenge: z.string() });

const echoes = (text: string | undefined, challenge: string): boolean => {
  try {
    const { data } = answerSchema.safeParse(JSON.parse(text ?? ''));
    return data !== undefined && timingSafeEqual(digest(data.challenge), digest(challenge));
  } catch {
    return false;
  }
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
