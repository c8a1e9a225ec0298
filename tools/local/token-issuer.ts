import { createServer, type RequestListener } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import * as z from 'zod';
import { scopes } from '#domain/define-operation';
import type { ClientRegister } from './client-register';
import type { DemoClient } from './demo-clients';
import { close, listenAsLocalhost, loopback } from '../loopback/listen';
import { keptState, type DataDir } from './state-file';
import { audience } from './token-audience';

/** As Amazon Cognito's by default. */
const tokenLifetimeSeconds = 3600;
const algorithm = 'RS256';

/** Paths as Amazon Cognito's. */
const paths = { token: '/oauth2/token', jwks: '/.well-known/jwks.json' };

export interface TokenIssuer {
  issuer: string;
  tokenUrl: string;
  jwksUri: string;
  close(): Promise<void>;
}

/** An OAuth 2 token issuer for the client-credentials grant, with HTTP Basic client authentication. */
export const startTokenIssuer = async (
  dataDir: DataDir,
  clients: ClientRegister,
  port: number,
): Promise<TokenIssuer> => {
  const keys = await keptState(dataDir, 'token-issuer.json', z.array(z.record(z.string(), z.unknown())), newKeys);
  let answer: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response));
  const issuer = `http://${loopback}:${await listenAsLocalhost(server, port)}`;
  const provider = new Provider(issuer, configurationOf(clients, keys));
  provider.Client.prototype.compareClientSecret = function (secret) {
    return clients.find(this.clientId)?.secrets.some(({ value }) => value === secret) ?? false;
  };
  provider.on('server_error', (_context, error) => console.error('token issuer:', error));
  answer = provider.callback();
  return {
    issuer,
    tokenUrl: issuer + paths.token,
    jwksUri: issuer + paths.jwks,
    close: () => close(server),
  };
};

const newKeys = async (): Promise<Record<string, unknown>[]> => {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return [{ ...(await exportJWK(privateKey)), alg: algorithm, use: 'sig', kid: 'local-1' }];
};

/** The issuer keeps nothing: its tokens carry all there is to know, and clients are looked up each time, since they come and change. */
const adapterOf = (clients: ClientRegister) =>
  class {
    constructor(private readonly model: string) {}

    readonly find = (id: string): Promise<object | undefined> =>
      Promise.resolve(this.model === 'Client' ? metadataOf(clients, id) : undefined);
    readonly upsert = (): Promise<void> => Promise.resolve();
    readonly findByUid = (): Promise<undefined> => Promise.resolve(undefined);
    readonly findByUserCode = this.findByUid;
    readonly consume = this.upsert;
    readonly destroy = this.upsert;
    readonly revokeByGrantId = this.upsert;
  };

const metadataOf = (clients: ClientRegister, clientId: string): object | undefined => {
  const client = clients.find(clientId);
  return (
    client && {
      client_id: clientId,
      // It must have one. Which are good is looked up when one is shown.
      client_secret: client.secrets.at(-1)?.value,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      scope: client.scopes.join(' '),
    }
  );
};

const configurationOf = (
  clients: ClientRegister,
  keys: readonly object[],
): ConstructorParameters<typeof Provider>[1] => ({
  adapter: adapterOf(clients),
  jwks: { keys },
  scopes,
  routes: paths,
  responseTypes: [],
  clientAuthMethods: ['client_secret_basic'],
  // The API reference page asks for tokens from its own address.
  clientBasedCORS: () => true,
  ttl: { ClientCredentials: tokenLifetimeSeconds },
  features: {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (context, client) => {
        // A request that names no scope means all the client has; this runs before the scopes are read.
        if (context.oidc.params && !context.oidc.params['scope']) context.oidc.params['scope'] = client.scope;
        return audience;
      },
      getResourceServerInfo: (_context, _resource, client) => ({
        scope: client.scope ?? '',
        audience,
        accessTokenTTL: tokenLifetimeSeconds,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: algorithm } },
      }),
    },
  },
});

const tokenAnswer = z.object({ access_token: z.string() });

/** A token as any client gets one. */
export const requestToken = async (tokenUrl: string, { clientId, clientSecret }: DemoClient): Promise<string> => {
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return tokenAnswer.parse(await response.json()).access_token;
};
