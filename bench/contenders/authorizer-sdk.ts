import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as z from 'zod';

/** An authorizer with the SDK’s client for its one read, as this gateway’s was at first: what “before” means in the targets. */
const environment = z
  .object({ TABLE_NAME: z.string(), ISSUER: z.string(), AUDIENCE: z.string(), JWKS_URI: z.url() })
  .parse(process.env);
const keys = createRemoteJWKSet(new URL(environment.JWKS_URI));
const table = new DynamoDBClient({ maxAttempts: 3 });
const logger = new Logger({ serviceName: 'bench' });
const claims = z.object({ client_id: z.string(), scope: z.string() });
const grantSchema = z.object({ solutionProviders: z.array(z.string()), scopes: z.array(z.string()) });
const grants = new Map<string, { readAtMs: number; grant: z.output<typeof grantSchema> }>();

const grantOf = async (clientId: string): Promise<z.output<typeof grantSchema>> => {
  const known = grants.get(clientId);
  if (known && Date.now() - known.readAtMs < 60_000) return known.grant;
  const Key = { pk: { S: `CLIENT#${clientId}` }, sk: { S: 'GRANT' } };
  const { Item } = await table.send(new GetItemCommand({ TableName: environment.TABLE_NAME, Key }));
  const grant = grantSchema.parse(unmarshall(Item ?? {}));
  grants.set(clientId, { readAtMs: Date.now(), grant });
  return grant;
};

export const handler = async (event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
  const token = event.headers?.['Authorization']?.replace(/^Bearer /, '') ?? '';
  const { ISSUER: issuer, AUDIENCE: audience } = environment;
  const { payload } = await jwtVerify(token, keys, { issuer, audience, requiredClaims: ['exp'] });
  const { client_id: clientId, scope } = claims.parse(payload);
  const grant = await grantOf(clientId);
  const granted = grant.scopes.filter((one) => scope.split(' ').includes(one));
  if (granted.length === 0) logger.warn('refused', { clientId });
  return {
    principalId: clientId,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' }],
    },
    context: { clientId, solutionProviders: grant.solutionProviders.join(' '), scopes: granted.join(' ') },
  };
};
