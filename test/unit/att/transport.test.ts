import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { createTransport } from '#att/transport';
import { loopbackCertificate } from '../../support/certificate';
import { closeServers, failureOf, httpServer, httpsServer, requestTo } from '../../support/loopback';

afterEach(closeServers);

describe('a request', () => {
  test('arrives as it was made, and the answer as AT&T wrote it', async () => {
    const seen: unknown[] = [];
    const port = await httpServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        seen.push({ method, url, length: headers['content-length'], trace: headers['x-trace-id'] });
        seen.push(Buffer.concat(chunks).toString());
        response
          .writeHead(201, { 'Retry-After': '7', 'X-Thing': 'a', 'set-cookie': ['a=1', 'b=2'] })
          .end('{"n":1.0,"name":"é😀"}');
      });
    });
    const answer = await createTransport(Date.now)(requestTo(port), 5_000);
    // Of headers no more than anything is read of.
    expect(answer).toEqual({ status: 201, text: '{"n":1.0,"name":"é😀"}', headers: { 'retry-after': '7' } });
    expect(seen).toEqual([{ method: 'POST', url: '/things?a=1', length: '10', trace: 't' }, '{"é":1.0}']);
  });

  test.each(['GET', 'DELETE', 'POST'])('of method %s needs no body', async (method) => {
    const port = await httpServer((request, response) => response.end(request.method));
    const { body: _, ...request } = requestTo(port, { method });
    expect((await createTransport(Date.now)(request, 5_000)).text).toBe(method);
  });

  test('whose answer comes in pieces, cut within a letter, is put together', async () => {
    const port = await httpServer((_, response) => {
      const bytes = Buffer.from('"é"');
      response.write(bytes.subarray(0, 2));
      setTimeout(() => response.end(bytes.subarray(2)), 20);
    });
    expect((await createTransport(Date.now)(requestTo(port), 5_000)).text).toBe('"é"');
  });

  test('whose answer begins with a byte order mark is read without it', async () => {
    const port = await httpServer((_, response) => response.end('\ufeff{"name":"\ufeffé"}'));
    expect((await createTransport(Date.now)(requestTo(port), 5_000)).text).toBe('{"name":"\ufeffé"}');
  });

  test('follows no redirect, so that credentials go nowhere else', async () => {
    let asked = 0;
    const port = await httpServer((_, response) => {
      asked += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect((await createTransport(Date.now)(requestTo(port), 5_000)).status).toBe(302);
    expect(asked).toBe(1);
  });

  test('uses the connection of the one before', async () => {
    const ports = new Set<number | undefined>();
    const port = await httpServer((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    const transport = createTransport(Date.now);
    for (let i = 0; i < 20; i += 1) await transport(requestTo(port), 5_000);
    expect(ports.size).toBe(1);
  });

  test('uses a new connection when the process was frozen in between', async () => {
    const ports = new Set<number | undefined>();
    const port = await httpServer((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    let time = 1_000_000;
    const transport = createTransport(() => time);
    await transport(requestTo(port), 5_000);
    time += 60_000;
    await transport(requestTo(port), 5_000);
    expect(ports.size).toBe(2);
  });

  test('uses none that was idle too long, although another is in use', async () => {
    const ports = new Set<number | undefined>();
    const port = await httpServer((request, response) => {
      ports.add(request.socket.remotePort);
      setTimeout(() => response.end('{}'), request.method === 'GET' ? 0 : 100);
    });
    let time = 1_000_000;
    const transport = createTransport(() => time);
    const { body: _, ...quick } = requestTo(port, { method: 'GET' });
    const slow = transport(requestTo(port), 5_000);
    await transport(quick, 5_000);
    await new Promise((resolve) => setTimeout(resolve, 10));
    time += 60_000;
    await transport(quick, 5_000);
    await slow;
    expect(ports.size).toBe(3);
  });

  test.each([
    ['keeps it for shorter', 'timeout=3, max=100', 2],
    ['keeps it for longer', 'timeout=60', 1],
    ['says nothing of it', undefined, 1],
  ])(
    'uses one idle for 2.5 seconds unless the far side says that it does not keep it: it %s',
    async (_, hint, connections) => {
      const ports = new Set<number | undefined>();
      const port = await httpServer((request, response) => {
        ports.add(request.socket.remotePort);
        // A header with nothing in it keeps Node.js from saying its own.
        response.writeHead(200, { 'Keep-Alive': hint ?? '', Connection: 'keep-alive' }).end('{}');
      });
      let time = 1_000_000;
      const transport = createTransport(() => time);
      await transport(requestTo(port), 5_000);
      await new Promise((resolve) => setTimeout(resolve, 10));
      time += 2_500;
      await transport(requestTo(port), 5_000);
      expect(ports.size).toBe(connections);
    },
  );

  test('is not broken off by another that comes while it waits', async () => {
    const port = await httpServer((request, response) => {
      if (request.method === 'GET') response.end('quick');
      else setTimeout(() => response.end('slow'), 100);
    });
    let time = 1_000_000;
    const transport = createTransport(() => time);
    const slow = transport(requestTo(port), 5_000);
    await new Promise((resolve) => setTimeout(resolve, 30));
    time += 60_000;
    const { body: _, ...quick } = requestTo(port, { method: 'GET' });
    expect((await transport(quick, 5_000)).text).toBe('quick');
    expect((await slow).text).toBe('slow');
  });

  test('may take longer than an idle connection is kept', async () => {
    const port = await httpServer((_, response) => void setTimeout(() => response.end('late'), 4_500));
    expect((await createTransport(Date.now)(requestTo(port), 8_000)).text).toBe('late');
  }, 10_000);
});

test('two hundred requests at once each get their own answer', async () => {
  const port = await httpServer((request, response) => {
    setTimeout(() => response.end(request.headers['x-trace-id']), Math.random() * 50);
  });
  const transport = createTransport(Date.now);
  const ids = Array.from({ length: 200 }, (_, index) => `t-${index}`);
  const answers = await Promise.all(
    ids.map((id) => transport(requestTo(port, { headers: { 'x-trace-id': id } }), 5_000)),
  );
  expect(answers.map(({ text }) => text)).toEqual(ids);
});

describe('over TLS', () => {
  const certificate = loopbackCertificate();
  const authorities = getCACertificates('default');
  afterEach(() => setDefaultCACertificates(authorities));

  test('a request arrives, and the next uses the same connection', async () => {
    setDefaultCACertificates([...authorities, certificate.cert]);
    const ports = new Set<number | undefined>();
    const port = await httpsServer(certificate, (request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{"ok":true}');
    });
    const transport = createTransport(Date.now);
    for (let i = 0; i < 5; i += 1) {
      expect((await transport(requestTo(port, {}, 'https'), 5_000)).text).toBe('{"ok":true}');
    }
    expect(ports.size).toBe(1);
  });

  test('a request that was on its way when the connection broke may have arrived', async () => {
    setDefaultCACertificates([...authorities, certificate.cert]);
    const port = await httpsServer(certificate, (request) => request.socket.destroy());
    expect(await failureOf(createTransport(Date.now)(requestTo(port, {}, 'https'), 5_000))).toEqual({
      failure: 'reset',
      mayHaveArrived: true,
    });
  });

  test('nothing is sent to a server whose certificate nobody vouches for', async () => {
    let asked = 0;
    const port = await httpsServer(certificate, () => void (asked += 1));
    expect(await failureOf(createTransport(Date.now)(requestTo(port, {}, 'https'), 5_000))).toEqual({
      failure: 'connect',
      mayHaveArrived: false,
    });
    expect(asked).toBe(0);
  });
});
