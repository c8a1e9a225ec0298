import { EventEmitter } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { createTableInput } from '../../tools/local/table-definition';
import { tableEmulator } from '../../tools/local/table-emulator';
import { expectCatalogued } from './catalogued-items';

export const tableName = 'records';

export type Client = Pick<DynamoDBClient, 'send'>;

/**
 * The real SDK client on DynamoDB with the gateway's table, in this process and without a socket. A test fails that has
 * something written which the catalogue of items does not know.
 */
export const dynaliteClient = async (): Promise<DynamoDBClient> => {
  const [listener] = tableEmulator().listeners('request') as RequestListener[];
  const client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: 'http://dynalite.invalid',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: { handle: async (request: SdkRequest) => ({ response: await answerOf(listener!, request) }) },
  });
  await client.send(new CreateTableCommand(createTableInput(tableName)));
  await waitUntilTableExists({ client, maxWaitTime: 5, minDelay: 0.01, maxDelay: 0.1 }, { TableName: tableName });
  const send = client.send.bind(client) as (command: unknown) => Promise<unknown>;
  client.send = (async (command: unknown) => {
    const answer = await send(command);
    expectCatalogued(command, answer);
    return answer;
  }) as typeof client.send; // The client’s overloads cannot be written as one function type.
  return client;
};

/** What the SDK hands its request handler, as far as it matters here. */
interface SdkRequest {
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

interface SdkAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** One HTTP exchange without HTTP: dynalite’s listener gets just what it reads of a request and writes of a response. */
const answerOf = (listener: RequestListener, { method, headers, body }: SdkRequest): Promise<SdkAnswer> =>
  new Promise((resolve) => {
    const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const incoming = Object.assign(new EventEmitter(), { method, url: '/', headers: lowerCase });
    const answerHeaders: Record<string, string> = {};
    const outgoing = {
      statusCode: 200,
      setHeader: (name: string, value: unknown) => void (answerHeaders[name.toLowerCase()] = String(value)),
      end: (text = '') =>
        resolve({ statusCode: outgoing.statusCode, headers: answerHeaders, body: new TextEncoder().encode(text) }),
    };
    // Both are only as much of a message as dynalite uses.
    listener(incoming as unknown as IncomingMessage, outgoing as unknown as ServerResponse);
    incoming.emit('data', body instanceof Uint8Array ? Buffer.copyBytesFrom(body) : Buffer.from(body ?? ''));
    incoming.emit('end');
  });
