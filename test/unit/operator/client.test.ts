import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  AddUserPoolClientSecretCommand,
  CreateUserPoolClientCommand,
  DeleteUserPoolClientSecretCommand,
  ListUserPoolClientSecretsCommand,
  ListUserPoolClientsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createGrantLookup } from '#api/grants';
import { scopes } from '#domain/define-operation';
import { sdkDynamoDb } from '#platform/table/sdk-dynamo-db';
import { tableName } from '../../support/dynalite-client';
import { requireAnswerable } from '../../../tools/operator/clients';
import { operated } from '../../support/operated';

const stated = ['A-06399x', '10067', '10006'];

const granting = 'client grant --client crm --tenant rebound --provider A-06399x --scope mobility:read bulk:read';

/** A deployment, and what its authorizer finds granted now. */
const authorized = async () => {
  const world = await operated();
  const grantOf = (clientId: string) =>
    createGrantLookup(sdkDynamoDb(world.dynamoDb), tableName, stated, Date.now)(clientId);
  return { ...world, world, grantOf };
};

it('grants what the authorizer then finds, instead of what was granted before', async () => {
  const { gateway, grantOf } = await authorized();
  expect((await gateway(granting)).out).toContain(
    'may do: mobility:read bulk:read for A-06399x\nBefore: may do nothing',
  );
  expect(await grantOf('crm')).toEqual({ solutionProviders: ['A-06399x'], scopes: ['mobility:read', 'bulk:read'] });
  const again = 'client grant -c crm -t rebound -p A-06399x -s mobility:write -s mobility:write --per-second 5 --json';
  expect(JSON.parse((await gateway(again)).out)).toEqual({
    ...{ clientId: 'crm', isDryRun: false },
    grant: { solutionProviders: ['A-06399x'], scopes: ['mobility:write'], limits: { perSecond: 5 } },
    before: { solutionProviders: ['A-06399x'], scopes: ['mobility:read', 'bulk:read'] },
  });
  expect(await grantOf('crm')).toMatchObject({ scopes: ['mobility:write'], limits: { perSecond: 5 } });
});

it('does nothing in a dry run', async () => {
  const { gateway, grantOf } = await authorized();
  await gateway(`${granting} --dry-run`);
  expect(await grantOf('crm')).toBeUndefined();
  await gateway(granting);
  expect((await gateway('client revoke --client crm --tenant rebound --dry-run')).out).toContain(
    'would be let do nothing',
  );
  expect(await grantOf('crm')).toBeDefined();
});

it('revokes', async () => {
  const { gateway, grantOf } = await authorized();
  await gateway(granting);
  expect((await gateway('client revoke --client crm --tenant rebound')).out).toContain(
    'Before: mobility:read bulk:read',
  );
  expect(await grantOf('crm')).toBeUndefined();
});

it('shows a grant that nobody can read for what it is, and grants over it', async () => {
  const { gateway, world, grantOf } = await authorized();
  const Item = {
    pk: { S: 'CLIENT#crm' },
    sk: { S: 'GRANT' },
    solutionProviders: { L: [] },
    scopes: { L: [{ S: 'x' }] },
  };
  await world.dynamoDb.send(new PutItemCommand({ TableName: tableName, Item }));
  const shown = await gateway('client show --client crm --tenant rebound');
  expect(shown).toMatchObject({ err: expect.stringMatching(/cannot be read \(scopes\.0: .*grant anew/), exitCode: 1 });
  expect((await gateway(granting)).exitCode).toBe(0);
  expect(await grantOf('crm')).toBeDefined();
});

describe('of the deployment’s user pool', () => {
  const pooled = async () => {
    const { world, ...rest } = await authorized();
    world.outputs['UserPoolId'] = 'pool';
    const secrets = [{ ClientSecretId: 'first', ClientSecretCreateDate: new Date(1) }];
    world.cognito = (command) => {
      expect((command as CreateUserPoolClientCommand).input.UserPoolId).toBe('pool');
      if (command instanceof CreateUserPoolClientCommand)
        return { UserPoolClient: { ClientId: 'made', ClientSecret: 'made-secret' } };
      if (command instanceof ListUserPoolClientsCommand)
        return command.input.NextToken === undefined
          ? { UserPoolClients: [{ ClientId: 'made', ClientName: 'crm' }], NextToken: 'more' }
          : { UserPoolClients: [{ ClientId: 'other', ClientName: 'app' }] };
      if (command instanceof ListUserPoolClientSecretsCommand) return { ClientSecrets: secrets.toReversed() };
      if (command instanceof AddUserPoolClientSecretCommand) {
        secrets.push({ ClientSecretId: 'second', ClientSecretCreateDate: new Date(2) });
        return { ClientSecretDescriptor: { ClientSecretValue: 'second-secret' } };
      }
      if (command instanceof DeleteUserPoolClientSecretCommand)
        return void secrets.splice(
          secrets.findIndex((one) => one.ClientSecretId === command.input.ClientSecretId),
          1,
        );
      throw new Error('nobody expected it');
    };
    return { ...rest, world, secrets };
  };

  it('shows the secret of a client also where its grant could not be written', async () => {
    const { gateway, world } = await pooled();
    const { send } = world.dynamoDb;
    world.dynamoDb.send = ((command: { input: { Item?: { pk: { S: string } } } }) =>
      command.input.Item?.pk.S === 'CLIENT#made'
        ? Promise.reject(new Error('no table'))
        : (send as (command: unknown) => unknown).call(world.dynamoDb, command)) as never;
    const line = 'client create --name crm --tenant rebound --provider A-06399x --scope mobility:read';
    const { out, exitCode } = await gateway(line);
    expect(out).toMatch(
      /^made {2}is registered.*client grant --client made\n.*: made-secret\nA token it fetches is good for an hour/,
    );
    expect(exitCode).toBe(4);
  });

  it('registers a client, grants it, and shows its secret', async () => {
    const { gateway, grantOf } = await pooled();
    const line = 'client create --name crm --tenant rebound --provider A-06399x --scope mobility:read';
    expect((await gateway(`${line} --dry-run`)).out).toContain('crm would be registered');
    expect((await gateway(line)).out).toMatch(
      /^made {2}mobility:read for A-06399x\n.*: made-secret\nA token it fetches is good for an hour/,
    );
    expect(await grantOf('made')).toMatchObject({ scopes: ['mobility:read'] });
    expect((await gateway('client list --tenant rebound')).out).toBe(
      'other  app  may do nothing\nmade  crm  mobility:read for A-06399x\n',
    );
  });

  it('gives a client a second secret, and ends the older when it is told to', async () => {
    const { gateway, secrets } = await pooled();
    const line = 'client rotate --client made --tenant rebound';
    expect(await gateway(`${line} --finish`)).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('one secret only'),
    });
    expect((await gateway(line)).out).toContain('second-secret');
    expect(await gateway(line)).toMatchObject({ exitCode: 1, err: expect.stringContaining('--finish') });
    await gateway(`${line} --finish`);
    expect(secrets).toMatchObject([{ ClientSecretId: 'second' }]);
  });
});

it('says who registers clients where the tenant has a token issuer of its own', async () => {
  const { gateway } = await authorized();
  const ended = await gateway('client list --tenant rebound');
  expect(ended).toMatchObject({ exitCode: 1, err: expect.stringContaining('at its own token issuer') });
});

it('grants no more Solution Providers than API Gateway carries: 785 with ids of eight characters and every scope', () => {
  const grant = (count: number) => ({
    solutionProviders: Array.from({ length: count }, (_, at) => `A-${100_000 + at}`),
    scopes: [...scopes],
  });
  expect(() => requireAnswerable(grant(785))).not.toThrow();
  expect(() => requireAnswerable(grant(786))).toThrow(
    /and API Gateway carries 8192: grant some of them to another client/,
  );
});
