import { Agent, request } from 'node:https';

export interface Forwarded {
  status: number;
  text: string;
}

const agent = new Agent({ keepAlive: true });

/** Sends a document on over a kept connection, with the credentials it needs. */
export const forward = (url: string, credentials: Record<string, string>, document: unknown): Promise<Forwarded> => {
  const body = JSON.stringify(document);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...credentials,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent, headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 500, text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
};
