import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { errors } from 'jose';
import type { Grant, GrantLookup } from '#api/grants';
import type { TokenFacts } from '#api/verify-token';
import { authorizerContextOf } from '#api/caller';
import { errorFacts, type Log } from '#platform/log';

export interface AuthorizerDependencies {
  /** @throws when the token is not sound */
  verify: (token: string) => Promise<TokenFacts>;
  grantOf: GrantLookup;
  log: Log;
}

export type Authorizer = (event: APIGatewayRequestAuthorizerEvent) => Promise<APIGatewayAuthorizerResult>;

/**
 * Says who calls (or throws `Unauthorized`, which API Gateway turns into a 401) and what that client may do; a client
 * without a grant is denied (403). Which Solution Provider and scope a call needs is checked by the operation, so
 * the answer holds for every route and may be cached by the token alone.
 */
export const createAuthorizer =
  ({ verify, grantOf, log }: AuthorizerDependencies): Authorizer =>
  async (event) => {
    const token = await verified(event, verify, log);
    const grant = await grantOf(token.clientId);
    const granted = grant?.scopes.filter((scope) => token.scopes.includes(scope)) ?? [];
    const isAllowed = grant !== undefined && grant.solutionProviders.length > 0 && granted.length > 0;
    if (!isAllowed) log.warn('caller-refused', { clientId: token.clientId, failure: failureOf(token, grant) });
    return {
      principalId: token.clientId,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Action: 'execute-api:Invoke', Effect: isAllowed ? 'Allow' : 'Deny', Resource: everyRoute(event.methodArn) },
        ],
      },
      context: isAllowed
        ? authorizerContextOf({
            clientId: token.clientId,
            solutionProviders: grant.solutionProviders,
            scopes: granted,
            limits: grant.limits,
          })
        : {},
    };
  };

const verified = async (
  event: APIGatewayRequestAuthorizerEvent,
  verify: AuthorizerDependencies['verify'],
  log: Log,
): Promise<TokenFacts> => {
  const value = Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(value.trim())?.[1];
  if (token === undefined) throw unauthorized(log, { failure: 'no bearer token' });
  try {
    return await verify(token);
  } catch (error) {
    if (isOutage(error)) throw error;
    throw unauthorized(log, errorFacts(error));
  }
};

/** Keys that cannot be fetched say nothing of the token: that is a 503 to be retried, not a 401. */
const isOutage = (error: unknown): boolean =>
  isFetchFailure(error) ||
  (error instanceof errors.JOSEError &&
    ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(error.code));

/** By name, because `fetch` may throw a TypeError of another realm. */
const isFetchFailure = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'TypeError';

const unauthorized = (log: Log, facts: Parameters<Log['warn']>[1]): Error => {
  log.warn('caller-refused', facts);
  // API Gateway knows this message and answers 401.
  return new Error('Unauthorized');
};

const failureOf = (token: TokenFacts, grant: Grant | undefined): string => {
  if (token.scopes.length === 0) return 'the token has no scope of the gateway';
  return grant === undefined ? 'no grant' : 'no scope is both in the token and in the grant';
};

/** `arn:…:api/stage/*` from the ARN of the method called. */
const everyRoute = (methodArn: string): string => `${methodArn.split('/').slice(0, 2).join('/')}/*`;
