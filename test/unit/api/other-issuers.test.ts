import { exportJWK, generateKeyPair, SignJWT, createLocalJWKSet } from 'jose';
import { verifyToken } from '#api/verify-token';

const issuer = { issuer: 'https://issuer.example.com', audience: 'api' };

const factsOf = async (claims: Record<string, unknown>) => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256' }] });
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(issuer.issuer)
    .setAudience(issuer.audience)
    .setExpirationTime('5m')
    .sign(privateKey);
  return verifyToken(token, keys, issuer, new Date());
};

describe('tokens of other issuers', () => {
  it.each([
    ['RFC 9068', { client_id: 'crm', scope: 'ordering:read ordering:write' }],
    ['Auth0', { azp: 'crm', scope: 'ordering:read ordering:write' }],
    ['Okta', { cid: 'crm', scp: ['ordering:read', 'ordering:write'] }],
    ['Entra', { appid: 'crm', scp: 'ordering:read ordering:write' }],
  ])('name their client and scopes as %s does', async (_issuer, claims) => {
    await expect(factsOf(claims)).resolves.toMatchObject({
      clientId: 'crm',
      scopes: ['ordering:read', 'ordering:write'],
    });
  });
});
