import type { ResourceEvent } from '#events/event';
import type { EndpointUrl, Failure } from '#webhooks/delivery-log';
import { isVerified, secretsInUse, type Endpoint } from '#webhooks/endpoint';
import type { Post } from '#webhooks/post';
import { signatureHeaders } from '#webhooks/secret';
import type { SigningSecrets } from '#webhooks/signing-secrets';
import { checkedTarget, TargetRefusal, type Resolve, type TargetPolicy } from '#webhooks/target';

export interface SendOptions {
  post: Post;
  resolve: Resolve;
  policy: TargetPolicy;
  signing: Pick<SigningSecrets, 'open'>;
  /** How long a secret is in use goes by it. */
  now: () => number;
  /** The real time: receivers compare the timestamp of a message with theirs. */
  wireNow: () => number;
}

/** What came of sending an event to one URL; delivered unless there is a failure. */
interface Result {
  failure?: Failure;
  status?: number;
  /** The answer’s body, where it is wanted. */
  text?: string;
}

/** What came of an attempt, at the URL it ended at. */
export interface Sent extends Result {
  sentTo: EndpointUrl;
  /** How it failed at `url` before it was made at `failoverUrl`. */
  atUrl?: Result & { failure: Failure };
}

/**
 * Sends an event to the endpoint, and when its `url` fails to its `failoverUrl` at once. A 410 of `url` is meant for
 * both; one of `failoverUrl` is a failure like any other, because it says nothing about `url`. One that is not verified is not
 * asked.
 */
export const send = async (options: SendOptions, endpoint: Endpoint, event: ResourceEvent): Promise<Sent> => {
  const { failure, ...rest } = await sendTo(endpoint.url, options, endpoint, event);
  if (failure === undefined) return { ...rest, sentTo: 'url' };
  if (failure === 'gone' || endpoint.failoverUrl === undefined || !isVerified(endpoint, 'failoverUrl'))
    return { ...rest, failure, sentTo: 'url' };
  const second = await sendTo(endpoint.failoverUrl, options, endpoint, event);
  return {
    ...second,
    ...(second.failure === 'gone' && { failure: 'status' }),
    sentTo: 'failoverUrl',
    atUrl: { ...rest, failure },
  };
};

/** @param wantedBytes how much of the answer’s body is read; none when left out */
export const sendTo = async (
  url: string,
  { post, resolve, policy, signing, now, wireNow }: SendOptions,
  endpoint: Endpoint,
  event: ResourceEvent,
  wantedBytes?: number,
): Promise<Result> => {
  try {
    const target = await checkedTarget(url, policy, resolve);
    const body = JSON.stringify(event);
    const secrets = await Promise.all(secretsInUse(endpoint, now()).map((stored) => signing.open(endpoint, stored)));
    const message = { id: event.id, timestamp: Math.floor(wireNow() / 1000), body };
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'att-partner-gateway-webhooks/1',
      ...signatureHeaders(secrets, message),
    };
    const answer = await post(target, { headers, body, ...(wantedBytes !== undefined && { wantedBytes }) });
    if (!('status' in answer)) return answer;
    return { ...judged(answer.status), ...(answer.text !== undefined && { text: answer.text }) };
  } catch (error) {
    if (!(error instanceof TargetRefusal)) throw error;
    return { failure: error.isNameless ? 'not-found' : 'not-public' };
  }
};

const judged = (status: number): Result => {
  if (status >= 200 && status < 300) return { status };
  if (status >= 300 && status < 400) return { status, failure: 'redirect' };
  return { status, failure: status === 410 ? 'gone' : 'status' };
};
