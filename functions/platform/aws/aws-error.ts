/** What is known of an answer that was an error, as the SDK tells it. */
interface ErrorFacts {
  status: number;
  requestId: string | undefined;
  message?: string | undefined;
  /** What the answer says besides. */
  members?: object;
  /** How long to wait before the next attempt, in milliseconds, where the service says so. */
  retryAfterMs?: number | undefined;
  /** Whether the clock this process signs by was put right because of it. */
  isClockCorrected?: boolean;
}

/** AWS answered with an error. `name` is AWS’s own, e.g. `ConditionalCheckFailedException`, and members are as the SDK has them. */
export class AwsError extends Error {
  readonly $fault: 'client' | 'server';
  readonly $metadata: { httpStatusCode: number; requestId: string | undefined };
  readonly retryAfterMs: number | undefined;
  readonly isClockCorrected: boolean;

  constructor(name: string, { status, requestId, message, members, ...facts }: ErrorFacts) {
    super(message ?? 'UnknownError');
    Object.assign(this, members);
    this.name = name;
    this.$fault = status < 500 ? 'client' : 'server';
    this.$metadata = { httpStatusCode: status, requestId };
    this.retryAfterMs = facts.retryAfterMs;
    this.isClockCorrected = facts.isClockCorrected ?? false;
  }
}

/** Why a request is worth another attempt. */
export type RetryReason = 'throttled' | 'transient';

const throttlings: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

const transients: ReadonlySet<string> = new Set(['TimeoutError', 'RequestTimeout', 'RequestTimeoutException']);
/** Node’s codes of connections that broke or were not made. */
const transientCodes: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const transientStatuses: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** Errors by which a service says that a signature is of another time. */
const clockErrors: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'AuthFailure',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

/** What is thrown, as far as it says why. */
interface Thrown {
  name?: string;
  code?: string;
  message?: string;
}

/** As the SDK’s standard retry mode judges; undefined for what another attempt would not change. */
export const retryReasonOf = (error: unknown): RetryReason | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  const { name = '', code = '', message = '' }: Thrown = error;
  const status = error instanceof AwsError ? error.$metadata.httpStatusCode : 0;
  if (status === 429 || throttlings.has(name)) return 'throttled';
  const isOfAnotherTime =
    (error instanceof AwsError && error.isClockCorrected && clockErrors.has(name)) ||
    (name === 'InvalidSignatureException' && message.includes('Signature expired'));
  return transients.has(name) || transientCodes.has(code) || transientStatuses.has(status) || isOfAnotherTime
    ? 'transient'
    : undefined;
};
