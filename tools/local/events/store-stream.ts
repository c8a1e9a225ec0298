import { createServer, request as httpRequest, Agent, type IncomingHttpHeaders, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import * as z from 'zod';
import { createTurns } from './in-turn';

type Image = Record<string, unknown>;

/** One change of one item, in DynamoDB's own wire format. */
export interface StoreChange {
  keys: Image;
  before: Image | undefined;
  after: Image | undefined;
}

const keySchema = z.looseObject({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) });
const oneItem = z.looseObject({ TableName: z.string(), Key: keySchema.optional(), Item: keySchema.optional() });
const someItems = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(
      z.object({
        PutRequest: z.object({ Item: keySchema }).optional(),
        DeleteRequest: z.object({ Key: keySchema }).optional(),
      }),
    ),
  ),
});
const found = z.object({ Item: z.record(z.string(), z.unknown()).optional() });

interface Written {
  table: string;
  key: { pk: { S: string }; sk: { S: string } };
}

/** The items a request writes. */
const writtenBy = (action: string, input: unknown): Written[] => {
  const keyOf = ({ pk, sk }: z.output<typeof keySchema>) => ({ pk, sk });
  if (['PutItem', 'UpdateItem', 'DeleteItem'].includes(action)) {
    const { TableName: table, Key, Item } = oneItem.parse(input);
    const holder = Key ?? Item;
    return holder ? [{ table, key: keyOf(holder) }] : [];
  }
  if (action !== 'BatchWriteItem') return [];
  return Object.entries(someItems.parse(input).RequestItems).flatMap(([table, requests]) =>
    requests.flatMap(({ PutRequest, DeleteRequest }) => {
      const holder = PutRequest?.Item ?? DeleteRequest?.Key;
      return holder ? [{ table, key: keyOf(holder) }] : [];
    }),
  );
};

/**
 * Stands in front of a DynamoDB without streams and tells of every change that comes through, with the item before and
 * after, in order per item. Everything else passes through as it is.
 */
export const streamOf = (storeUrl: string, changed: (change: StoreChange) => void): Server => {
  const inTurn = createTurns();
  const store = callsTo(storeUrl);
  const answered = async (headers: IncomingHttpHeaders, body: Buffer): Promise<StoreAnswer> => {
    const action = String(headers['x-amz-target']).replace('DynamoDB_20120810.', '');
    const written = isWrite(action) ? writtenBy(action, JSON.parse(body.toString())) : [];
    if (written.length === 0) return store.forward(headers, body);
    const names = written.map(({ key }) => `${key.pk.S}\n${key.sk.S}`);
    return inTurn(names, async () => {
      const before = await Promise.all(written.map((item) => store.itemOf(headers, item)));
      const answer = await store.forward(headers, body);
      if (answer.status !== 200) return answer;
      const after = await Promise.all(written.map((item) => store.itemOf(headers, item)));
      written.forEach(({ key }, index) => {
        const change = { keys: key, before: before[index], after: after[index] };
        if (JSON.stringify(change.before) !== JSON.stringify(change.after)) changed(change);
      });
      return answer;
    });
  };
  return createServer((request, response) => {
    buffer(request)
      .then((body) => answered(request.headers, body))
      .then(({ status, headers, body }) => void response.writeHead(status, headers).end(body))
      .catch(() => response.destroy());
  });
};

const isWrite = (action: string): boolean => /Item$/.test(action) && !/^(Get|BatchGet)/.test(action);

interface StoreAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const callsTo = (storeUrl: string) => {
  const agent = new Agent({ keepAlive: true });
  const forward = (headers: IncomingHttpHeaders, body: Buffer): Promise<StoreAnswer> =>
    new Promise((resolve, reject) => {
      const { host: _host, connection: _connection, ...passed } = headers;
      const outgoing = httpRequest(storeUrl, { method: 'POST', agent, headers: passed }, (answer) => {
        buffer(answer).then(
          (read) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: read }),
          reject,
        );
      });
      outgoing.on('error', reject).end(body);
    });
  return {
    forward,
    itemOf: async (headers: IncomingHttpHeaders, { table, key }: Written): Promise<Image | undefined> => {
      const body = Buffer.from(JSON.stringify({ TableName: table, Key: key, ConsistentRead: true }));
      const asking = { ...headers, 'x-amz-target': 'DynamoDB_20120810.GetItem', 'content-length': String(body.length) };
      const answer = await forward(asking, body);
      return found.parse(JSON.parse(answer.body.toString())).Item;
    },
  };
};
