import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { forward } from './forward';
import { benchSettings, lookupSchema } from './work';

/** The least that does the work: validate, put the credentials in, forward over a kept connection, hand the answer on. */
const { upstream, credentials } = benchSettings();

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const answer = await forward(upstream, credentials, lookupSchema.parse(JSON.parse(event.body ?? '')));
  return { statusCode: answer.status, headers: { 'content-type': 'application/json' }, body: answer.text };
};
