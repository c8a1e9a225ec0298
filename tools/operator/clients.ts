import {
  AddUserPoolClientSecretCommand,
  CreateUserPoolClientCommand,
  DeleteUserPoolClientSecretCommand,
  ListUserPoolClientSecretsCommand,
  ListUserPoolClientsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { answerBytes, mostAnswerBytes } from '#api/authorizer-answer';
import { grantSchema, type Grant } from '#api/grants';
import { scopes } from '#domain/define-operation';
import { clientGrants } from '#platform/table/keys';
import { tokenResourceServer } from '../../lib/names';
import { outputOf, tableNameOf, type Deployment } from './deployment';
import { Refusal } from './failures';

/** A client’s secret, which only the client is to have: shown once, kept by nobody here. */
export interface NewSecret {
  clientId: string;
  clientSecret: string;
}

/** What a client may do, as it is stored; undefined where it may do nothing. @throws Refusal where nobody can read the item */
export const grantOf = async (deployment: Deployment, clientId: string): Promise<Grant | undefined> => {
  const TableName = await tableNameOf(deployment);
  const { Item } = await deployment.aws.dynamoDb.send(new GetItemCommand({ TableName, Key: keyOf(clientId) }));
  if (!Item) return undefined;
  const grant = grantSchema.safeParse(unmarshall(Item));
  if (grant.success) return grant.data;
  const mistakes = grant.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new Refusal(`The grant of ${clientId} cannot be read (${mistakes}): grant anew, with all it shall have.`);
};

/** @throws Refusal where API Gateway would not carry what the authorizer says of a client with such a grant */
export const requireAnswerable = (grant: Grant): void => {
  const bytes = answerBytes(grant);
  if (bytes <= mostAnswerBytes) return;
  throw new Refusal(
    `What is said of a client with ${grant.solutionProviders.length} Solution Providers takes up to ${bytes} bytes, and API Gateway carries ${mostAnswerBytes}: grant some of them to another client.`,
  );
};

export const putGrant = async (deployment: Deployment, clientId: string, grant: Grant): Promise<void> => {
  const item = { ...clientGrants.key.of({ clientId }), ...grant };
  const Item = marshall(item, { removeUndefinedValues: true });
  await deployment.aws.dynamoDb.send(new PutItemCommand({ TableName: await tableNameOf(deployment), Item }));
};

export const deleteGrant = async (deployment: Deployment, clientId: string): Promise<void> => {
  const TableName = await tableNameOf(deployment);
  await deployment.aws.dynamoDb.send(new DeleteItemCommand({ TableName, Key: keyOf(clientId) }));
};

const keyOf = (clientId: string) => marshall(clientGrants.key.of({ clientId }));

/** @throws Refusal where the tenant has a token issuer of its own */
const userPoolOf = async (deployment: Deployment): Promise<string> => {
  const id = await outputOf(deployment, 'data', 'UserPoolId');
  if (id !== undefined) return id;
  throw new Refusal(
    `${deployment.tenant.tenant} has no user pool: its clients are registered, and get their secrets, at its own token issuer.`,
  );
};

/** Registers an app client that may ask for every scope; its grant says which of them it has. */
export const registerClient = async (deployment: Deployment, name: string): Promise<NewSecret> => {
  const { UserPoolClient = {} } = await deployment.aws.cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId: await userPoolOf(deployment),
      ClientName: name,
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: scopes.map((scope) => `${tokenResourceServer}/${scope}`),
      EnableTokenRevocation: false,
    }),
  );
  const { ClientId: clientId = '', ClientSecret: clientSecret = '' } = UserPoolClient;
  return { clientId, clientSecret };
};

/** The app clients of the deployment’s user pool, by name. */
export const registeredClients = async (deployment: Deployment): Promise<{ clientId: string; name: string }[]> => {
  const UserPoolId = await userPoolOf(deployment);
  const found: { clientId: string; name: string }[] = [];
  let NextToken: string | undefined;
  do {
    const page = await deployment.aws.cognito.send(
      new ListUserPoolClientsCommand({ UserPoolId, NextToken, MaxResults: 60 }),
    );
    for (const { ClientId: clientId = '', ClientName: name = '' } of page.UserPoolClients ?? [])
      found.push({ clientId, name });
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return found.toSorted((a, b) => a.name.localeCompare(b.name));
};

/** A second secret for a client; the first stays good until it is ended. @throws Refusal where it has two already */
export const addSecret = async (deployment: Deployment, clientId: string): Promise<NewSecret> => {
  const UserPoolId = await userPoolOf(deployment);
  requireRoom(clientId, await secretIdsOf(deployment, UserPoolId, clientId));
  const { ClientSecretDescriptor: made } = await deployment.aws.cognito.send(
    new AddUserPoolClientSecretCommand({ UserPoolId, ClientId: clientId }),
  );
  return { clientId, clientSecret: made?.ClientSecretValue ?? '' };
};

const requireRoom = (clientId: string, known: readonly string[]): void => {
  if (known.length > 1)
    throw new Refusal(`${clientId} has two secrets already: end the older with \`gateway client rotate --finish\`.`);
};

/** Ends the older of a client’s two secrets. @throws Refusal where it has one */
export const endOlderSecret = async (deployment: Deployment, clientId: string): Promise<void> => {
  const UserPoolId = await userPoolOf(deployment);
  const older = olderOf(clientId, await secretIdsOf(deployment, UserPoolId, clientId));
  await deployment.aws.cognito.send(
    new DeleteUserPoolClientSecretCommand({ UserPoolId, ClientId: clientId, ClientSecretId: older }),
  );
};

const olderOf = (clientId: string, [older, ...younger]: readonly string[]): string => {
  if (older !== undefined && younger.length > 0) return older;
  throw new Refusal(`${clientId} has one secret only, and it is in use.`);
};

/** How many secrets it would have once one is added, or the older ended. @throws Refusal where that would be refused */
export const secretsAfter = async (deployment: Deployment, clientId: string, isEnded: boolean): Promise<number> => {
  const known = await secretIdsOf(deployment, await userPoolOf(deployment), clientId);
  if (isEnded) olderOf(clientId, known);
  else requireRoom(clientId, known);
  return known.length + (isEnded ? -1 : 1);
};

/** Oldest first. */
const secretIdsOf = async ({ aws }: Deployment, UserPoolId: string, ClientId: string): Promise<string[]> => {
  const { ClientSecrets = [] } = await aws.cognito.send(new ListUserPoolClientSecretsCommand({ UserPoolId, ClientId }));
  return ClientSecrets.toSorted(
    (a, b) => (a.ClientSecretCreateDate?.getTime() ?? 0) - (b.ClientSecretCreateDate?.getTime() ?? 0),
  )
    .map(({ ClientSecretId }) => ClientSecretId)
    .filter((id) => id !== undefined);
};
