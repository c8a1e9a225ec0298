import { createRemoteJWKSet } from 'jose';
import { createAuthorizer } from '#api/authorize';
import { createGrantLookup } from '#api/grants';
import { verifyToken } from '#api/verify-token';
import { dynamoDb } from '#entry/aws-clients';
import { environment, observability } from '#entry/process';
import { wireNow } from '#platform/clock';

const { tableName, tokenIssuer, tokenKeysUrl, tokenAudience } = environment(
  'tableName',
  'tokenIssuer',
  'tokenKeysUrl',
  'tokenAudience',
);

const keys = createRemoteJWKSet(new URL(tokenKeysUrl));
const issuer = { issuer: tokenIssuer, audience: tokenAudience };

export const handler = createAuthorizer({
  verify: (token) => verifyToken(token, keys, issuer, new Date(wireNow())),
  grantOf: createGrantLookup(dynamoDb(), tableName, wireNow),
  log: observability().log,
});
