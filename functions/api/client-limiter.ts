import type { WindowStanding } from '#api/window-standing';
import { endOf, windowsOf, type CallWindow, type OwnLimits } from '#domain/client-limits';
import { createDeadlines } from '#platform/deadlines';
import { errorFacts } from '#platform/log';
import type { Observability } from '#platform/observability';
import type { DynamoDb } from '#platform/table/dynamo-db';
import { clientCalls } from '#platform/table/keys';

/** Who calls, and what its grant states of how often it may. */
interface Client {
  clientId: string;
  limits?: OwnLimits | undefined;
}

/** Counts a call for its client. Returns as many windows as are known of: none when the call could not be counted. */
export type ClientLimiter = (client: Client) => Promise<readonly WindowStanding[]>;

export interface ClientLimiterOptions extends Observability {
  /** Asked by its own words: the authorizer would carry all of `Table` for this one question. */
  dynamoDb: Pick<DynamoDb, 'updateItem'>;
  tableName: string;
  /** Those of a client whose grant states no others. */
  limits: OwnLimits;
  /** The real time. */
  now: () => number;
}

export const clientLimiterName = 'client-limiter';

/** No call waits longer for being counted. */
const patienceMs = 500;

/**
 * Counts in the table, by all instances together. One that has seen a window spent refuses from memory until it is over. A
 * call that cannot be counted passes: a limit protects the table, and without the table no write is made anyway.
 */
export const createClientLimiter = (options: ClientLimiterOptions): ClientLimiter => {
  const { limits, now, log, metrics } = options;
  const spent = new Map<string, CallWindow>();
  const isSpent = (clientId: string, { name, number, quota }: CallWindow): boolean => {
    const known = spent.get(`${clientId} ${name}`);
    return known?.number === number && known.quota >= quota;
  };
  const count = async (clientId: string, window: CallWindow): Promise<WindowStanding> => {
    const left = window.quota - (await callsWith(options, clientId, window));
    if (left <= 0) spent.set(`${clientId} ${window.name}`, window);
    return standingOf(window, left, now());
  };
  return async ({ clientId, limits: own }) => {
    const windows = windowsOf(
      { perSecond: own?.perSecond ?? limits.perSecond, perDay: own?.perDay ?? limits.perDay },
      now(),
    );
    if (windows.length === 0) return [];
    const over = windows.filter((window) => isSpent(clientId, window));
    if (over.length > 0) return over.map((window) => standingOf(window, -1, now()));
    try {
      return await soon(Promise.all(windows.map((window) => count(clientId, window))));
    } catch (error) {
      log.warn('call-not-counted', { clientId, ...errorFacts(error) });
      metrics.emit({ operation: clientLimiterName }, { CallsNotCounted: 1 });
      return [];
    }
  };
};

/** Counts a call. @returns how many there are with it @throws when the table does not say */
const callsWith = async (
  { dynamoDb, tableName }: Pick<ClientLimiterOptions, 'dynamoDb' | 'tableName'>,
  clientId: string,
  { name, number, seconds }: CallWindow,
): Promise<number> => {
  const { pk, sk } = clientCalls.key.of({ clientId, window: name, number: String(number) });
  const { Attributes } = await dynamoDb.updateItem({
    TableName: tableName,
    Key: { pk: { S: pk }, sk: { S: sk } },
    UpdateExpression: 'SET #end = :end ADD #calls :one',
    ExpressionAttributeNames: { '#end': 'expiresAt', '#calls': 'calls' },
    ExpressionAttributeValues: {
      ':end': { N: String(clientCalls.lifetime.expiresAt(number * seconds * 1000)) },
      ':one': { N: '1' },
    },
    ReturnValues: 'ALL_NEW',
  });
  const calls = Number(Attributes?.['calls']?.N);
  if (!Number.isSafeInteger(calls)) throw new Error('the table does not say how many');
  return calls;
};

const standingOf = (window: CallWindow, left: number, nowMs: number): WindowStanding => ({
  name: window.name,
  quota: window.quota,
  seconds: window.seconds,
  // By how many too many nobody asks, and each digit takes room in the authorizer’s answer.
  left: Math.max(-1, left),
  resetSeconds: Math.max(1, Math.ceil((endOf(window) - nowMs) / 1000)),
});

const unlessDoneIn = createDeadlines();

/** @throws when it takes too long */
const soon = async <T>(work: Promise<T>): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const done = unlessDoneIn(patienceMs, () => late.reject(new Error('took too long')));
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    done();
  }
};
