import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { read } from '#entry/operation-handlers';
import { ordersReadHandler } from '#entry/own-route-handlers';
import { operationById } from '#operations/registry';
import { toEnvironment } from '#platform/environment';
import { listTrackedOrders } from '#routes/orders/list-tracked-orders';
import { resolveBindings } from '../../../lib/config/resolve-bindings';
import { firstExampleOf } from '../../../tools/soak/example-call';
import { gatewayEvent, lambdaContext } from '../../support/gateway-event';
import { closeServers, httpServer } from '../../support/loopback';
import { pairOf } from '../../support/fakes';

/** What AWS was asked, and by whose keys. */
const asked: { by: string; what: string }[] = [];

const aws: RequestListener = (request, response) => {
  void text(request).then((body) => {
    const form = new URLSearchParams(body);
    const tagged = form.get('Tags.member.1.Value');
    if (tagged === refused) {
      response.writeHead(403).end('<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>');
      return;
    }
    if (tagged !== null) {
      const keys = `<AccessKeyId>ASIA${tagged.replace('-', '')}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>`;
      response.end(`<AssumeRoleResponse>${keys}<SessionToken>t</SessionToken></AssumeRoleResponse>`);
      return;
    }
    const by = /Credential=(\w+)\//.exec(request.headers.authorization ?? '')?.[1] ?? 'nobody';
    asked.push({ by, what: body });
    const secret = JSON.stringify({ current: pairOf('any') });
    response.end(body.includes('SecretId') ? JSON.stringify({ SecretString: secret }) : '{}');
  });
};

const listSubscribers = operationById('list-subscribers');
const [own, other, refused] = ['SP-A', 'SP-B', 'SP-D'];

beforeAll(async () => {
  const url = `http://127.0.0.1:${await httpServer(aws)}`;
  const att = await httpServer((_, response) => void response.end(JSON.stringify(answer.body)));
  const { answer } = firstExampleOf('list-subscribers');
  const bindings = resolveBindings({ environment: 'uat', bindings: {} }, `http://127.0.0.1:${att}`);
  Object.assign(process.env, {
    ...{ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'AKIAOWN', AWS_SECRET_ACCESS_KEY: 'made up' },
    AWS_ENDPOINT_URL: url,
    ...toEnvironment({
      ...{ tenant: 'test', environment: 'simulator', secretPrefix: 'test', tableName: 'records' },
      bindings: { [listSubscribers.id]: bindings[listSubscribers.id]! },
      sessionRoleArn: 'arn:aws:iam::000000000000:role/session',
    }),
  });
});
afterAll(closeServers);
beforeEach(() => (asked.length = 0));

const caller = { solutionProviders: [own, other, refused], scopes: ['tracking:read', 'mobility:read'] as never[] };

describe('a function that clients call', () => {
  it('asks for what is a Solution Provider’s in a session for the one of the call, whoever comes between', async () => {
    const orders = ordersReadHandler();
    const list = async (solutionProvider: string) => {
      const headers = { 'x-solution-provider-id': solutionProvider };
      const event = { ...gatewayEvent({ method: 'GET', headers, caller }), resource: listTrackedOrders.path };
      const { statusCode } = await orders(event, lambdaContext());
      expect(statusCode).toBe(200);
    };
    await list(own);
    await Promise.all([list(other), list(own), list(other)]);
    expect(asked).toHaveLength(4);
    for (const { by, what } of asked) expect([by, what.includes(`ORDERS#${own}`)]).toEqual([by, by === 'ASIASPA']);
    expect(new Set(asked.map(({ by }) => by))).toEqual(new Set(['ASIASPA', 'ASIASPB']));
  });

  it('reads credentials in it', async () => {
    const subscribers = read(listSubscribers);
    const { query } = firstExampleOf('list-subscribers').request;
    for (const solutionProvider of [own, other]) {
      const headers = { 'x-solution-provider-id': solutionProvider };
      const { statusCode } = await subscribers(
        gatewayEvent({ method: 'GET', headers, caller, ...(query && { query: query }) }),
        lambdaContext(),
      );
      expect(statusCode).toBe(200);
    }
    expect(asked).toEqual([
      { by: 'ASIASPA', what: JSON.stringify({ SecretId: `test/${own}/mobility` }) },
      { by: 'ASIASPB', what: JSON.stringify({ SecretId: `test/${other}/mobility` }) },
    ]);
  });

  it('asks nothing for a call that is for nobody it may be for', async () => {
    const [orders, subscribers] = [ordersReadHandler(), read(listSubscribers)];
    for (const named of [undefined, 'SP-C'])
      for (const handler of [orders, subscribers]) {
        const headers = named === undefined ? {} : { 'x-solution-provider-id': named };
        const event = { ...gatewayEvent({ method: 'GET', headers, caller }), resource: listTrackedOrders.path };
        expect((await handler(event, lambdaContext())).statusCode).toBe(named === undefined ? 400 : 403);
      }
    expect(asked).toEqual([]);
  });

  it('asks nothing where AWS gives no session, by its own rights neither, and says so', async () => {
    const headers = { 'x-solution-provider-id': refused };
    const event = { ...gatewayEvent({ method: 'GET', headers, caller }), resource: listTrackedOrders.path };
    const answers = await Promise.all(
      [ordersReadHandler(), read(listSubscribers)].map((handler) => handler(event, lambdaContext())),
    );
    expect(answers.map(({ statusCode, body }) => [statusCode, (JSON.parse(body) as { code: string }).code])).toEqual([
      [503, 'service-unavailable'],
      [503, 'credentials-unavailable'],
    ]);
    expect(asked).toEqual([]);
  });
});
