import { Agent, request } from 'node:http';
import { createTransport } from '#att/transport';
import { createExchange } from '#platform/aws/exchange';
import { headerLinesOf } from '#platform/header-lines';
import { closeServers, requestTo, tcpServer } from '../../support/loopback';

afterEach(closeServers);

/** A server that keeps what it is sent, byte by byte. */
const recorder = async (): Promise<{ port: number; next: () => Promise<string> }> => {
  let tell: (text: string) => void = () => undefined;
  const port = await tcpServer((socket) => {
    socket.on('data', (bytes: Buffer) => {
      tell(bytes.toString());
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}');
    });
  });
  return { port, next: () => new Promise((resolve) => (tell = resolve)) };
};

const body = '{"é":1.0}';
const given = { accept: 'application/json', Client_Id: 'bench', 'x-trace-id': 't', 'content-type': 'application/json' };

interface Sent {
  method?: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** What Node.js makes of an object. */
const byNode = async ({ method = 'POST', headers: own, path, body }: Sent): Promise<string> => {
  const { port, next } = await recorder();
  const sent = next();
  const agent = new Agent({ keepAlive: true });
  const headers = { ...own, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) };
  request({ path, host: '127.0.0.1', port, method, agent, headers }, (answer) => answer.resume()).end(body);
  return (await sent).replaceAll(String(port), 'PORT');
};

describe('headers of a request', () => {
  test('to AT&T are on the wire as Node.js writes them of an object', async () => {
    const { port, next } = await recorder();
    const sent = next();
    await createTransport(Date.now)(requestTo(port, { headers: given, body }), 5_000);
    const text = (await sent).replaceAll(String(port), 'PORT');
    expect(text).toBe(await byNode({ path: '/things?a=1', headers: given, body }));
    expect(text).toContain('\r\nHost: 127.0.0.1:PORT\r\n');
  });

  test.each(['GET', 'POST', 'PUT', 'DELETE'])('to AT&T of a %s without a body are so too', async (method) => {
    const { port, next } = await recorder();
    const sent = next();
    const { url } = requestTo(port, { headers: given });
    await createTransport(Date.now)({ method, url, headers: given }, 5_000);
    const text = (await sent).replaceAll(String(port), 'PORT');
    expect(text).toBe(await byNode({ method, path: '/things?a=1', headers: given }));
    expect(text).toContain('\r\nHost: 127.0.0.1:PORT\r\n');
  });

  test('to AWS are so too, with the host that is signed', async () => {
    const { port, next } = await recorder();
    const sent = next();
    const headers = { host: 'table.example.com', ...given };
    const limits = { connectMs: 5_000, requestMs: 5_000 };
    await createExchange(new URL(`http://127.0.0.1:${port}/`))({ path: '/', headers, body }, limits);
    const text = (await sent).replaceAll(String(port), 'PORT');
    expect(text).toBe(await byNode({ path: '/', headers, body }));
    expect(text.match(/host/gi)).toHaveLength(1);
  });

  test('say how many bytes come, and for which host', () => {
    expect(headerLinesOf({ a: 'b' }, body, 'example.com')).toEqual([
      ...['a', 'b'],
      ...['content-length', '10'],
      ...['Host', 'example.com'],
    ]);
  });
});
