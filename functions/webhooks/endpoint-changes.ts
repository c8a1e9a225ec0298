import { timestampOf } from '#domain/timestamp';
import { createHash, randomBytes } from 'node:crypto';
import { endpointUrls, type EndpointUrl } from '#webhooks/delivery-log';
import {
  isVerified,
  overlapMs,
  verificationAt,
  type DisabledReason,
  type Endpoint,
  type EndpointEntry,
  type SealedSecret,
} from '#webhooks/endpoint';

export type NewEndpoint = Pick<Endpoint, 'solutionProvider' | 'url' | 'failoverUrl' | 'types' | 'description'> & {
  /** A random one when left out. */
  id?: string;
};
/** Null takes the URL away. */
export type EndpointChange = Partial<Pick<Endpoint, 'url' | 'types' | 'description' | 'enabled'>> & {
  failoverUrl?: string | null;
};

/** The same for the same Solution Provider and idempotency key. */
export const endpointIdOf = (solutionProvider: string, idempotencyKey: string): string =>
  `we_${createHash('sha256')
    .update(JSON.stringify([solutionProvider, idempotencyKey]))
    .digest('base64url')
    .slice(0, 16)}`;

export const newEndpointId = (): string => `we_${randomBytes(12).toString('base64url')}`;

export const newEndpoint = (fresh: NewEndpoint & { id: string }, secret: SealedSecret, at: string): Endpoint => ({
  ...fresh,
  urlVerification: 'pending',
  ...(fresh.failoverUrl !== undefined && { failoverUrlVerification: 'pending' }),
  enabled: true,
  createdAt: at,
  updatedAt: at,
  secrets: [secret],
  timeline: [],
});

/** The endpoint with what a partner wants of it. */
export const changed = (endpoint: Endpoint, change: EndpointChange, at: string): Endpoint => {
  const { failoverUrl, ...rest } = { ...endpoint, ...change, updatedAt: at };
  const next = { ...rest, ...(typeof failoverUrl === 'string' && { failoverUrl }) };
  return switched(askedOfNew(next, endpoint), endpoint.enabled, 'by-request');
};

/** The endpoint with every URL to be asked that it had not before. */
const askedOfNew = (next: Endpoint, before: Endpoint): Endpoint => {
  const verified = endpointUrls.filter((which) => isVerified(before, which)).map((which) => before[which]);
  const verificationOf = (which: EndpointUrl): Endpoint['urlVerification'] => {
    if (next[which] === undefined || verified.includes(next[which])) return undefined;
    return next[which] === before[which] ? before[verificationAt[which]] : 'pending';
  };
  return {
    ...next,
    urlVerification: verificationOf('url'),
    failoverUrlVerification: verificationOf('failoverUrl'),
  };
};

/** The endpoint with every URL to be asked again that has not answered. */
export const askedAgain = (endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  ...(endpoint.urlVerification && { urlVerification: 'pending' }),
  ...(endpoint.failoverUrlVerification && { failoverUrlVerification: 'pending' }),
});

/** The endpoint switched off. */
export const disabled = (endpoint: Endpoint, reason: DisabledReason, at: string): Endpoint =>
  switched({ ...endpoint, enabled: false, updatedAt: at }, endpoint.enabled, reason);

/** The endpoint with a new secret, and beside it for a while the newest of those before. */
export const withNewSecret = (endpoint: Endpoint, secret: SealedSecret, at: string): Endpoint => {
  const validUntil = timestampOf(Date.parse(at) + overlapMs);
  const [newest] = endpoint.secrets;
  const before = newest ? [{ ...newest, validUntil }] : [];
  return { ...endpoint, secrets: [secret, ...before], updatedAt: at };
};

/** The endpoint with what its being switched on or off means. */
const switched = (next: Endpoint, wasEnabled: boolean, reason: DisabledReason): Endpoint => {
  if (next.enabled === wasEnabled) return next;
  const { disabledReason: _reason, failingSince: _since, ...rest } = next;
  const entry: EndpointEntry = next.enabled
    ? { at: next.updatedAt, type: 'enabled', before: 'disabled', after: 'enabled' }
    : { at: next.updatedAt, type: 'disabled', before: 'enabled', after: 'disabled', reason };
  return { ...rest, ...(!next.enabled && { disabledReason: reason }), timeline: [...next.timeline, entry] };
};
