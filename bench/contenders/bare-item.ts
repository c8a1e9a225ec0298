import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { createHmac, createSecretKey, hash } from 'node:crypto';
import { handler as bare } from './bare';
import { forward } from './forward';
import { benchSettings } from './work';

/**
 * The least, and meanwhile the least that an item of a table can be read by: a second request over a connection of the same kind, with the
 * two hashes and the HMAC of AWS’s signature, whose answer is read as JSON and not looked at.
 */
const { upstream } = benchSettings();
const key = createSecretKey(Buffer.alloc(32, 1));
const asked = { TableName: 'bench', Key: { pk: { S: 'SP#10067' }, sk: { S: 'PORT-IN#1' } } };

const signature = (): Record<string, string> => {
  const date = new Date().toISOString();
  const content = hash('sha256', JSON.stringify(asked));
  const request = `POST\n/\n\nhost:bench\nx-amz-date:${date}\n\nhost;x-amz-date\n${content}`;
  const signed = `AWS4-HMAC-SHA256\n${date}\nus-east-1/dynamodb/aws4_request\n${hash('sha256', request)}`;
  return { 'x-amz-date': date, authorization: createHmac('sha256', key).update(signed).digest('hex') };
};

const readItem = async (): Promise<unknown> => JSON.parse((await forward(upstream, signature(), asked)).text);

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const [answer] = await Promise.all([bare(event), readItem()]);
  return answer;
};
