import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { within } from '#platform/aws/within';
import { close, listen, loopback } from '../loopback/listen';
import { tableName } from '../local/store';
import { createTableInput } from '../local/table-definition';
import { tableEmulator } from '../local/table-emulator';

/** One request to the table, as it came. */
export interface TableRequest {
  /** `PutItem`, `UpdateItem` … */
  action: string;
  bodyText: string;
}

/**
 * What goes wrong with a request. `before`: nothing is written. `after`: the write is done and only its answer is lost.
 * A function is called instead of an answer, and the caller waits for ever. `lateMs`: it is done, later. `until`: it is done
 * once something else is.
 */
export type Mishap =
  | { when: 'before' | 'after'; what: 'throttled' | 'server-error' | 'reset' | 'hang' | (() => void) }
  | { lateMs: number }
  | { until: Promise<unknown> };

/** Requests that name something, e.g. a Solution Provider, from when the watch began. */
export interface Watch {
  seen: readonly TableRequest[];
  end(): void;
}

export interface TableServer {
  url: string;
  client: DynamoDBClient;
  /** @param rule says what happens to the n-th request that names one of the words */
  watch(words: readonly string[], rule?: (index: number, request: TableRequest) => Mishap | undefined): Watch;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

interface Watcher {
  words: readonly string[];
  seen: TableRequest[];
  rule: (index: number, request: TableRequest) => Mishap | undefined;
}

const region = 'us-east-1';

/** The gateway's table in this process, behind a server that lets requests fail just where a test wants them to. */
export const startTableServer = async (): Promise<TableServer> => {
  // The emulator is a server with one listener, which needs no socket.
  const [dynamoDb] = tableEmulator().listeners('request') as RequestListener[];
  if (!dynamoDb) throw new Error('The table emulator has no listener.');
  const watchers = new Set<Watcher>();
  const server = createServer((message, response) => void receive(dynamoDb, watchers, message, response));
  server.keepAliveTimeout = 60_000;
  const url = `http://${loopback}:${await listen(server, 0)}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ region, endpoint: url, credentials, ...within(30_000) });
  await client.send(new CreateTableCommand(createTableInput(tableName)));
  return {
    url,
    client,
    watch: (words, rule = () => undefined) => {
      const watcher: Watcher = { words, seen: [], rule };
      watchers.add(watcher);
      return { seen: watcher.seen, end: () => void watchers.delete(watcher) };
    },
    close: async () => {
      client.destroy();
      await close(server);
    },
  };
};

const receive = async (
  dynamoDb: RequestListener,
  watchers: ReadonlySet<Watcher>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const bodyText = await text(message).catch(() => undefined);
  if (bodyText === undefined) return; // The caller's process was killed while it wrote.
  const action = String(message.headers['x-amz-target']).split('.')[1] ?? '';
  const mishap = mishapFor(watchers, { action, bodyText });
  if (mishap && 'lateMs' in mishap) await sleep(mishap.lateMs);
  if (mishap && 'until' in mishap) await mishap.until;
  const failure = mishap && 'what' in mishap ? mishap : undefined;
  const answer = failure?.when === 'before' ? undefined : await answerOf(dynamoDb, message, bodyText);
  if (failure) goWrong(response, failure.what);
  else if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
};

const mishapFor = (watchers: ReadonlySet<Watcher>, request: TableRequest): Mishap | undefined => {
  let mishap: Mishap | undefined;
  for (const { words, seen, rule } of watchers) {
    if (!words.some((word) => request.bodyText.includes(word))) continue;
    mishap ??= rule(seen.length, request);
    seen.push(request);
  }
  return mishap;
};

type Failure = Extract<Mishap, { what: unknown }>['what'];

const goWrong = (response: ServerResponse, what: Failure): void => {
  const refuse = (status: number, name: string): void => {
    const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'for a test' });
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
  };
  if (typeof what === 'function') what();
  else if (what === 'throttled') refuse(400, 'ProvisionedThroughputExceededException');
  else if (what === 'server-error') refuse(500, 'InternalServerError');
  else if (what === 'reset') response.socket?.resetAndDestroy();
};

/** One exchange with dynalite, which gets just what it reads of a request and writes of a response. */
const answerOf = (dynamoDb: RequestListener, { method, headers }: IncomingMessage, bodyText: string): Promise<Answer> =>
  new Promise((resolve) => {
    const incoming = Object.assign(new EventEmitter(), { method, url: '/', headers });
    const answerHeaders: Record<string, string> = {};
    const outgoing = {
      statusCode: 200,
      setHeader: (name: string, value: unknown) => void (answerHeaders[name.toLowerCase()] = String(value)),
      end: (body = '') => resolve({ status: outgoing.statusCode, headers: answerHeaders, body }),
    };
    // Both are only as much of a message as dynalite uses.
    dynamoDb(incoming as unknown as IncomingMessage, outgoing as unknown as ServerResponse);
    incoming.emit('data', Buffer.from(bodyText));
    incoming.emit('end');
  });
