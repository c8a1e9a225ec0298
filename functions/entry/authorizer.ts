import { createRemoteJWKSet, customFetch } from 'jose';
import { createAuthorizer } from '#api/authorize';
import { fetchKeys } from '#api/fetch-keys';
import { createGrantLookup } from '#api/grants';
import { verifyToken } from '#api/verify-token';
import { callersStores } from '#entry/callers-stores';
import { environment, processLog } from '#entry/process';
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

const keys = createRemoteJWKSet(new URL(tokenKeysUrl), { [customFetch]: fetchKeys });
const issuer = {
  issuer: told.tokenIssuer,
  audience: told.tokenAudience,
  scopeClaim: told.tokenScopeClaim,
  scopePrefix: told.tokenScopePrefix,
  wholeGrantWithoutScope: told.wholeGrantWithoutScope,
};

export const handler = createAuthorizer({
  verify: (token) => verifyToken(token, keys, issuer, new Date(wireNow())),
  grantOf: createGrantLookup(callersStores().dynamoDb, tableName, wireNow),
  log: processLog(),
});
