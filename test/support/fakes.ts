import type { WebhookTargets } from '#routes/webhooks/require-targets';
import type { AttClient } from '#att/client';
import type { UpstreamCall, UpstreamResult } from '#att/upstream-call';
import type { Transport, WireAnswer, WireRequest } from '#att/transport';
import type { CredentialSecret } from '#att/secret';
import type { ReadSecret } from '#platform/aws/secrets';
import type { Log, LogFacts, LogMessage } from '#platform/log';
import type { RestrictionOf } from '#platform/restrictions';
import { metricDocument, type MetricSubject, type Metrics, type MetricValues } from '#platform/metrics';

export interface LogLine {
  level: 'info' | 'warn' | 'error';
  message: LogMessage;
  facts: LogFacts;
}

/** Every Solution Provider is served. */
export const nobodyRestricted: RestrictionOf = () => Promise.resolve(undefined);

let everyLine: Record<string, unknown>[] | undefined;

/** Every line that any of the logs and metrics below is told from now on, as the log has it. */
export const keepEveryLine = (): readonly object[] => (everyLine = []);

/** A log that keeps its lines. */
export const recordingLog = (): Log & { lines: LogLine[] } => {
  const lines: LogLine[] = [];
  const at = (level: LogLine['level']) => (message: LogMessage, facts: LogFacts) => {
    lines.push({ level, message, facts });
    everyLine?.push({ level: level.toUpperCase(), message, ...facts });
  };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
};

export interface Emission {
  about: MetricSubject;
  values: MetricValues;
  /** The line of the log that is the same, with what it is about. */
  line?: Omit<LogLine, 'level'>;
}

export const recordingMetrics = (): Metrics & { emitted: Emission[] } => {
  const emitted: Emission[] = [];
  return {
    emitted,
    emit: (about, values, line) => {
      const { operation, solutionProvider } = about;
      emitted.push({
        about,
        values,
        ...(line && { line: { message: line.message, facts: { operation, solutionProvider, ...line.facts } } }),
      });
      everyLine?.push(JSON.parse(metricDocument('tests', about, values, line)) as Record<string, unknown>);
    },
  };
};

export interface Clock {
  now: () => number;
  advance: (milliseconds: number) => void;
  /** Passes the time at once. */
  pause: (milliseconds: number) => Promise<void>;
  /** Every pause asked for. */
  pauses: number[];
}

export const fixedClock = (startMs = Date.UTC(2026, 10, 2, 12)): Clock => {
  let time = startMs;
  const pauses: number[] = [];
  const advance = (milliseconds: number): void => void (time += milliseconds);
  const pause = (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds);
    advance(milliseconds);
    return Promise.resolve();
  };
  return { now: () => time, advance, pause, pauses };
};

type SecretSource = CredentialSecret | string | Error;

/** Secrets Manager that holds what `secrets` holds at the time it is asked, and remembers who asked for what. */
export const fakeSecretsManager = (
  secrets: Record<string, SecretSource>,
): { readSecret: ReadSecret; asked: string[] } => {
  const asked: string[] = [];
  const readSecret: ReadSecret = async (name) => {
    asked.push(name);
    await new Promise(setImmediate);
    const secret = secrets[name];
    if (secret === undefined) throw Object.assign(new Error(`no ${name}`), { name: 'ResourceNotFoundException' });
    if (secret instanceof Error) throw secret;
    return typeof secret === 'string' ? secret : JSON.stringify(secret);
  };
  return { asked, readSecret };
};

type Reply = WireAnswer | Error | ((request: WireRequest) => WireAnswer | Error);

export interface SentRequest {
  request: WireRequest;
  deadlineMs: number;
}

/** AT&T as a list of replies, the last of which stays. */
export const fakeTransport = (...replies: [Reply, ...Reply[]]): Transport & { sent: SentRequest[] } => {
  const sent: SentRequest[] = [];
  const transport = (request: WireRequest, deadlineMs: number): Promise<WireAnswer> => {
    const reply = replies[Math.min(sent.length, replies.length - 1)]!;
    sent.push({ request, deadlineMs });
    const result = typeof reply === 'function' ? reply(request) : reply;
    return result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
  };
  return Object.assign(transport, { sent });
};

/** A client that gives one result and remembers what it was asked. */
export const fakeAttClient = (result: UpstreamResult | Error): AttClient & { calls: UpstreamCall[] } => {
  const calls: UpstreamCall[] = [];
  const call = (asked: UpstreamCall): Promise<UpstreamResult> => {
    calls.push(asked);
    return result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
  };
  return { calls, call, check: () => Promise.resolve() };
};

export const wireAnswer = (status: number, body: unknown, headers: Record<string, string> = {}): WireAnswer => ({
  status,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

/** Credentials that cannot be mistaken for anything else, per Solution Provider and slot. */
export const pairOf = (solutionProvider: string, slot = 'current') => ({
  clientId: `canary-id-${solutionProvider}-${slot}`,
  clientSecret: `canary-secret-${solutionProvider}-${slot}/+&"=`,
});

/** Every name leads to one public address, and webhooks go to such alone. */
export const publicTargets: WebhookTargets = {
  resolve: () => Promise.resolve([{ address: '93.184.215.14', family: 4 }]),
  policy: 'public',
};
