import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRemoteJWKSet } from 'jose';
import * as z from 'zod';
import { createAuthorizer } from '#api/authorize';
import { createGrantLookup } from '#api/grants';
import { verifyToken } from '#api/verify-token';
import { createLog } from '#platform/log';

const environment = z
  .object({
    TENANT: z.string(),
    TABLE_NAME: z.string(),
    ISSUER: z.string(),
    JWKS_URI: z.url(),
    AUDIENCE: z.string().optional(),
  })
  .parse(process.env);

const keys = createRemoteJWKSet(new URL(environment.JWKS_URI));
const issuer = { issuer: environment.ISSUER, audience: environment.AUDIENCE };

export const handler = createAuthorizer({
  verify: (token) => verifyToken(token, keys, issuer),
  grantOf: createGrantLookup(new DynamoDBClient({}), environment.TABLE_NAME),
  log: createLog(`att-partner-gateway-${environment.TENANT}`),
});
