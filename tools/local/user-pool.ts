import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import * as z from 'zod';
import { scopes } from '#domain/define-operation';
import { tokenResourceServer } from '../../lib/names';
import { refusalWithoutKey } from '../loopback/foreign-requests';
import { close, listen, loopback } from '../loopback/listen';
import { AwsError, awsJson, type Action } from './aws-json';
import { newSecret, type ClientRegister, type RegisteredClient } from './client-register';

/** As many as Amazon Cognito lets a client have. */
const mostSecrets = 2;

export interface UserPool {
  /** Of the API of Amazon Cognito user pools. */
  url: string;
  id: string;
  close(): Promise<void>;
}

/** Amazon Cognito with one user pool, as far as operators use it: its app clients are those the local token issuer knows. */
export const startUserPool = async (
  register: ClientRegister,
  region: string,
  accessKeyId: string,
): Promise<UserPool> => {
  const id = `${region}_local`;
  const server = createServer(awsJson(actionsOn(id, register)));
  const url = `http://${loopback}:${await listen(server, 0, [refusalWithoutKey(accessKeyId)])}`;
  return { url, id, close: () => close(server) };
};

const newClient = z.object({
  ClientName: z.string().min(1).max(128),
  GenerateSecret: z.literal(true),
  AllowedOAuthFlows: z.tuple([z.literal('client_credentials')]),
  AllowedOAuthScopes: z.array(z.string()),
});
const page = z.object({ MaxResults: z.int().min(1).max(60), NextToken: z.string().regex(/^\d+$/).default('0') });
const oneClient = z.object({ ClientId: z.string() });
const oneSecret = z.object({ ClientSecretId: z.string() });

const actionsOn = (id: string, register: ClientRegister): Record<string, Action> => {
  const actions = { ...clientActions(id, register), ...secretActions(register) };
  return Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, inPool(id, action)]));
};

const clientActions = (id: string, register: ClientRegister): Record<string, Action> => ({
  CreateUserPoolClient: async (input) => {
    const { ClientName, AllowedOAuthScopes } = newClient.parse(input);
    const clientId = randomBytes(13).toString('hex');
    const secret = newSecret();
    await keep(register, clientId, { name: ClientName, scopes: scopesOf(AllowedOAuthScopes), secrets: [secret] });
    return {
      UserPoolClient: {
        UserPoolId: id,
        ClientId: clientId,
        ClientName,
        ClientSecret: secret.value,
        AllowedOAuthScopes,
      },
    };
  },
  ListUserPoolClients: (input) => {
    const { MaxResults, NextToken } = page.parse(input);
    const all = [...register.all()].map(([ClientId, { name }]) => ({ UserPoolId: id, ClientId, ClientName: name }));
    const end = Number(NextToken) + MaxResults;
    return {
      UserPoolClients: all.slice(Number(NextToken), end),
      ...(end < all.length && { NextToken: String(end) }),
    };
  },
});

const secretActions = (register: ClientRegister): Record<string, Action> => {
  const found = (input: unknown): { clientId: string; client: RegisteredClient } => {
    const { ClientId: clientId } = oneClient.parse(input);
    const client = register.find(clientId);
    if (client) return { clientId, client };
    throw new AwsError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
  };
  return {
    ListUserPoolClientSecrets: (input) => ({ ClientSecrets: found(input).client.secrets.map(described) }),
    AddUserPoolClientSecret: async (input) => {
      const { clientId, client } = found(input);
      if (client.secrets.length >= mostSecrets)
        throw new AwsError('LimitExceededException', `A client has ${mostSecrets} secrets at most.`);
      const secret = newSecret();
      await keep(register, clientId, { ...client, secrets: [...client.secrets, secret] });
      return { ClientSecretDescriptor: { ...described(secret), ClientSecretValue: secret.value } };
    },
    DeleteUserPoolClientSecret: async (input) => {
      const { clientId, client } = found(input);
      const { ClientSecretId } = oneSecret.parse(input);
      const secrets = client.secrets.filter((one) => one.id !== ClientSecretId);
      if (secrets.length === client.secrets.length)
        throw new AwsError('ResourceNotFoundException', 'The client has no such secret.');
      if (secrets.length === 0) throw new AwsError('InvalidParameterException', 'A client keeps one secret.');
      await keep(register, clientId, { ...client, secrets });
      return {};
    },
  };
};

const keep = (register: ClientRegister, clientId: string, client: RegisteredClient): Promise<void> => {
  register.set(clientId, client);
  return register.save();
};

const inPool =
  (id: string, action: Action): Action =>
  (input) => {
    if (z.object({ UserPoolId: z.string() }).parse(input).UserPoolId === id) return action(input);
    throw new AwsError('ResourceNotFoundException', 'There is no such user pool here.');
  };

/** Here they go by the names that tokens of the local issuer carry. */
const scopesOf = (allowed: readonly string[]): RegisteredClient['scopes'] =>
  scopes.filter((scope) => allowed.includes(`${tokenResourceServer}/${scope}`));

const described = ({ id, createdAtSeconds }: RegisteredClient['secrets'][number]) => ({
  ClientSecretId: id,
  ClientSecretCreateDate: createdAtSeconds,
});
