import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { ownLimitsSchema } from '#domain/client-limits';
import { scopes } from '#domain/define-operation';
import type { DynamoDb } from '#platform/table/dynamo-db';
import { clientGrants } from '#platform/table/keys';

/** What a client may do: for which Solution Providers, with which scopes, and how often where that differs from the tenant’s. */
export const grantSchema = z.object({
  solutionProviders: z.array(z.string().regex(/^[\w-]{1,64}$/)),
  scopes: z.array(z.enum(scopes)),
  limits: ownLimitsSchema().optional(),
});
export type Grant = z.infer<typeof grantSchema>;

/** The grant of a client, or undefined when it has none. @throws when the table cannot be read */
export type GrantLookup = (clientId: string) => Promise<Grant | undefined>;

/** A withdrawn grant ends within this time plus the gateway's own caching of the authorizer's answer. */
const lifetimeMs = 60_000;

/**
 * Grants from the table, remembered for a minute. What one says of a Solution Provider that the tenant does not have, or has no longer, counts for
 * nothing: nobody would follow what is begun for it.
 * @param stated the tenant’s Solution Providers
 */
export const createGrantLookup = (
  dynamoDb: Pick<DynamoDb, 'getItem'>,
  tableName: string,
  stated: readonly string[],
  now: () => number,
): GrantLookup => {
  const ofTenant = new Set(stated);
  const known = new Map<string, { readAtMs: number; grant: Grant | undefined }>();
  return async (clientId) => {
    const entry = known.get(clientId);
    if (entry && now() - entry.readAtMs < lifetimeMs) return entry.grant;
    const { pk, sk } = clientGrants.key.of({ clientId });
    const { Item } = await dynamoDb.getItem({ TableName: tableName, Key: { pk: { S: pk }, sk: { S: sk } } });
    const whole = Item && grantSchema.parse(unmarshall(Item));
    const grant = whole && { ...whole, solutionProviders: whole.solutionProviders.filter((id) => ofTenant.has(id)) };
    known.set(clientId, { readAtMs: now(), grant });
    return grant;
  };
};
