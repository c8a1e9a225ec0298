import type { AddressInfo } from 'node:net';
import { createServer } from 'node:https';
import { post } from '#webhooks/post';
import type { Target } from '#webhooks/target';
import { loopbackCertificate } from '../../support/certificate';
import { closeServers, httpServer, httpsServer, openSockets, tcpServer } from '../../support/loopback';

const certificate = loopbackCertificate();

const target = (port: number, protocol = 'https', host = '127.0.0.1'): Target => ({
  url: new URL(`${protocol}://${host}:${port}/hook?x=1`),
  addresses: [{ address: '127.0.0.1', family: 4 }],
});

const options = { headers: { 'content-type': 'application/json', 'webhook-id': 'evt_1' }, body: '{"é":1}' };

afterEach(closeServers);

describe('sending a webhook', () => {
  it('posts the body with its headers and reports the status', async () => {
    const port = await httpServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const isWhole = Buffer.concat(chunks).toString() === options.body && request.headers['webhook-id'] === 'evt_1';
        response.writeHead(isWhole && request.url === '/hook?x=1' && request.method === 'POST' ? 204 : 400).end();
      });
    });
    expect(await post(target(port, 'http'), options)).toEqual({ status: 204 });
  });

  it('connects to the checked address whatever the name means, and keeps the name for Host', async () => {
    const port = await httpServer((request, response) => {
      response.writeHead(request.headers.host === `hooks.example.com:${port}` ? 200 : 400).end();
    });
    expect(await post(target(port, 'http', 'hooks.example.com'), options)).toEqual({ status: 200 });
  });

  it('asks for the name’s certificate, and refuses one for another', async () => {
    const asked: string[] = [];
    const SNICallback = (name: string, done: (error: null) => void): void => {
      asked.push(name);
      done(null);
    };
    const server = createServer({ ...certificate, SNICallback }, (_request, response) => void response.end());
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const named = await post(target(port, 'https', 'hooks.example.com'), { ...options, ca: certificate.cert });
    const literal = await post(target(port), { ...options, ca: certificate.cert });
    server.close();
    server.closeAllConnections();
    expect([named, literal]).toEqual([{ failure: 'certificate' }, { status: 200 }]);
    expect(asked).toEqual(['hooks.example.com']);
  });

  it('refuses a certificate nobody vouches for', async () => {
    const port = await httpsServer(certificate, (_request, response) => void response.end());
    expect(await post(target(port), options)).toEqual({ failure: 'certificate' });
  });

  it('takes an answer that is there, however late the process comes to look', async () => {
    const port = await httpServer((_request, response) => {
      response.end();
      const until = performance.now() + 300;
      while (performance.now() < until);
    });
    expect(await post(target(port, 'http'), { ...options, timeoutMs: 100 })).toEqual({ status: 200 });
  });

  it('does not follow a redirect, to a private address or anywhere', async () => {
    let asked = 0;
    const elsewhere = await httpServer((_request, response) => {
      asked += 1;
      response.end();
    });
    const port = await httpServer((_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${elsewhere}/` }).end();
    });
    expect(await post(target(port, 'http'), options)).toEqual({ status: 307 });
    expect(asked).toBe(0);
  });

  it.each([
    ['never answers', () => undefined],
    ['sends headers drop by drop', (write: (text: string) => void) => setInterval(() => write('x'), 20).unref()],
  ])('gives up on a receiver that %s, and lets go of the connection', async (_, behave) => {
    const port = await tcpServer((socket) => {
      socket.resume();
      behave((text) => void socket.write(text));
    });
    const startedAt = Date.now();
    const result = await post(target(port, 'http'), { ...options, timeoutMs: 150 });
    expect('failure' in result).toBe(true);
    expect(Date.now() - startedAt).toBeLessThan(1_500);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(openSockets.size).toBe(0);
  });

  it('does not read an endless body', async () => {
    const port = await httpServer((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'.repeat(65_536)), 1);
      response.on('close', () => clearInterval(timer));
    });
    expect(await post(target(port, 'http'), { ...options, timeoutMs: 1_000 })).toEqual({ status: 200 });
  });

  it('reads as much of an answer as is wanted, and no more', async () => {
    const port = await httpServer((request, response) => {
      if (request.url?.includes('endless') !== true) return void response.end('{"challenge":"é"}');
      const timer = setInterval(() => response.write('x'.repeat(1_000)), 1);
      response.on('close', () => clearInterval(timer));
    });
    const wanting = { ...options, timeoutMs: 2_000, wantedBytes: 4_096 };
    expect(await post(target(port, 'http'), wanting)).toEqual({ status: 200, text: '{"challenge":"é"}' });
    const endless = { ...target(port, 'http'), url: new URL(`http://127.0.0.1:${port}/endless`) };
    expect(await post(endless, wanting)).toEqual({ status: 200, text: 'x'.repeat(4_096) });
  });

  it('says so when an answer that is wanted breaks off', async () => {
    const port = await tcpServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{');
      setTimeout(() => socket.destroy(), 20);
    });
    expect(await post(target(port, 'http'), { ...options, wantedBytes: 10 })).toEqual({ failure: 'connection' });
  });

  it('says so when nobody is there, or the connection is cut', async () => {
    expect(await post(target(1, 'http'), options)).toEqual({ failure: 'connection' });
    const port = await tcpServer((socket) => void socket.destroy());
    expect(await post(target(port, 'http'), options)).toEqual({ failure: 'connection' });
  });
});
