import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { scopes, type Scope } from '#domain/define-operation';
import type { ScopeClaim } from '#domain/token-scopes';

/** Whose tokens are accepted, and how they name scopes. */
export interface TokenIssuer {
  issuer: string;
  /** Absent for Amazon Cognito, whose access tokens name no audience and are told from id tokens by `token_use`. */
  audience?: string | undefined;
  /** Where the scopes stand; absent: `scope` or else `scp`. */
  scopeClaim?: ScopeClaim | undefined;
  /** What the gateway's own scopes begin with in a token. */
  scopePrefix?: string | undefined;
  /** Whether a token that carries no claim of scopes at all may do what its client is granted. */
  wholeGrantWithoutScope?: boolean | undefined;
}

/** What a sound token says. */
export interface TokenFacts {
  clientId: string;
  /** The gateway's scopes it was issued with. */
  scopes: readonly Scope[];
}

/** And when it ends, in milliseconds since the epoch. */
export interface SoundToken extends TokenFacts {
  expiresAtMs: number;
}

/** Asymmetric only: `none` and the HMAC family must never pass. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const clockToleranceSeconds = 30;

/** Of access tokens (RFC 9068), and the name of all JWTs. Logout tokens, DPoP proofs and the like have others. */
const accessTokenTypes = ['at+jwt', 'application/at+jwt', 'jwt', 'application/jwt'];
const header = z.object({
  typ: z
    .string()
    .refine((type) => accessTokenTypes.includes(type.toLowerCase()), 'not the type of an access token')
    .optional(),
});

/** As RFC 6749 has client ids, and no longer than a key of the table may be. */
const client = z.string().regex(/^[\x20-\x7e]{1,256}$/);

/** Scopes are one text with blanks between (RFC 6749), or a list of them. */
const words = z.union([z.string().transform((text) => text.split(' ')), z.array(z.string())]);

const claims = z.object({
  sub: z.string().optional(),
  client_id: client.optional(),
  azp: client.optional(),
  cid: client.optional(),
  appid: client.optional(),
  scope: words.optional(),
  scp: words.optional(),
  roles: words.optional(),
  permissions: words.optional(),
  /** Cognito's word for what a token is for. */
  token_use: z.literal('access').optional(),
  /** Keycloak's. */
  typ: z.literal('Bearer').optional(),
  /** Entra's word for whose token it is. */
  idtyp: z.literal('app').optional(),
  preferred_username: z.string().optional(),
});
type Claims = z.output<typeof claims>;

/** Claims of tokens that speak of a person who has signed in (or out), or that are bound to a key nobody shows here. */
const foreignClaims = ['nonce', 'at_hash', 'c_hash', 'events', 'username', 'uid', 'act', 'cnf'];

/**
 * Verifies a JWT access token of the client-credentials grant (RFC 9068; and as Auth0, Okta, Entra and Keycloak name clients).
 * @throws when it is not one, is not from the issuer, not for this API, a person's, expired or not yet valid
 */
export const verifyToken = async (
  token: string,
  keys: JWTVerifyGetKey,
  issuer: TokenIssuer,
  now: Date,
): Promise<SoundToken> => {
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    issuer: issuer.issuer,
    ...(issuer.audience === undefined ? {} : { audience: issuer.audience }),
    algorithms,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp', ...(issuer.audience === undefined ? ['token_use'] : [])],
    currentDate: now,
  });
  header.parse(protectedHeader);
  requireNoForeignClaims(payload);
  const parsed = claims.parse(payload);
  const { exp = 0 } = payload;
  return { clientId: clientOf(parsed), scopes: scopesOf(parsed, issuer), expiresAtMs: exp * 1000 };
};

const requireNoForeignClaims = (payload: JWTPayload): void => {
  if (foreignClaims.some((name) => name in payload)) throw new Error('not a bearer access token of a client');
};

/** @throws when it names none or several, or its subject is somebody else */
const clientOf = (token: Claims): string => {
  const named = new Set([token.client_id, token.azp, token.cid, token.appid].filter((id) => id !== undefined));
  const [clientId, another] = named;
  if (clientId === undefined || another !== undefined) throw new Error('does not name one client');
  if (!isOfClient(token, clientId)) throw new Error('speaks for somebody other than the client');
  return clientId;
};

/** The subject of a client's own token is the client: by its id, as Auth0 writes it, or as Entra and Keycloak say beside it. */
const isOfClient = ({ sub, idtyp, preferred_username }: Claims, clientId: string): boolean =>
  sub === undefined ||
  sub === clientId ||
  sub === `${clientId}@clients` ||
  idtyp === 'app' ||
  preferred_username === `service-account-${clientId}`;

/** Those that are the gateway's; words with another prefix are of another API. */
const scopesOf = (token: Claims, { scopeClaim, scopePrefix = '', wholeGrantWithoutScope }: TokenIssuer): Scope[] => {
  const isSilent = [token.scope, token.scp, token.roles, token.permissions].every((claim) => claim === undefined);
  if (isSilent) return wholeGrantWithoutScope ? [...scopes] : [];
  const named = (scopeClaim === undefined ? (token.scope ?? token.scp) : token[scopeClaim]) ?? [];
  return scopes.filter((scope) => named.includes(`${scopePrefix}${scope}`));
};
