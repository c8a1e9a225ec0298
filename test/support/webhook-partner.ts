import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { eventSchema, type ResourceEvent } from '#events/event';
import { examplesOf } from '#operations/registry';
import type { Answer, LocalGateway } from './local-gateway';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  event: ResourceEvent;
}

/** A partner's endpoint: answers challenges, and gives one status after the other, the last of which stays. 0 never answers. */
export const startReceiver = async (...statuses: number[]) => {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const event = eventSchema.parse(JSON.parse(body));
      if (event.challenge !== undefined) {
        response.writeHead(200).end(JSON.stringify({ challenge: event.challenge }));
        return;
      }
      const status = statuses[Math.min(received.length, statuses.length - 1)] ?? 204;
      received.push({ headers: request.headers, body, event });
      if (status !== 0) response.writeHead(status, status === 302 ? { location: 'http://10.0.0.1/' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const until = async (count: number, withinMs = 20_000): Promise<void> => {
    for (const end = Date.now() + withinMs; received.length < count && Date.now() < end;) await sleep(20);
    if (received.length < count) throw new Error(`received ${received.length} of ${count}`);
  };
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}/hook`, received, until, close };
};

const client = 'demo-single';
const created = z.looseObject({ id: z.string(), secret: z.string() });
const endpointsSchema = z.object({
  endpoints: z.array(z.looseObject({ id: z.string(), verification: z.record(z.string(), z.string()) })),
});
const deliveriesSchema = z.looseObject({
  deliveries: z.array(
    z.looseObject({
      attempt: z.number(),
      eventType: z.string(),
      outcome: z.string(),
      failure: z.string().optional(),
      sentTo: z.string().optional(),
    }),
  ),
});

const verificationOf = (endpoints: z.output<typeof endpointsSchema>['endpoints'], id: string): string[] =>
  Object.values(endpoints.find((one) => one.id === id)?.verification ?? { url: 'gone' });

/** Waits until every URL of an endpoint has answered its challenge. */
export const untilVerified = async (
  gateway: LocalGateway,
  client: string,
  id: string,
  headers: Record<string, string> = {},
): Promise<void> => {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    const { json } = await gateway.call({ client, method: 'GET', path: '/v1/webhook-endpoints', headers });
    const states = verificationOf(endpointsSchema.parse(json).endpoints, id);
    if (states.every((state) => state === 'verified')) return;
    await sleep(20);
  }
  throw new Error(`${id} is not verified`);
};

/** What a partner does with webhooks through a gateway. */
export const webhookPartner = (gateway: () => LocalGateway) => {
  let quotes = 0;
  const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
    gateway().call({ client, method, path, ...(body === undefined ? {} : { body }) });
  const deliveriesOf = async (id: string) =>
    deliveriesSchema
      .parse((await call('GET', `/v1/webhook-endpoints/${id}/deliveries`)).json)
      .deliveries.filter(({ eventType }) => eventType !== 'webhook-endpoint.verification')
      .toReversed();
  return {
    call,
    register: async (url: string, types = ['order.*'], failoverUrl?: string) => {
      const { status, json } = await call('POST', '/v1/webhook-endpoints', { url, types, failoverUrl });
      if (status !== 201) throw new Error(`answered ${status}`);
      const endpoint = created.parse(json);
      await untilVerified(gateway(), client, endpoint.id);
      return endpoint;
    },
    rotate: async (id: string) =>
      created.parse((await call('POST', `/v1/webhook-endpoints/${id}/secret-rotation`)).json),
    remove: (id: string): Promise<Answer> => call('DELETE', `/v1/webhook-endpoints/${id}`),
    /** Something happens: a quote is created. Its name makes it another one than AT&T's sample. @returns its id */
    quote: async (): Promise<string> => {
      quotes += 1;
      const answer = await gateway().call({
        client,
        path: '/v1/ordering/alliance/quotes',
        headers: { 'Idempotency-Key': `webhooks-${quotes}-${Date.now()}` },
        body: {
          ...z.looseObject({}).parse(examplesOf['alliance-create-quote'][0].request.body),
          spId: 'A-06399x',
          opportunityName: `Webhooks ${quotes}`,
        },
      });
      if (answer.status !== 200) throw new Error(answer.text);
      return z.looseObject({ quoteId: z.string() }).parse(answer.json).quoteId;
    },
    advance: (duration: string): Promise<unknown> => gateway().sim('POST clock', { advance: duration }),
    /** Attempts, oldest first. */
    deliveriesTo: async (id: string) =>
      (await deliveriesOf(id)).map(({ attempt, outcome, failure }) => [attempt, outcome, failure]),
    /** The same, with the URL each ended at. */
    urlsOfDeliveriesTo: async (id: string) =>
      (await deliveriesOf(id)).map(({ attempt, outcome, sentTo }) => [attempt, outcome, sentTo]),
  };
};
