import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { refusalWithoutKey, type Refusal } from '../../../tools/loopback/foreign-requests';
import { close, listen, listenAsLocalhost } from '../../../tools/loopback/listen';

const start = async (refusals: readonly Refusal[] = []) => {
  const server = createServer((_request, response) => void response.end('answered'));
  const port = await listen(server, 0, refusals);
  return { server, port };
};

const asked = (
  port: number,
  headers: IncomingHttpHeaders,
  host = '127.0.0.1',
): Promise<{ status: number | undefined; body: string }> =>
  new Promise((resolve, reject) => {
    request({ host, port, method: 'POST', headers, setHost: false }, (answer) => {
      void text(answer).then((body) => resolve({ status: answer.statusCode, body }));
    })
      .on('error', reject)
      .end('{}');
  });

describe('a port of the local runtime', () => {
  it.each([['localhost:3000'], ['127.0.0.1:3000'], ['127.0.0.1'], ['[::1]:3000'], ['gateway.localhost:3000']])(
    'answers who asks for %s',
    async (host) => {
      const { server, port } = await start();
      expect(await asked(port, { host })).toEqual({ status: 200, body: 'answered' });
      await close(server);
    },
  );

  it.each([
    ['host', { host: 'rebound.example.com' }],
    ['host', { host: 'localhost.example.com:3000' }],
    ['host', { host: '192.168.0.7:3000' }],
    ['host', { host: '' }],
    ['origin', { host: 'localhost', origin: 'https://example.com' }],
    ['origin', { host: 'localhost', origin: 'null' }],
    ['origin', { host: 'localhost', origin: 'http://localhost.example.com' }],
    ['site', { host: 'localhost', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ])('refuses another %s: %j', async (_what, headers) => {
    const { server, port } = await start();
    const { status, body } = await asked(port, headers);
    await close(server);
    expect([status, JSON.parse(body)]).toEqual([
      403,
      expect.objectContaining({ status: 403, detail: expect.any(String) }),
    ]);
  });

  it.each([
    ['a page of this machine', { host: 'localhost', origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' }],
    ['a link', { host: 'localhost', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
  ])('answers %s', async (_what, headers) => {
    const { server, port } = await start();
    expect((await asked(port, headers)).status).toBe(200);
    await close(server);
  });

  it('answers pages of other sites that the tenant lists, and no others; under its own name alone', async () => {
    const server = createServer((_request, response) => void response.end('answered'));
    const listed = 'https://backoffice.example.com';
    const port = await listen(server, 0, [], [listed]);
    const asking = { host: 'localhost', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' };
    const statusOf = async (headers: IncomingHttpHeaders) => (await asked(port, { ...asking, ...headers })).status;
    expect(await statusOf({ origin: listed })).toBe(200);
    expect(await statusOf({ origin: 'https://example.com' })).toBe(403);
    expect(await statusOf({ origin: listed, host: 'rebound.example.com' })).toBe(403);
    await close(server);
  });

  it.each([
    ['no signature', undefined, 403],
    ['a signature with another key', 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/lambda/aws4_request', 403],
    ['a signature with this run’s key', 'AWS4-HMAC-SHA256 Credential=abc/20260101/us-east-1/lambda/aws4_request', 200],
  ])('that is the functions’ answers %s with %j: %d', async (_what, authorization, status) => {
    const { server, port } = await start([refusalWithoutKey('abc')]);
    const headers = { host: 'localhost', ...(authorization !== undefined && { authorization }) };
    expect((await asked(port, headers)).status).toBe(status);
    await close(server);
  });

  it('that people call localhost is there under both its addresses', async () => {
    const server = createServer((_request, response) => void response.end('answered'));
    const port = await listenAsLocalhost(server, 0);
    const answers = [await asked(port, { host: 'localhost' }), await asked(port, { host: 'localhost' }, '::1')];
    await close(server);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await expect(asked(port, { host: 'localhost' }, '::1')).rejects.toThrow();
  });
});
