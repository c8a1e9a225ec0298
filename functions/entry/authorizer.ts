import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createAuthorizer } from '#api/authorize';
import { createClientLimiter } from '#api/client-limiter';
import { createGrantLookup } from '#api/grants';
import { createIssuerKeys } from '#api/issuer-keys';
import { createVerifiedTokens } from '#api/verified-tokens';
import { verifyToken } from '#api/verify-token';
import { ownStores } from '#entry/own-stores';
import { environment, observability } from '#entry/process';
import { wireNow } from '#platform/clock';
import { createRestrictionLookup } from '#platform/restrictions';

const {
  tableName,
  tokenKeysUrl,
  solutionProviders,
  clientLimits: limits,
  ...told
} = environment(
  'tableName',
  'solutionProviders',
  'tokenIssuer',
  'tokenKeysUrl',
  'tokenAudience',
  'tokenScopeClaim',
  'tokenScopePrefix',
  'wholeGrantWithoutScope',
  'contact',
  'clientLimits',
);

const { dynamoDb } = ownStores();

const keys = createIssuerKeys(new URL(tokenKeysUrl), wireNow);
const issuer = {
  issuer: told.tokenIssuer,
  audience: told.tokenAudience,
  scopeClaim: told.tokenScopeClaim,
  scopePrefix: told.tokenScopePrefix,
  wholeGrantWithoutScope: told.wholeGrantWithoutScope,
};

export const handler = createAuthorizer({
  verify: createVerifiedTokens((token) => verifyToken(token, keys, issuer, new Date(wireNow())), wireNow),
  grantOf: createGrantLookup(dynamoDb, tableName, solutionProviders, wireNow),
  restrictions: createRestrictionLookup(async ({ pk, sk }) => {
    const { Item } = await dynamoDb.getItem({
      TableName: tableName,
      Key: { pk: { S: pk }, sk: { S: sk } },
    });
    return Item && unmarshall(Item);
  }, wireNow),
  limiter: limits && createClientLimiter({ ...observability(), dynamoDb, tableName, limits, now: wireNow }),
  contact: told.contact,
  log: observability().log,
});
