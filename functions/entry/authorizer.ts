import { createRemoteJWKSet } from 'jose';
import { createAuthorizer } from '#api/authorize';
import { createGrantLookup } from '#api/grants';
import { verifyToken } from '#api/verify-token';
import { dynamoDb } from '#entry/aws-clients';
import { environment, observability } from '#entry/process';
import { wireNow } from '#platform/clock';

const { tableName, tokenKeysUrl, ...told } = environment(
  'tableName',
  'tokenIssuer',
  'tokenKeysUrl',
  'tokenAudience',
  'tokenScopeClaim',
  'tokenScopePrefix',
  'wholeGrantWithoutScope',
);

const keys = createRemoteJWKSet(new URL(tokenKeysUrl));
const issuer = {
  issuer: told.tokenIssuer,
  audience: told.tokenAudience,
  scopeClaim: told.tokenScopeClaim,
  scopePrefix: told.tokenScopePrefix,
  wholeGrantWithoutScope: told.wholeGrantWithoutScope,
};

export const handler = createAuthorizer({
  verify: (token) => verifyToken(token, keys, issuer, new Date(wireNow())),
  grantOf: createGrantLookup(dynamoDb(), tableName, wireNow),
  log: observability().log,
});
