import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { benchSettings, secretSchema } from './work';

/** What most teams would have around their handlers: middy and Powertools, each as its own page shows it. */
const { upstream, secretId } = benchSettings();
export const logger = new Logger({ serviceName: 'bench' });
export const metrics = new Metrics({ namespace: 'bench', serviceName: 'bench' });
const tracer = new Tracer({ serviceName: 'bench' });

export const observed = () =>
  middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .use(captureLambdaHandler(tracer))
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics, { captureColdStartMetric: true }));

/** Asks AT&T by the global fetch, with credentials from Secrets Manager that are kept for five minutes. */
export const ask = async (document: unknown): Promise<{ status: number; text: string }> => {
  const secret = secretSchema.parse(await getSecret(secretId, { transform: 'json', maxAge: 300 }));
  const { clientId, clientSecret } = secret.current;
  const answer = await fetch(upstream, {
    method: 'POST',
    headers: { 'content-type': 'application/json', client_id: clientId, client_secret: clientSecret },
    body: JSON.stringify(document),
  });
  return { status: answer.status, text: await answer.text() };
};
