import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { remembered, rememberedLast } from '#domain/remembered';
import type { AwsEnvironment } from '#platform/aws/aws-environment';
import { AwsError, retryReasonOf, type RetryReason } from '#platform/aws/aws-error';
import { createExchange, type Exchange, type HttpAnswer, type TimeLimits } from '#platform/aws/exchange';
import type { Protocol, Wording } from '#platform/aws/protocols';
import { createSign, type Sign } from '#platform/aws/sign';

/**
 * Asks a service for an operation. Attempts are made again as the SDK’s standard retry mode makes them: what was carried out and
 * not answered is carried out again. @throws AwsError by AWS’s own names; Error named `TimeoutError`
 */
export type AskAws = (operation: string, input: object) => Promise<object>;

export interface AskAwsOptions extends TimeLimits {
  protocol: Protocol;
  environment: () => AwsEnvironment;
  /** The way to an endpoint, where others go it too. Default: one of its own. */
  exchangeTo?: (endpoint: URL) => Exchange;
  attempts: number;
  /** For all attempts with the pauses between them. No pause begins that would not end before. */
  totalMs: number;
  /** The real time. */
  now: () => number;
  pause?: (ms: number) => Promise<unknown>;
  random?: () => number;
}

/** By the SDK’s standard retry mode: pauses before the first retry in milliseconds, what a retry takes of what retries there are. */
const pauseMs: Readonly<Record<RetryReason, number>> = { throttled: 1_000, transient: 50 };
const cost: Readonly<Record<RetryReason, number>> = { throttled: 5, transient: 14 };
const mostCapacity = 500;
const longestPauseMs = 20_000;
/** How much longer than it would be anyway a service may ask a pause to be. */
const longestHintMs = 5_000;

export const createAskAws = ({
  attempts,
  totalMs,
  now,
  pause = sleep,
  random = Math.random,
  ...rest
}: AskAwsOptions): AskAws => {
  const { write } = rest.protocol.wording ?? inJson;
  let capacity = mostCapacity;
  let attempt: Attempt | undefined;
  const pauseAfter = (error: unknown, reason: RetryReason, retries: number): number => {
    const usual = Math.floor(random() * Math.min(pauseMs[reason] * 2 ** retries, longestPauseMs));
    const hint = (error instanceof AwsError && error.retryAfterMs) || 0;
    return Math.max(usual, Math.min(hint, usual + longestHintMs));
  };
  return async (operation, input) => {
    attempt ??= createAttempt({ ...rest, now });
    const body = write(operation, input);
    const endsAt = now() + totalMs;
    let paid = 1;
    for (let retries = 0; ; retries += 1) {
      try {
        const output = await attempt(operation, body, endsAt - now());
        capacity = Math.min(mostCapacity, capacity + paid);
        return output;
      } catch (error) {
        const reason = retryReasonOf(error);
        if (reason === undefined || retries + 1 >= attempts || capacity < cost[reason]) throw error;
        const ms = pauseAfter(error, reason, retries);
        if (now() + ms >= endsAt) throw error;
        capacity -= paid = cost[reason];
        await pause(ms);
      }
    }
  };
};

/** As AWS’s newer services are asked. */
const inJson: Wording = {
  write: (_, input) => JSON.stringify(input),
  read: (text) => {
    try {
      const document: unknown = text === '' ? {} : JSON.parse(text);
      return typeof document === 'object' && document !== null ? { ...document } : undefined;
    } catch {
      return undefined;
    }
  },
};

type Attempt = (operation: string, body: string, leftMs: number) => Promise<object>;

const createAttempt = ({
  protocol: { service, asks, wording: { read } = inJson },
  environment,
  exchangeTo = createExchange,
  now,
  connectMs,
  requestMs,
}: Pick<AskAwsOptions, 'protocol' | 'environment' | 'exchangeTo' | 'now' | keyof TimeLimits>): Attempt => {
  const told = environment();
  const endpoint = told.endpoints[service];
  const signFor = createSign(service, told);
  const askedFor = remembered((operation): { path: string; sign: Sign } => {
    const asked = asks(operation);
    const path = asked.path === '' ? endpoint.pathname : `${endpoint.pathname.replace(/\/$/, '')}${asked.path}`;
    return { path, sign: signFor({ path, headers: { ...asked.headers, 'user-agent': 'att-partner-gateway' } }) };
  });
  const exchange = exchangeTo(endpoint);
  /** How far AWS’s clock is ahead of this process’s, in milliseconds. */
  let aheadMs = 0;
  const timeOf = rememberedLast((date: string) => Date.parse(date));
  const correctClock = ({ date = '', age }: IncomingHttpHeaders): void => {
    const time = timeOf(date);
    // An answer with an age was kept somewhere on its way.
    if (!Number.isNaN(time) && age === undefined) aheadMs = time - now();
  };
  return async (operation, body, leftMs) => {
    const aheadBefore = aheadMs;
    const { path, sign } = askedFor(operation);
    const headers = await sign(body, new Date(now() + aheadMs));
    const limits = { connectMs: Math.min(connectMs, leftMs), requestMs: Math.min(requestMs, leftMs) };
    const answer = await exchange({ path, headers, body }, limits);
    correctClock(answer.headers);
    const isClockCorrected = aheadMs !== aheadBefore && Math.abs(aheadMs) >= skewThatMattersMs;
    return outputOf(answer, read, isClockCorrected);
  };
};

/** AWS takes signatures that are five minutes off. */
const skewThatMattersMs = 4 * 60_000;

const outputOf = ({ status, headers, text }: HttpAnswer, read: Wording['read'], isClockCorrected: boolean): object => {
  const facts = {
    ...{ status, isClockCorrected },
    requestId: textOf(headers['x-amzn-requestid']),
    retryAfterMs: numberOf(headers['x-amz-retry-after']),
  };
  const output = read(text);
  // Nothing of the text, which may be a secret.
  if (!output) throw new AwsError('SyntaxError', facts);
  // Lambda answers well of a function that failed, with what the function threw, which may quote anything.
  if (headers['x-amz-function-error'] !== undefined) throw new AwsError('FunctionError', facts);
  if (status < 300) return output;
  const { __type: type, code, Code, message, Message, ...members } = output;
  const name = nameIn(textOf(type) ?? textOf(code) ?? textOf(Code) ?? textOf(headers['x-amzn-errortype']));
  throw new AwsError(name, { ...facts, message: textOf(message) ?? textOf(Message), members });
};

/** AWS writes `com.amazonaws.dynamodb.v20120810#Name` and `Name:http://…`. */
const nameIn = (type = 'Unknown'): string => {
  const [full = ''] = type.split(/[,:]/);
  return full.slice(full.indexOf('#') + 1);
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'string' && Number.isFinite(Number(value)) ? Number(value) : undefined;
