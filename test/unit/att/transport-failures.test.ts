import type { Socket } from 'node:net';
import { createTransport } from '#att/transport';
import { closeServers, failureOf, httpServer, openSockets, requestTo, tcpServer } from '../../support/loopback';

afterEach(closeServers);

describe('a failure says whether AT&T may have got the request', () => {
  test('no: nobody listens', async () => {
    const port = await tcpServer();
    await closeServers();
    expect(await failureOf(createTransport(Date.now)(requestTo(port), 5_000))).toEqual({
      failure: 'connect',
      mayHaveArrived: false,
    });
  });

  test('no: the name does not exist', async () => {
    const request = { ...requestTo(1), url: new URL('http://no-such-host.invalid/') };
    expect(await failureOf(createTransport(Date.now)(request, 5_000))).toMatchObject({ mayHaveArrived: false });
  });

  test.each<[string, (socket: Socket) => void]>([
    ['cut', (socket) => socket.destroy()],
    ['answered without TLS', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['reset', (socket) => socket.resetAndDestroy()],
  ])('no: the TLS handshake is %s', async (_, act) => {
    const port = await tcpServer((socket) => socket.once('data', () => act(socket)));
    expect(await failureOf(createTransport(Date.now)(requestTo(port, {}, 'https'), 5_000))).toEqual({
      failure: 'connect',
      mayHaveArrived: false,
    });
  });

  test('no: the TLS handshake never ends', async () => {
    const port = await tcpServer();
    expect(await failureOf(createTransport(Date.now)(requestTo(port, {}, 'https'), 100))).toEqual({
      failure: 'timeout',
      mayHaveArrived: false,
    });
  });

  test('perhaps: 101 and an upgrade are no answer, and nobody waits for one past the deadline', async () => {
    const head = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    const port = await tcpServer((socket) => void socket.once('data', () => socket.write(head)));
    expect(await failureOf(createTransport(Date.now)(requestTo(port), 500))).toMatchObject({ mayHaveArrived: true });
  });

  test('no: a connection that ends before there was one', async () => {
    const port = await tcpServer((socket) => socket.end());
    expect(await failureOf(createTransport(Date.now)(requestTo(port, {}, 'https'), 5_000))).toMatchObject({
      mayHaveArrived: false,
    });
  });

  test('perhaps: reset before an answer', async () => {
    const port = await httpServer((request) => request.socket.resetAndDestroy());
    expect(await failureOf(createTransport(Date.now)(requestTo(port), 5_000))).toEqual({
      failure: 'reset',
      mayHaveArrived: true,
    });
  });

  test('perhaps: reset on a connection used before', async () => {
    let asked = 0;
    const port = await httpServer((request, response) => {
      asked += 1;
      if (asked === 1) response.end('{}');
      else request.socket.resetAndDestroy();
    });
    const transport = createTransport(Date.now);
    await transport(requestTo(port), 5_000);
    expect(await failureOf(transport(requestTo(port), 5_000))).toEqual({ failure: 'reset', mayHaveArrived: true });
  });

  test('perhaps: something that is not HTTP', async () => {
    const port = await tcpServer((socket) => socket.once('data', () => socket.end('HELLO\r\n\r\n')));
    expect(await failureOf(createTransport(Date.now)(requestTo(port), 5_000))).toMatchObject({ mayHaveArrived: true });
  });

  test('perhaps: silence', async () => {
    const port = await httpServer(() => undefined);
    expect(await failureOf(createTransport(Date.now)(requestTo(port), 100))).toEqual({
      failure: 'timeout',
      mayHaveArrived: true,
    });
  });

  test.each([
    ['destroy', /^truncated$/],
    ['resetAndDestroy', /^(truncated|reset)$/],
  ] as const)('perhaps: an answer cut in the middle (%s)', async (how, failure) => {
    const port = await httpServer((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"success":', () => setTimeout(() => request.socket[how](), 20));
    });
    expect(await failureOf(createTransport(Date.now)(requestTo(port), 5_000))).toEqual({
      failure: expect.stringMatching(failure) as string,
      mayHaveArrived: true,
    });
  });

  test('perhaps: a chunked answer without its end', async () => {
    const port = await httpServer((request, response) => {
      response.write('{"success":true', () => setTimeout(() => request.socket.destroy(), 20));
    });
    expect(await failureOf(createTransport(Date.now)(requestTo(port), 5_000))).toMatchObject({ failure: 'truncated' });
  });

  test('perhaps: an answer that drips is waited for until the deadline, not a drop longer', async () => {
    const port = await httpServer((_, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    const startedAt = Date.now();
    expect(await failureOf(createTransport(Date.now)(requestTo(port), 300))).toEqual({
      failure: 'timeout',
      mayHaveArrived: true,
    });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(290);
    expect(Date.now() - startedAt).toBeLessThan(1_500);
  });

  test('perhaps: more than 3 MB, of which the rest is not read', async () => {
    const megabyte = Buffer.alloc(1_048_576, 'x');
    const ofSize = (rest: string): Promise<number> =>
      httpServer((_, response) => {
        for (let i = 0; i < 3; i += 1) response.write(megabyte);
        response.end(rest);
      });
    const transport = createTransport(Date.now);
    expect((await transport(requestTo(await ofSize('')), 5_000)).text).toHaveLength(3 * 1_048_576);
    expect(await failureOf(transport(requestTo(await ofSize('x')), 5_000))).toEqual({
      failure: 'too-large',
      mayHaveArrived: true,
    });
  });
});

test('a failed request leaves no connection and no timer behind', async () => {
  const port = await httpServer(() => undefined);
  const timersBefore = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  await failureOf(createTransport(Date.now)(requestTo(port), 50));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(openSockets.size).toBe(0);
  expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBeLessThanOrEqual(
    timersBefore,
  );
});
