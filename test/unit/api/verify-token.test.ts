import { generateSecret, SignJWT, UnsecuredJWT, exportSPKI } from 'jose';
import { verifyToken, type TokenIssuer } from '#api/verify-token';
import { audience, issuer, soundClaims, tokenIssuer } from '../../support/tokens';

const now = new Date('2026-11-02T12:00:00Z');
const seconds = now.getTime() / 1000;

let tokens: Awaited<ReturnType<typeof tokenIssuer>>;
beforeAll(async () => {
  tokens = await tokenIssuer(['RS256', 'ES256', 'PS256', 'EdDSA']);
});

const verified = (token: string, expected: Partial<TokenIssuer> = { audience }) =>
  verifyToken(token, tokens.keys, { issuer, ...expected }, now);

/** Undefined takes a claim out. */
type Claims = Record<string, unknown>;

const signed = (claims: Claims, alg?: string) => {
  const all: Claims = { ...soundClaims(now), ...claims };
  return tokens.sign(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)), alg);
};

describe('a token is taken', () => {
  test.each(['RS256', 'ES256', 'PS256', 'EdDSA'])('that is signed with %s', async (alg) => {
    expect(await verified(await signed({}, alg))).toMatchObject({ clientId: 'client-a', scopes: [] });
  });

  test.each<[string, Claims]>([
    ['one of whose audiences is the gateway', { aud: ['other', audience] }],
    ['that expired within the tolerance', { exp: seconds - 29 }],
    ['that becomes valid within the tolerance', { nbf: seconds + 29 }],
    ['without `nbf` and `iat`', { nbf: undefined, iat: undefined }],
  ])('%s', async (_, claims) => {
    expect(await verified(await signed(claims))).toMatchObject({ clientId: 'client-a' });
  });

  test('with its end, in milliseconds', async () => {
    const { expiresAtMs } = await verified(await signed({ exp: seconds + 600 }));
    expect(expiresAtMs).toBe(now.getTime() + 600_000);
  });

  test('that names its client in `azp`', async () => {
    expect(await verified(await signed({ client_id: undefined, azp: 'client-b' }))).toMatchObject({
      clientId: 'client-b',
    });
  });

  test('of Cognito, which names no audience', async () => {
    const token = await signed({
      aud: undefined,
      token_use: 'access',
      scope: 'gateway/ordering:read gateway/mobility:write',
    });
    expect(await verified(token, { scopePrefix: 'gateway/' })).toMatchObject({
      clientId: 'client-a',
      scopes: ['ordering:read', 'mobility:write'],
    });
  });
});

describe('a token is refused', () => {
  test.each<[string, Claims]>([
    ['of another issuer', { iss: 'https://evil.example' }],
    ['of the issuer with a slash more', { iss: `${issuer}/` }],
    ['without issuer', { iss: undefined }],
    ['for another audience', { aud: 'https://other.example' }],
    ['without audience', { aud: undefined }],
    ['that has expired', { exp: seconds - 31 }],
    ['that never expires', { exp: undefined }],
    ['that is not yet valid', { nbf: seconds + 31 }],
    ['that names no client', { client_id: undefined }],
    ['that names an empty client', { client_id: '' }],
    ['whose client is no text', { client_id: 7 }],
    ['whose client is of thousands of characters', { client_id: 'c'.repeat(3000) }],
    ['whose client is of letters no issuer gives', { client_id: 'client-\u0000' }],
    ['that names two clients', { azp: 'client-b' }],
    ['whose scope is neither text nor a list', { scope: 7 }],
  ])('%s', async (_, claims) => {
    await expect(verified(await signed(claims))).rejects.toThrow();
  });

  test('that is an id token of Cognito', async () => {
    const claims = { aud: 'client-a', token_use: 'id' };
    await expect(verified(await signed(claims), {})).rejects.toThrow();
    await expect(verified(await signed({ aud: undefined }), {})).rejects.toThrow();
  });

  test('that is signed with a key of somebody else', async () => {
    const stranger = await tokenIssuer();
    await expect(verified(await stranger.sign(soundClaims(now)))).rejects.toThrow();
  });

  test('whose content was changed after signing', async () => {
    const [head, , signature] = (await signed({})).split('.');
    const body = Buffer.from(JSON.stringify({ ...soundClaims(now), client_id: 'boss' })).toString('base64url');
    await expect(verified(`${head!}.${body}.${signature!}`)).rejects.toThrow();
  });

  test('without a signature', async () => {
    const token = await signed({});
    await expect(verified(token.slice(0, token.lastIndexOf('.') + 1))).rejects.toThrow();
    await expect(verified(new UnsecuredJWT(soundClaims(now)).encode())).rejects.toThrow();
  });

  test.each(['HS256', 'HS512'])('signed with %s and the public key as the secret', async (alg) => {
    const pem = Buffer.from(await exportSPKI(tokens.publicKeys[0]!));
    const token = await new SignJWT(soundClaims(now)).setProtectedHeader({ alg, kid: 'RS256' }).sign(pem);
    await expect(verified(token)).rejects.toThrow();
    const shared = await generateSecret(alg);
    await expect(
      verified(await new SignJWT(soundClaims(now)).setProtectedHeader({ alg }).sign(shared)),
    ).rejects.toThrow();
  });

  test.each(['', 'x', 'a.b', 'a.b.c', 'a.b.c.d.e', '..'])('that is none: %j', async (token) => {
    await expect(verified(token)).rejects.toThrow();
  });
});
