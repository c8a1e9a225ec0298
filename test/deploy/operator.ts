import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { scopes, type ApiFamily } from '#domain/define-operation';
import type { Grant } from '#api/grants';
import { clientGrants } from '#platform/table/keys';
import { secretName, type CredentialSecret } from '#att/secret';
import { functionName, secretPrefix } from '../../lib/names';
import type { Deployment } from './deploy-tenant';
import type { Emulator } from './emulator';

export interface Client {
  clientId: string;
  clientSecret: string;
}

/** What a tenant’s operator does after a deployment. */
export interface Operator {
  storeCredentials(solutionProvider: string, family: ApiFamily, secret: CredentialSecret): Promise<void>;
  /** An app client that may ask for every scope; without a grant it may call nothing. */
  registerClient(name: string): Promise<Client>;
  grant(clientId: string, grant: Grant): Promise<void>;
  /** An access token by the client-credentials grant. */
  tokenOf(client: Client): Promise<string>;
  /** The authorizer’s keys come from the emulator’s Cognito; on AWS they are where the deployment says (ADR 0010). */
  pointAuthorizerAtEmulator(): Promise<void>;
}

const appClient = z.object({ UserPoolClient: z.looseObject({ ClientId: z.string(), ClientSecret: z.string() }) });
const configuration = z.looseObject({ Environment: z.object({ Variables: z.record(z.string(), z.string()) }) });

export const operatorOf = (tenant: string, { userPoolId }: Deployment, { url }: Emulator): Operator => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const aws = { endpoint: url, region: 'us-east-1', credentials };
  const secrets = new SecretsManagerClient(aws);
  const table = new DynamoDBClient(aws);
  const authorizer = `/2015-03-31/functions/${functionName(tenant, 'authorizer')}/configuration`;
  const authorizerSettings = async () =>
    configuration.parse(await call(url, authorizer, 'lambda')).Environment.Variables;

  return {
    storeCredentials: async (solutionProvider, family, secret) => {
      const SecretId = secretName(secretPrefix(tenant), solutionProvider, family);
      await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(secret) }));
    },
    registerClient: async (name) => {
      const body = {
        UserPoolId: userPoolId,
        ClientName: name,
        GenerateSecret: true,
        AllowedOAuthFlows: ['client_credentials'],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthScopes: scopes.map((scope) => `gateway/${scope}`),
      };
      const target = 'AWSCognitoIdentityProviderService.CreateUserPoolClient';
      const { UserPoolClient } = appClient.parse(await call(url, '/', 'cognito-idp', { body, target }));
      return { clientId: UserPoolClient.ClientId, clientSecret: UserPoolClient.ClientSecret };
    },
    grant: async (clientId, grant) => {
      const { TABLE_NAME: TableName } = await authorizerSettings();
      await table.send(
        new PutItemCommand({ TableName, Item: marshall({ ...clientGrants.key.of({ clientId }), ...grant }) }),
      );
    },
    tokenOf: async ({ clientId, clientSecret }) => {
      const response = await fetch(`${url}/oauth2/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
    },
    pointAuthorizerAtEmulator: async () => {
      const Variables = { ...(await authorizerSettings()), JWKS_URI: `${url}/${userPoolId}/.well-known/jwks.json` };
      await call(url, authorizer, 'lambda', { method: 'PUT', body: { Environment: { Variables } } });
    },
  };
};

interface Call {
  method?: string;
  body?: object;
  target?: string;
}

/** A call of an AWS API the project has no client for. The emulator reads who and where from the signature’s scope only. */
const call = async (
  url: string,
  path: string,
  service: string,
  { method, body, target }: Call = {},
): Promise<unknown> => {
  const response = await fetch(`${url}${path}`, {
    method: method ?? (body ? 'POST' : 'GET'),
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=none`,
      ...(body ? { 'content-type': target ? 'application/x-amz-json-1.1' : 'application/json' } : {}),
      ...(target ? { 'x-amz-target': target } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text);
};
