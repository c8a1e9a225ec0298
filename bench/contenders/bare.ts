import { Agent, request } from 'node:https';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { benchSettings, requestSchema } from '../work';

/** The least that does the work: validate, put the credentials in, forward over a kept connection, hand the answer on. */
const agent = new Agent({ keepAlive: true });
const { upstream, clientId, clientSecret } = benchSettings();

export const handler = (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const body = JSON.stringify(requestSchema.parse(JSON.parse(event.body ?? '')));
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    client_id: clientId,
    client_secret: clientSecret,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(upstream, { method: 'POST', agent, headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () => resolve({ statusCode: incoming.statusCode ?? 500, body: text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
};
