import { readFileSync, writeFileSync } from 'node:fs';
import { DeleteSecretCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DeleteEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { secretPrefix } from '../../../lib/names';
import type { Plan } from '../deploy-tenant';
import { operatorSettings, region } from '../operator';
import type { Belongings } from './belongings';

/** A secret is imported by `Id`, a bus by `Name`; of what has these alone the emulator imports nothing. */
const mapping = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * Takes out of the mapping what AWS imports and the emulator does not, secrets and event buses, and deletes them, so that a deployment can
 * make them anew. @returns their logical ids
 */
export const withoutWhatCannotBeImported = async (plan: Plan, path: string): Promise<string[]> => {
  const settings = { ...operatorSettings(plan), region };
  const [secrets, buses] = [new SecretsManagerClient(settings), new EventBridgeClient(settings)];
  const whole = mapping.parse(JSON.parse(readFileSync(path, 'utf8')));
  const dropped: string[] = [];
  for (const [logicalId, { Id, Name }] of Object.entries(whole)) {
    if (Id !== undefined)
      await secrets.send(new DeleteSecretCommand({ SecretId: Id, ForceDeleteWithoutRecovery: true }));
    else if (Name !== undefined) await buses.send(new DeleteEventBusCommand({ Name }));
    else continue;
    dropped.push(logicalId);
  }
  writeFileSync(
    path,
    JSON.stringify(Object.fromEntries(Object.entries(whole).filter(([id]) => !dropped.includes(id)))),
  );
  return dropped;
};

/** Gives the tenant’s own keys their values back, which at AWS their secrets have kept. */
export const filledAgain = async (plan: Plan, values: Belongings['secrets']): Promise<void> => {
  const secrets = new SecretsManagerClient({ ...operatorSettings(plan), region });
  for (const [SecretId, { SecretString }] of Object.entries(values)) {
    // Those of Solution Providers have two names more, are in no stack and were not touched.
    if (/\//.test(SecretId.slice(secretPrefix(plan.tenant).length + 1))) continue;
    await secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));
  }
};
