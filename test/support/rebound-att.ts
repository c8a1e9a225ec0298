import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { createTransport, type Transport } from '#att/transport';
import { httpServer } from './loopback';

/** One request as the far side of the wire saw it. */
export interface Asked {
  method: string | undefined;
  url: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}

const search = z.object({ transferKey: z.string() });

/** An AT&T that serves port-ins and activations on other hosts and paths and in other shapes than the product assumes. */
export const reboundAtt = async () => {
  const asked: Asked[] = [];
  /** What it shows of transfers. */
  const progress = { word: 'pending', withdrawal: 'cancelled' };

  const answerTo = ({ method, url, body }: Asked): [status: number, body: unknown] => {
    switch (`${method} ${url}`) {
      case 'PUT https://transfers.partner.example/edge/v3/number-transfers':
        return [
          201,
          { id: 'an envelope', transfer: { reference: { key: 'T-1' }, progress: { word: 'acknowledged' } } },
        ];
      case 'POST https://transfers.partner.example/edge/v3/number-transfers/search': {
        const { transferKey: key } = search.parse(body);
        return [200, { state: 'NY', results: [{ key, progress: { word: progress.word } }] }];
      }
      case 'POST https://transfers.partner.example/edge/v3/number-transfers/T-1/withdrawal':
        return [200, { withdrawal: { outcome: progress.withdrawal } }];
      case 'POST https://activations.partner.example/lines/new':
        return [202, [{ ticket: 'L-1', situation: 'reserved' }]];
      default:
        return [404, { message: 'nothing is here' }];
    }
  };

  const port = await httpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const { method, url = '', headers } = request;
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      const one: Asked = { method, url: `https://${String(headers['x-host'])}${url}`, headers, body };
      asked.push(one);
      const [status, answer] = answerTo(one);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  const real = createTransport(Date.now);
  // The hosts are made up; what would go there goes to the server, which is told which host was meant.
  const transport: Transport = (request, deadlineMs) => {
    const { host, pathname, search: query } = request.url;
    const url = new URL(pathname + query, `http://127.0.0.1:${port}`);
    return real({ ...request, url, headers: { ...request.headers, 'x-host': host } }, deadlineMs);
  };
  return { asked, progress, transport };
};
