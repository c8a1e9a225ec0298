import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import type { Grant, GrantLookup } from '#api/grants';
import { KeysUnavailable } from '#api/issuer-keys';
import type { TokenFacts } from '#api/verify-token';
import type { CallersRestrictions } from '#api/caller';
import type { ClientLimiter } from '#api/client-limiter';
import { allowing, denying, mostAnswerBytes, tooManyBytes } from '#api/authorizer-answer';
import type { Restrictions } from '#domain/restriction';
import { errorFacts, type Log } from '#platform/log';
import type { RestrictionLookup } from '#platform/restrictions';

export interface AuthorizerDependencies {
  /** @throws when the token is not sound */
  verify: (token: string) => Promise<TokenFacts>;
  grantOf: GrantLookup;
  restrictions: RestrictionLookup;
  /** Absent where clients are not limited. */
  limiter?: ClientLimiter | undefined;
  /** Whom partners ask who are restricted, where the tenant states it. */
  contact?: string | undefined;
  log: Log;
}

export type Authorizer = (event: APIGatewayRequestAuthorizerEvent) => Promise<APIGatewayAuthorizerResult>;

/**
 * Says who calls (or throws `Unauthorized`, which API Gateway turns into a 401) and what that client may do; a client
 * without a grant is denied (403). Which Solution Provider and scope a call needs is checked by the operation, so
 * the answer holds for every route, and may be cached by the token alone where clients are not limited. Where they are it is of
 * this one call, which is counted: the answer says what is left, and whoever serves the call refuses one too many.
 */
export const createAuthorizer =
  ({ verify, grantOf, restrictions, limiter, contact, log }: AuthorizerDependencies): Authorizer =>
  async (event) => {
    const token = await verified(event, verify, log);
    // One after the other, by one connection: to open a second takes longer than to wait, and rarely both are read.
    const grant = await grantOf(token.clientId);
    const restricted = await restrictions();
    const granted = grant?.scopes.filter((scope) => token.scopes.includes(scope)) ?? [];
    const isGranted = grant !== undefined && grant.solutionProviders.length > 0 && granted.length > 0;
    if (isGranted) {
      const answer = allowing(event.methodArn, {
        clientId: token.clientId,
        solutionProviders: grant.solutionProviders,
        scopes: granted,
        standing: await limiter?.({ clientId: token.clientId, limits: grant.limits }),
        restricted: restrictedOf(grant, restricted, contact),
      });
      const bytes = tooManyBytes(answer, grant);
      if (bytes === undefined) return answer;
      log.warn('caller-refused', { clientId: token.clientId, failure: tooLarge(bytes) });
    } else log.warn('caller-refused', { clientId: token.clientId, failure: failureOf(token, grant) });
    return denying(event.methodArn, token.clientId);
  };

/** What holds of those the client acts for; undefined where nothing does. */
const restrictedOf = (
  { solutionProviders }: Grant,
  restrictions: Restrictions,
  contact: string | undefined,
): CallersRestrictions | undefined => {
  const disabled = solutionProviders.filter((id) => restrictions[id] === 'disabled');
  const readOnly = solutionProviders.filter((id) => restrictions[id] === 'read-only');
  return disabled.length + readOnly.length === 0 ? undefined : { disabled, readOnly, contact };
};

const tooLarge = (bytes: number): string =>
  `the grant names so many Solution Providers that the answer about them would have ${bytes} bytes, and API Gateway takes ${mostAnswerBytes}: grant some of them to another client`;

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
    // That is a 503 to be retried, not a 401.
    if (error instanceof KeysUnavailable) throw error;
    throw unauthorized(log, errorFacts(error));
  }
};

const unauthorized = (log: Log, facts: Parameters<Log['warn']>[1]): Error => {
  log.warn('caller-refused', facts);
  // API Gateway knows this message and answers 401.
  return new Error('Unauthorized');
};

const failureOf = (token: TokenFacts, grant: Grant | undefined): string => {
  if (token.scopes.length === 0) return 'the token has no scope of the gateway';
  if (grant === undefined) return 'no grant';
  if (grant.solutionProviders.length === 0) return 'the grant names no Solution Provider that the tenant has';
  return 'no scope is both in the token and in the grant';
};
