import { Logger } from '@aws-lambda-powertools/logger';
import { whenUsed } from '#domain/when-used';

/** What became of one request to AT&T. */
export interface RequestFacts {
  /** Absent where no answer came. */
  upstreamStatus?: number;
  /** Absent where nothing was sent. */
  durationMs?: number;
  failure?: string;
  format?: string;
  /** The answer is of another shape than documented. */
  drifts?: true;
  errorName?: string;
  errorCode?: string;
  frames?: readonly string[];
}

/** Facts that may be logged. Nothing else may: no bodies, no messages of foreign errors, no personal data. */
export interface LogFacts {
  operation?: string | undefined;
  /** The call’s id: `x-request-id` of its answer. */
  callId?: string;
  /** The id of a write’s record. */
  requestId?: string | undefined;
  clientId?: string | undefined;
  solutionProvider?: string | undefined;
  outcome?: string;
  status?: number;
  problem?: string | undefined;
  durationMs?: number;
  attempt?: number;
  attempts?: number;
  upstreamStatus?: number;
  /** Each request to AT&T that the call took. */
  upstream?: readonly RequestFacts[] | undefined;
  failure?: string;
  format?: string;
  /** JSON path of a member, without any value. */
  member?: string;
  errorName?: string;
  errorCode?: string;
  /** Ids of the gateway’s own making. */
  eventId?: string;
  endpointId?: string;
  eventType?: string;
  /** Code of a reason of AT&T’s, of the gateway’s catalogue. */
  reason?: string | undefined;
  /** Kind and digest of what is tracked, never of a line. */
  item?: string | undefined;
  /** How long AT&T has worked on it. */
  ageDays?: number;
  /** Which of an endpoint’s URLs. */
  sentTo?: string;
  /** Only the frames of a stack; its first line is the error's message. */
  frames?: readonly string[];
}

/** Every message the gateway logs, with what it means. */
export const logMessages = {
  'operation-answered': 'A call was answered; with each request to AT&T that it took.',
  'call-not-counted': 'A call could not be counted for its client, and was let through.',
  'sensitive-change':
    'A change of who has a line, its number, its messages or its address was asked for; those that are refused too.',
  'operation-failed': 'A call failed in a way the gateway did not foresee.',
  'upstream-answered':
    'AT&T answered a request of the gateway’s own, such as a read-back’s, that no other line tells of.',
  'upstream-failed': 'A request of the gateway’s own to AT&T, that no other line tells of, got no answer.',
  'circuit-opened': 'A host of AT&T’s failed so often in a row that a process asks it no more for a while.',
  'credentials-reread': 'AT&T refused a pair of credentials and the secret was read again.',
  'credentials-unusable': 'A secret is missing, unreadable or not of the documented shape.',
  'data-key-unusable':
    'A secret with keys of the tenant’s own is missing, unreadable, not of the documented shape, or lacks a key.',
  'record-not-settled': 'AT&T answered a write and its record could not be updated; it will be followed up as unknown.',
  'write-not-handed-over':
    'Nobody knows whether Lambda has a worker begin a write; it was taken back, or is waited for.',
  'late-write-ended': 'A write that a worker has made ended; its record says how.',
  'upstream-answer-not-kept':
    'What AT&T answered to a write, which nobody can judge, could not be sealed and is not kept with its record.',
  'upstream-answer-not-opened':
    'What AT&T answered to a write, which nobody could judge, is kept with its record and could not be opened.',
  'change-not-marked':
    'What a write changed could not be marked; until its time is over no answer of the line or account is kept.',
  'call-not-named': 'The record of a write will not be found by the id of a call that repeated it or was refused.',
  'answer-not-recorded': 'What AT&T answered to a read could not be recorded; the caller has the answer.',
  'request-reconciled': 'The outcome of a write that ended without an answer was looked into.',
  'request-not-reconciled': 'Looking into the outcome of a write failed; the next run tries again.',
  'event-published': 'A change of something tracked was told as an event.',
  'change-not-published':
    'A change of an item could not be told as an event; it is tried again unless it is unreadable.',
  'webhook-attempted': 'A webhook was sent, or could not be.',
  'webhook-not-noted':
    'A webhook was sent, or could not be, and what came of it could not be recorded; it stays as it is.',
  'webhook-endpoint-disabled': 'A webhook endpoint was switched off.',
  'webhook-message-failed': 'A message of the webhook queue could not be worked on; it is tried again.',
  'poll-lacks-facts':
    'AT&T would refuse the read without what nobody knows of the order yet; it is not asked. The order says what to attest.',
  'item-polled':
    'AT&T was asked, or was to be asked, how something stands: whether it is over, and for how long AT&T has worked on it.',
  'sighting-refused':
    'The keeper of sightings was told of none that a read may leave, and kept nothing: a mistake of the gateway’s, or somebody has taken a function over.',
  'sighting-taken-in': 'AT&T was asked about what a partner’s read had shown, and what it shows is recorded.',
  'sighting-given-up':
    'AT&T did not say for a day what a partner’s read had shown; what it shows by then is known by the next read or poll.',
  'poll-missed': 'AT&T did not say how something stands; it is asked again.',
  'item-overdue': 'Something AT&T works on is not done by when it should be.',
  'polling-given-up': 'Something AT&T works on is not asked for any more, because it has taken too long.',
  'poller-restarted': 'Something was not polled in time; another execution has taken over.',
  'bulk-call-answered': 'A call of a bulk write was answered.',
  'bulk-call-unanswered':
    'A call of a bulk write got no answer from its function; it is made again under the same key.',
  'bulk-write-paused': 'Its client’s grant was withdrawn; no further row of the bulk write is begun.',
  'bulk-write-restarted': 'Nobody worked on a bulk write; another execution has taken over.',
  'contract-drift': 'AT&T’s answer differs from its documented shape in a place it did not before.',
  'push-received': 'A message that AT&T sends by itself came in, or was refused.',
  'push-not-handed-on': 'A message of AT&T’s is kept and could not be handed on at once; the next run looks at it.',
  'push-decided': 'A message of AT&T’s was looked at.',
  'push-not-looked-at': 'Looking at a message of AT&T’s failed; the next run tries again.',
  'push-secret-unusable': 'A secret that pushes are known by is missing, unreadable or not of the documented shape.',
  'view-differs': 'What is known here of something differs from what AT&T shows of it; nothing was changed.',
  'drift-not-looked-at': 'Looking at what AT&T shows of something failed; the report counts it as not looked at.',
  'caller-refused': 'The authorizer refused a caller.',
} as const;
export type LogMessage = keyof typeof logMessages;

export interface Log {
  info(message: LogMessage, facts: LogFacts): void;
  warn(message: LogMessage, facts: LogFacts): void;
  error(message: LogMessage, facts: LogFacts): void;
}

/** Log lines as JSON on standard output. */
export const createLog = (serviceName: string): Log => {
  // Most calls have no line but the one that goes with their metrics.
  const logger = whenUsed(() => new Logger({ serviceName }));
  return {
    info: (message, facts) => logger().info(message, { ...facts }),
    warn: (message, facts) => logger().warn(message, { ...facts }),
    error: (message, facts) => logger().error(message, { ...facts }),
  };
};

/** What may be said of any error: its kind and where it was thrown, never its message, which can quote anything. */
export const errorFacts = (error: unknown): Pick<LogFacts, 'errorName' | 'errorCode' | 'frames'> => {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { errorCode: error.code } : {};
  const frames = framesOf(error).filter((line) => /^\s+at /.test(line));
  return { errorName: error.name, ...code, frames: frames.slice(0, 10).map((line) => line.trim()) };
};

/** The stack after the message, because a line of a message can look like a frame. */
const framesOf = ({ stack = '', message }: Error): string[] => {
  const start = stack.indexOf(message);
  return (start === -1 ? '' : stack.slice(start + message.length)).split('\n');
};
