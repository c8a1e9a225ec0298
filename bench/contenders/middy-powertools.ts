import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import * as z from 'zod';
import { benchSettings, requestSchema } from '../work';

/** What most teams would write: middy, Powertools, the SDK’s client and the global fetch. */
const logger = new Logger({ serviceName: 'bench' });
const metrics = new Metrics({ namespace: 'bench', serviceName: 'bench' });
const secrets = new SecretsManagerClient({});
const { upstream, secretId } = benchSettings();
const secretSchema = z.object({ current: z.object({ clientId: z.string(), clientSecret: z.string() }) });
let credentials: z.output<typeof secretSchema> | undefined;

const credentialsOnce = async (): Promise<z.output<typeof secretSchema>> => {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: secretId }));
  return secretSchema.parse(JSON.parse(SecretString ?? ''));
};

const forward = async (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> => {
  logger.addContext(context);
  const body = requestSchema.parse(JSON.parse(event.body ?? ''));
  credentials ??= await credentialsOnce();
  const { clientId, clientSecret } = credentials.current;
  const answer = await fetch(upstream, {
    method: 'POST',
    headers: { 'content-type': 'application/json', client_id: clientId, client_secret: clientSecret },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  metrics.addMetric('calls', MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  logger.info('answered', { status: answer.status });
  return { statusCode: answer.status, body: text };
};

export const handler = middy<APIGatewayProxyEvent, APIGatewayProxyResult>().handler(forward);
