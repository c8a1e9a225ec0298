import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod';
import type { Simulator } from '../simulator/simulator';
import type { Memory, ReceivedWebhook } from './memory';

export type Answer = APIGatewayProxyStructuredResultV2;
/** Of an HTTP API or a function URL; both have the same form. */
export type Event = Pick<
  APIGatewayProxyEventV2,
  'rawPath' | 'rawQueryString' | 'headers' | 'body' | 'isBase64Encoded'
> & {
  requestContext: { http: { method: string } };
};

interface Props {
  memory: Memory;
  /** What the address begins with, which only the run knows. */
  word: string;
  start: () => Promise<Simulator>;
}

const attempts = 20;
const webhooksPath = '/__webhooks';
const json = (value: unknown, statusCode = 200): Answer => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** Answers requests as AT&T would, and webhooks as a partner would, from what is remembered. */
export const answering = ({ memory, word, start }: Props): ((event: Event) => Promise<Answer>) => {
  let started: Promise<Simulator> | undefined;
  return async (event) => {
    const path = pathBelow(word, event.rawPath);
    if (path === undefined) return json({ message: 'Not Found' }, 404);
    const simulator = await (started ??= start());
    // As it was at its beginning, which an instance comes back to that remembers nothing yet.
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const known = await memory.read();
      if (known) simulator.restore(known.remembered.simulator);
      const webhooks = [...(known?.remembered.webhooks ?? [])];
      const before = JSON.stringify({ simulator: simulator.snapshot(), webhooks });
      const answer = path === webhooksPath ? receive(event, webhooks) : await played(simulator, path, event);
      const remembered = { simulator: simulator.snapshot(), webhooks };
      if (JSON.stringify(remembered) === before) return answer;
      if (await memory.replace(remembered, known?.version ?? 0)) return answer;
    }
    return json({ message: `Others were quicker ${attempts} times` }, 503);
  };
};

/** What is behind the word; undefined where the address begins with another. */
const pathBelow = (word: string, rawPath: string): string | undefined => {
  const [, first, ...rest] = rawPath.split('/');
  return first === word ? `/${rest.join('/')}` : undefined;
};

const bodyOf = ({ body = '', isBase64Encoded }: Event): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;

/** Headers that are of the connection the request came by. */
const ofConnection = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

const headersOf = ({ headers }: Event): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || ofConnection.has(name.toLowerCase()) ? [] : [[name.toLowerCase(), value]],
    ),
  );

/** What the simulator answers, by its own socket. */
const played = async (simulator: Simulator, path: string, event: Event): Promise<Answer> => {
  const { method } = event.requestContext.http;
  const query = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
  const body = bodyOf(event);
  const response = await fetch(`${simulator.url}${path}${query}`, {
    method,
    headers: headersOf(event),
    redirect: 'manual',
    ...(body !== '' && method !== 'GET' && method !== 'HEAD' && { body }),
  });
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !ofConnection.has(name)));
  return { statusCode: response.status, headers, body: await response.text() };
};

const challenge = z.looseObject({ challenge: z.string() });

/** A partner’s endpoint: answers challenges, keeps everything else, and shows what it has. */
const receive = (event: Event, webhooks: ReceivedWebhook[]): Answer => {
  switch (event.requestContext.http.method) {
    case 'GET':
      return json(webhooks);
    case 'DELETE':
      webhooks.length = 0;
      return { statusCode: 204 };
    default: {
      const body = bodyOf(event);
      const asked = challenge.safeParse(JSON.parse(body));
      if (asked.success) return json({ challenge: asked.data.challenge });
      webhooks.push({ headers: headersOf(event), body });
      return { statusCode: 204 };
    }
  }
};
