import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

export const issuer = 'https://issuer.example';
export const audience = 'https://gateway.example';

/** Claims of a sound client-credentials token at the given time. */
export const soundClaims = (now: Date): JWTPayload => {
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    iss: issuer,
    aud: audience,
    client_id: 'client-a',
    scope: '',
    iat: seconds,
    nbf: seconds,
    exp: seconds + 3600,
  };
};

/** A token issuer in process, with one key pair per algorithm. */
export const tokenIssuer = async (algorithms: readonly string[] = ['RS256', 'ES256']) => {
  const pairs = await Promise.all(
    algorithms.map(async (alg) => ({ alg, ...(await generateKeyPair(alg, { extractable: true })) })),
  );
  const keys = await Promise.all(
    pairs.map(async ({ alg, publicKey }) => ({ ...(await exportJWK(publicKey)), alg, kid: alg, use: 'sig' })),
  );
  const sign = (claims: JWTPayload, alg = 'RS256', typ?: string): Promise<string> => {
    const pair = pairs.find((candidate) => candidate.alg === alg);
    if (!pair) throw new Error(`no key for ${alg}`);
    return new SignJWT(claims)
      .setProtectedHeader({ alg, kid: alg, ...(typ === undefined ? {} : { typ }) })
      .sign(pair.privateKey);
  };
  return {
    sign,
    jwks: { keys },
    keys: createLocalJWKSet({ keys }),
    publicKeys: pairs.map(({ publicKey }) => publicKey),
  };
};
