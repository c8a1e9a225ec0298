declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Client {
    clientId: string;
    scope?: string;
  }

  interface RequestContext {
    oidc: { params?: Record<string, string | undefined> };
  }

  interface ResourceServer {
    scope: string;
    audience: string;
    accessTokenTTL: number;
    accessTokenFormat: 'jwt';
    jwt: { sign: { alg: string } };
  }

  /** The part of the configuration used here. */
  interface Configuration {
    adapter: new (model: string) => object;
    jwks: { keys: readonly object[] };
    scopes: readonly string[];
    routes: Record<string, string>;
    responseTypes: readonly string[];
    clientAuthMethods: readonly string[];
    clientBasedCORS: () => boolean;
    ttl: Record<string, number>;
    features: {
      devInteractions: { enabled: false };
      userinfo: { enabled: false };
      rpInitiatedLogout: { enabled: false };
      clientCredentials: { enabled: true };
      resourceIndicators: {
        enabled: true;
        defaultResource: (context: RequestContext, client: Client) => string;
        getResourceServerInfo: (context: RequestContext, resource: string, client: Client) => ResourceServer;
      };
    };
  }

  export default class Provider {
    constructor(issuer: string, configuration: Configuration);
    readonly Client: { prototype: { compareClientSecret(this: Client, secret: string): boolean } };
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    on(event: 'server_error', listener: (context: unknown, error: Error) => void): this;
  }
}
