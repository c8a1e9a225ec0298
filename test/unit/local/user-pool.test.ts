import {
  AddUserPoolClientSecretCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  DeleteUserPoolClientSecretCommand,
  DescribeUserPoolClientCommand,
  ListUserPoolClientSecretsCommand,
  ListUserPoolClientsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { scopes } from '#domain/define-operation';
import { tokenResourceServer } from '../../../lib/names';
import { openClientRegister, type ClientRegister } from '../../../tools/local/client-register';
import { startUserPool, type UserPool } from '../../../tools/local/user-pool';
import { temporaryDirectory } from '../../support/temporary-directory';

const region = 'us-east-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

let register: ClientRegister;
let pool: UserPool;
let cognito: CognitoIdentityProviderClient;
beforeEach(async () => {
  register = await openClientRegister(temporaryDirectory('user-pool-'));
  pool = await startUserPool(register, region, credentials.accessKeyId);
  cognito = new CognitoIdentityProviderClient({ region, credentials, endpoint: pool.url, maxAttempts: 1 });
});
afterEach(() => pool.close());

const create = async (ClientName: string, allowed: readonly string[] = scopes): Promise<string> => {
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      ...{ UserPoolId: pool.id, ClientName, GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'] },
      AllowedOAuthScopes: allowed.map((scope) => `${tokenResourceServer}/${scope}`),
    }),
  );
  return UserPoolClient!.ClientId!;
};

it('registers clients for the scopes that they may ask for', async () => {
  const ClientId = await create('crm', ['tracking:read', 'no:scope']);
  expect(ClientId).toMatch(/^[0-9a-z]{26}$/);
  expect(register.find(ClientId)).toMatchObject({ name: 'crm', scopes: ['tracking:read'] });
});

it('lists by pages', async () => {
  const ids = [await create('one'), await create('two'), await create('three')];
  const list = (NextToken?: string) =>
    cognito.send(new ListUserPoolClientsCommand({ UserPoolId: pool.id, MaxResults: 2, NextToken }));
  const first = await list();
  const second = await list(first.NextToken);
  const listed = [...first.UserPoolClients!, ...second.UserPoolClients!];
  expect(listed.map(({ ClientId }) => ClientId)).toEqual(ids);
  expect([first.UserPoolClients!.length, second.NextToken]).toEqual([2, undefined]);
});

it('adds a second secret and no third, ends one and never the last, and shows none again', async () => {
  const whose = { UserPoolId: pool.id, ClientId: await create('crm') };
  const add = () => cognito.send(new AddUserPoolClientSecretCommand(whose));
  const list = async () => (await cognito.send(new ListUserPoolClientSecretsCommand(whose))).ClientSecrets!;
  const end = (ClientSecretId = '') =>
    cognito.send(new DeleteUserPoolClientSecretCommand({ ...whose, ClientSecretId }));
  const { ClientSecretDescriptor: added } = await add();
  const [older, newer] = await list();
  expect([newer!.ClientSecretId, newer!.ClientSecretValue]).toEqual([added!.ClientSecretId, undefined]);
  expect(older!.ClientSecretCreateDate!.getTime()).toBeLessThanOrEqual(newer!.ClientSecretCreateDate!.getTime());
  await expect(add()).rejects.toMatchObject({ name: 'LimitExceededException' });
  await expect(end('none')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await end(older!.ClientSecretId);
  expect(register.find(whose.ClientId)!.secrets.map(({ value }) => value)).toEqual([added!.ClientSecretValue]);
  await expect(end(newer!.ClientSecretId)).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

it('knows no other pool, no client that is not registered, and nothing else of Amazon Cognito', async () => {
  const ClientId = await create('crm');
  const missing = { name: 'ResourceNotFoundException' };
  const secretsOf = (UserPoolId: string, id: string) =>
    cognito.send(new ListUserPoolClientSecretsCommand({ UserPoolId, ClientId: id }));
  await expect(secretsOf(`${region}_other`, ClientId)).rejects.toMatchObject(missing);
  await expect(secretsOf(pool.id, 'nobody')).rejects.toMatchObject(missing);
  const other = new DescribeUserPoolClientCommand({ UserPoolId: pool.id, ClientId });
  await expect(cognito.send(other)).rejects.toMatchObject({ name: 'UnknownOperationException' });
});
