import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';

/** Whose tokens are accepted. */
export interface TokenIssuer {
  issuer: string;
  /** Absent for Amazon Cognito, whose access tokens name no audience and are told from id tokens by `token_use`. */
  audience?: string | undefined;
}

/** What a sound token says. */
export interface TokenFacts {
  clientId: string;
  /** Scopes the token was issued with, a resource server's prefix taken off. */
  scopes: readonly string[];
}

/** Asymmetric only: `none` and the HMAC family must never pass. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const clockToleranceSeconds = 30;

/** Scopes are one text with blanks between, or a list. */
const words = z.union([z.string().transform((text) => text.split(' ')), z.array(z.string())]);

const claims = z.object({
  client_id: z.string().min(1).optional(),
  azp: z.string().min(1).optional(),
  cid: z.string().min(1).optional(),
  appid: z.string().min(1).optional(),
  scope: words.optional(),
  scp: words.optional(),
  token_use: z.string().optional(),
});

/**
 * Verifies a JWT access token of the client-credentials grant (RFC 9068; and as Auth0, Okta and Entra name client and scopes).
 * @throws when it is not one, is not from the issuer, not for this API, expired or not yet valid
 */
export const verifyToken = async (
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, audience }: TokenIssuer,
  now: Date,
): Promise<TokenFacts> => {
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    ...(audience === undefined ? {} : { audience }),
    algorithms,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp'],
    currentDate: now,
  });
  return factsOf(payload, audience === undefined);
};

const factsOf = (payload: JWTPayload, isCognito: boolean): TokenFacts => {
  const { client_id, azp, cid, appid, scope, scp, token_use } = claims.parse(payload);
  if (isCognito && token_use !== 'access') throw new Error('not an access token');
  const clientId = client_id ?? azp ?? cid ?? appid;
  if (clientId === undefined) throw new Error('names no client');
  const named = (scope ?? scp ?? []).filter((word) => word !== '');
  return { clientId, scopes: named.map((word) => word.slice(word.lastIndexOf('/') + 1)) };
};
