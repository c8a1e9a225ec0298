import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createAuthorizer } from '#api/authorize';
import { createGrantLookup } from '#api/grants';
import { createIssuerKeys } from '#api/issuer-keys';
import { verifyToken } from '#api/verify-token';
import { callersStores } from '#entry/callers-stores';
import { environment, processLog } from '#entry/process';
import { wireNow } from '#platform/clock';
import { createRestrictionLookup } from '#platform/restrictions';

const { tableName, tokenKeysUrl, solutionProviders, ...told } = environment(
  'tableName',
  'solutionProviders',
  'tokenIssuer',
  'tokenKeysUrl',
  'tokenAudience',
  'tokenScopeClaim',
  'tokenScopePrefix',
  'wholeGrantWithoutScope',
  'contact',
);

const keys = createIssuerKeys(new URL(tokenKeysUrl), wireNow);
const issuer = {
  issuer: told.tokenIssuer,
  audience: told.tokenAudience,
  scopeClaim: told.tokenScopeClaim,
  scopePrefix: told.tokenScopePrefix,
  wholeGrantWithoutScope: told.wholeGrantWithoutScope,
};

export const handler = createAuthorizer({
  verify: (token) => verifyToken(token, keys, issuer, new Date(wireNow())),
  grantOf: createGrantLookup(callersStores().dynamoDb, tableName, solutionProviders, wireNow),
  restrictions: createRestrictionLookup(async ({ pk, sk }) => {
    const { Item } = await callersStores().dynamoDb.getItem({
      TableName: tableName,
      Key: { pk: { S: pk }, sk: { S: sk } },
    });
    return Item && unmarshall(Item);
  }, wireNow),
  contact: told.contact,
  log: processLog(),
});
