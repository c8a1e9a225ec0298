import { createServer } from 'node:https';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { createBenchTable } from './table';
import { tokens, tokensPath } from './tokens';

/**
 * The world of one contender, in a process of its own: AT&T, a token issuer’s keys, Secrets Manager, STS and DynamoDB, all
 * over TLS on one port. Requests to DynamoDB are counted by action.
 */
const settingsSchema = z.object({
  key: z.string(),
  cert: z.string(),
  /** AT&T’s answer; `{serial}` is the number of the call it answers. */
  answer: z.object({ status: z.number(), body: z.string() }),
  secrets: z.record(z.string(), z.string()),
  jwks: z.string(),
  /** What is in the table at first, as JSON of a marshalled item; one with `{serial}` in it is there for each call to come. */
  items: z.array(z.string()),
});
export type StubSettings = z.input<typeof settingsSchema>;

export type StubAnswer = { url: string } | { counts: Record<string, number> } | 'renewed';

const settings = settingsSchema.parse(JSON.parse(await text(process.stdin)));

const counts = new Map<string, number>();
let table: RequestListener = () => undefined;

const callsToCome = z.object({ from: z.number(), calls: z.number() });
/** A table for some calls, whose numbers begin at `from`. */
export type CallsToCome = z.output<typeof callsToCome>;

const renew = async ({ from, calls }: CallsToCome): Promise<void> => {
  const serials = Array.from({ length: calls }, (_, index) => String(from + index));
  const items = settings.items.flatMap((item) =>
    item.includes('{serial}') ? serials.map((serial) => item.replaceAll('{serial}', serial)) : [item],
  );
  table = await createBenchTable(items.map((item) => JSON.parse(item) as Record<string, AttributeValue>)); // as given
};

const secretOf = async (request: IncomingMessage): Promise<object> => {
  const { SecretId } = z.object({ SecretId: z.string() }).parse(JSON.parse(await text(request)));
  return { Name: SecretId, ARN: SecretId, VersionId: '1', SecretString: settings.secrets[SecretId] };
};

/** The number of the call, which stands in its address or its body. */
const serialIn = (said: string): string => /20\d{5}(?!\d{3})/.exec(said)?.[0] ?? '2000000';

const answerOfAtt = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const serial = serialIn(`${request.url ?? ''} ${await text(request)}`);
  response
    .writeHead(settings.answer.status, { 'content-type': 'application/json' })
    .end(settings.answer.body.replaceAll('{serial}', serial));
};

const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const [service, action = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  if (service === 'DynamoDB_20120810') {
    counts.set(action, (counts.get(action) ?? 0) + 1);
    table(request, response);
    return;
  }
  const json = (type: string, body: string): void => {
    response.writeHead(200, { 'content-type': type }).end(body);
  };
  if (service === 'secretsmanager') json('application/x-amz-json-1.1', JSON.stringify(await secretOf(request)));
  else if (request.url === tokensPath) response.writeHead(200, { 'content-type': 'text/xml' }).end(tokens);
  else if (request.url === '/jwks.json') json('application/json', settings.jwks);
  else await answerOfAtt(request, response);
};

const tell = (answer: StubAnswer): void => void process.send?.(answer);

process.on('message', (asked) => {
  if (asked === 'count') {
    tell({ counts: Object.fromEntries(counts) });
    counts.clear();
  } else void renew(callsToCome.parse(asked)).then(() => tell('renewed'));
});
process.on('disconnect', () => process.exit(0));

await renew({ from: 0, calls: 0 });
const server = createServer({ key: settings.key, cert: settings.cert, keepAliveTimeout: 0 }, (request, response) => {
  serve(request, response).catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
});
server.listen(0, '127.0.0.1', () => tell({ url: `https://127.0.0.1:${(server.address() as AddressInfo).port}` }));
