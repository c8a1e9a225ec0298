import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expectProblem } from '../support/expect-problem';
import { lookUpPath, startLocalGateway, type Answer, type LocalGateway } from '../support/local-gateway';

jest.setTimeout(60_000);

const megabyte = 1_048_576;

describe('requests that are refused', () => {
  let gateway: LocalGateway;
  beforeAll(async () => {
    gateway = await startLocalGateway();
  });
  afterAll(() => gateway.remove());
  beforeEach(() => gateway.sim('POST reset'));
  afterEach(async () => expect(await gateway.received()).toEqual([]));

  const send = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    gateway.call({ client: 'demo-single', body, headers });

  it.each([
    ['is cut off', '{"accountName":"Te'],
    ['is not JSON', 'accountName=Texas'],
    ['is followed by something', '{} {}'],
    ['has a comma too many', '{"accountName":"Texas",}'],
    ['is only white space', '   '],
  ])('get invalid-json when the body %s', async (_, body) => {
    expectProblem(await send(body), 'invalid-json');
  });

  it.each([
    ['is an array', '[]', ''],
    ['is null', 'null', ''],
    ['is a text', '"Texas"', ''],
    ['is a number', '1', ''],
    ['lacks a member', '{"address":{}}', '/accountName'],
    ['has null for an object', '{"accountName":"Texas","address":null}', '/address'],
    ['has an array for an object', '{"accountName":"Texas","address":[]}', '/address'],
    ['has a number for a text', '{"accountName":"Texas","address":{"city":7}}', '/address/city'],
    ['is nested 3,000 levels deep', `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`, ''],
    ['is an array nested 3,000 levels deep', '['.repeat(3000) + ']'.repeat(3000), ''],
  ])('get a pointer to the mistake when the body %s', async (_, body, pointer) => {
    expectProblem(await send(body), 'invalid-request', {
      errors: expect.arrayContaining([{ pointer, detail: expect.any(String) }]),
    });
  });

  it('get a pointer to the whole when the body is empty', async () => {
    const answer = await gateway.call({ client: 'demo-single', headers: { 'content-type': 'application/json' } });
    expectProblem(answer, 'invalid-request', { errors: [{ pointer: '', detail: expect.stringContaining('empty') }] });
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/json; charset=latin1'])(
    'get 415 when they are sent as %s',
    async (type) => {
      expectProblem(
        await send({ accountName: 'Texas', address: {} }, { 'content-type': type }),
        'unsupported-media-type',
      );
    },
  );

  it('get 413 one byte above 1 MB, and pass at 1 MB', async () => {
    const bodyOf = (bytes: number): string => {
      const start = '{"accountName":"Texas","address":{},"filler":"';
      return `${start}${'x'.repeat(bytes - start.length - 2)}"}`;
    };
    expectProblem(await send(bodyOf(megabyte + 1)), 'request-too-large');
    expect((await send(bodyOf(megabyte))).status).toBe(200);
    await gateway.sim('POST reset');
  });

  it('get a 413 they can read when they send 40 MB, of stated or unstated length', async () => {
    expectProblem(await send('x'.repeat(40 * megabyte)), 'request-too-large');
    const chunked = await upload(gateway, 40 * megabyte);
    expect(chunked.status).toBe(413);
    expect(JSON.parse(chunked.body)).toMatchObject({ code: 'request-too-large' });
  });

  it.each([
    ['POST', '/v1/ordering/alliance/nothing'],
    ['GET', '/v2/anything'],
    ['POST', `${lookUpPath}/below`],
    ['POST', `${lookUpPath}//`],
    ['POST', `/${lookUpPath}`],
    ['GET', '/v1/mobility/port-ins//'],
    ['GET', '/reference/../package.json'],
  ])('get 404 at %s %s, which is no route', async (method, path) => {
    expectProblem(await gateway.call({ client: 'demo-single', method, path }), 'route-not-found');
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('get 405 and what is allowed when the method is %s', async (method) => {
    const answer = await gateway.call({ client: 'demo-single', method });
    expectProblem(answer, 'method-not-allowed');
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it('get 405 without a body when the method is HEAD', async () => {
    const { status, text: body } = await gateway.call({ client: 'demo-single', method: 'HEAD' });
    expect({ status, body }).toEqual({ status: 405, body: '' });
  });

  it('get 400 for a path that is not percent-encoded UTF-8', async () => {
    expectProblem(
      await gateway.call({ client: 'demo-single', method: 'GET', path: '/v1/mobility/port-ins/%ff' }),
      'invalid-request',
      { errors: [{ parameter: 'path portInId', detail: expect.any(String) }] },
    );
  });

  it('get the headers of a read alone when the method is HEAD', async () => {
    const [got, headed] = [
      await gateway.call({ client: 'demo-single', method: 'GET', path: '/v1/events/' }),
      await gateway.call({ client: 'demo-single', method: 'HEAD', path: '/v1/events' }),
    ];
    expect([got.status, headed.status, headed.text]).toEqual([200, 200, '']);
    expect(headed.headers.get('content-type')).toBe(got.headers.get('content-type'));
    const posted = await gateway.call({ client: 'demo-single', method: 'POST', path: '/v1/events', body: {} });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it.each([
    ['PUT', lookUpPath, 'method-not-allowed'],
    ['PUT', '/v1/nothing', 'route-not-found'],
  ] as const)(
    'get at %s %s an answer without a look at the body; for types that hardly anybody sends, that it is not there',
    async (method, path, code) => {
      const called = (type: string) => gateway.call({ client: 'demo-single', method, path, headers: { 'content-type': type }, body: 'x' }); // prettier-ignore
      for (const type of ['text/csv', 'application/json; charset=utf-8', 'image/png'])
        expectProblem(await called(type), code);
      expectProblem(await called('model/x3d'), 'route-not-found');
    },
  );

  it('get what AWS answers beside the stage', async () => {
    const answer = await fetch(new URL('/v1/events', gateway.baseUrl));
    expect([answer.status, await answer.json()]).toEqual([403, { message: 'Forbidden' }]);
  });

  it('get a problem document when they are not HTTP at all', async () => {
    const socket = connect(Number(new URL(gateway.baseUrl).port), '127.0.0.1');
    socket.end('NONSENSE\r\n\r\n');
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');

    expect(head).toMatch(/^HTTP\/1\.1 400 /);
    expect(head).toMatch(/application\/problem\+json/i);
    expect(JSON.parse(body)).toMatchObject({ code: 'invalid-request' });
  });
});

/** Sends more and more without saying how much it will be. */
const upload = async (gateway: LocalGateway, bytes: number): Promise<{ status: number; body: string }> => {
  const authorization = `Bearer ${await gateway.token('demo-single')}`;
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      gateway.baseUrl + lookUpPath,
      { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, agent: false },
      (incoming) => void text(incoming).then((body) => resolve({ status: incoming.statusCode ?? 0, body }), reject),
    );
    outgoing.on('error', reject);
    const chunk = Buffer.alloc(megabyte, 'x');
    let sent = 0;
    const more = (): void => {
      while (sent < bytes) {
        sent += chunk.length;
        if (!outgoing.write(chunk)) return void outgoing.once('drain', more);
      }
      outgoing.end();
    };
    more();
  });
};
