import fc from 'fast-check';
import { verifyToken, type TokenIssuer } from '#api/verify-token';
import { scopes } from '#domain/define-operation';
import { scopeClaims, type ScopeClaim } from '#domain/token-scopes';
import { audience, issuer, soundClaims, tokenIssuer } from '../../support/tokens';

const now = new Date('2026-11-02T12:00:00Z');

let tokens: Awaited<ReturnType<typeof tokenIssuer>>;
beforeAll(async () => {
  tokens = await tokenIssuer(['ES256']);
});

/** The scopes of a token that carries these claims and no other of scopes. */
const scopesOf = async (claims: object, settings: Partial<TokenIssuer> = {}): Promise<readonly string[]> => {
  const { scope: _, ...sound } = soundClaims(now);
  const token = await tokens.sign({ ...sound, ...claims }, 'ES256');
  return (await verifyToken(token, tokens.keys, { issuer, audience, ...settings }, now)).scopes;
};

describe('scopes of a token', () => {
  it.each<[string, object, Partial<TokenIssuer>, string[]]>([
    [
      'are words with blanks between',
      { scope: 'ordering:read mobility:write' },
      {},
      ['ordering:read', 'mobility:write'],
    ],
    ['are a list', { scope: ['mobility:write'] }, {}, ['mobility:write']],
    ['stand in `scp` where there is no `scope`', { scp: ['mobility:write'] }, {}, ['mobility:write']],
    ['stand in `scope` alone where there are both', { scope: '', scp: ['mobility:write'] }, {}, []],
    ['are none when they are none of ours', { scope: 'openid profile' }, {}, []],
    ['are none when the claim is empty', { scope: '' }, {}, []],
    ['are none when the list is empty', { scp: [] }, {}, []],
    ['are none with another API’s prefix', { scope: 'other-api/mobility:write' }, {}, []],
    ['are none with a prefix nobody stated', { scope: 'gateway/mobility:write' }, {}, []],
    ['are none without the prefix that is stated', { scope: 'mobility:write' }, { scopePrefix: 'gateway/' }, []],
    ['have the prefix that is stated', { scope: 'gateway/bulk:read' }, { scopePrefix: 'gateway/' }, ['bulk:read']],
    ['have one prefix', { scope: 'x/gateway/bulk:read' }, { scopePrefix: 'gateway/' }, []],
    ['have no commas between', { scope: 'ordering:read,mobility:write' }, {}, []],
    ['have no other blanks between', { scope: 'ordering:read\tmobility:write' }, {}, []],
    ['are one each in a list', { scp: ['ordering:read mobility:write'] }, {}, []],
    ['are in the letter case of ours', { scope: 'Mobility:Write' }, {}, []],
    ['have a colon, not a dot', { scope: 'mobility.read' }, {}, []],
    ['are not taken from `roles` unless stated', { roles: ['bulk:read'] }, {}, []],
    ['are not taken from `permissions` unless stated', { permissions: ['bulk:read'] }, {}, []],
    ['are taken from `roles` where stated', { roles: ['bulk:read'] }, { scopeClaim: 'roles' }, ['bulk:read']],
    ['are taken from nothing else then', { scope: 'bulk:read', roles: [] }, { scopeClaim: 'roles' }, []],
    ['are none when no claim says so', {}, {}, []],
    ['are all when no claim says so and the tenant does', {}, { wholeGrantWithoutScope: true }, [...scopes]],
    ['are none of ours all the same then', { scope: 'openid' }, { wholeGrantWithoutScope: true }, []],
    ['are none in another claim then', { permissions: [] }, { wholeGrantWithoutScope: true }, []],
  ])('%s', async (_, claims, settings, expected) => {
    expect(await scopesOf(claims, settings)).toEqual(expected);
  });
});

const word = fc.oneof(
  fc.constantFrom(...scopes),
  fc.constantFrom(...scopes).map((scope) => `gateway/${scope}`),
  fc.constantFrom(...scopes).map((scope) => `other-api/${scope}`),
  fc.constantFrom('openid', '', 'mobility.read', 'ORDERING:READ', 'gateway/', '*', 'ordering:read,ordering:write'),
);
const claim = fc.oneof(
  fc.array(word, { maxLength: 4 }),
  fc.array(word, { maxLength: 4 }).map((words) => words.join(' ')),
);
const setting = fc.record(
  { scopeClaim: fc.constantFrom(...scopeClaims), scopePrefix: fc.constant('gateway/') },
  { requiredKeys: [] },
);
const claims = fc.record(
  Object.fromEntries(scopeClaims.map((name) => [name, claim])) as Record<ScopeClaim, typeof claim>,
  { requiredKeys: [] },
);

it('a token never has a scope that the claim it is read from does not spell out', async () => {
  await fc.assert(
    fc.asyncProperty(claims, setting, fc.boolean(), async (given, { scopeClaim, scopePrefix = '' }, wholeGrant) => {
      fc.pre(Object.keys(given).length > 0);
      const found = await scopesOf(given, {
        ...(scopeClaim === undefined ? {} : { scopeClaim }),
        scopePrefix,
        wholeGrantWithoutScope: wholeGrant,
      });
      const read = scopeClaim ? given[scopeClaim] : (given.scope ?? given.scp);
      const spelt = typeof read === 'string' ? read.split(' ') : (read ?? []);
      expect([...found].sort()).toEqual(scopes.filter((scope) => spelt.includes(scopePrefix + scope)).sort());
    }),
    { numRuns: 150 },
  );
});

describe('a token that is no access token of a client', () => {
  const factsOf = async (claimsOf: object, typ?: string) => {
    const token = await tokens.sign({ ...soundClaims(now), ...claimsOf }, 'ES256', typ);
    return verifyToken(token, tokens.keys, { issuer, audience }, now);
  };

  it.each([undefined, 'JWT', 'jwt', 'at+jwt', 'AT+JWT', 'application/at+jwt'])(
    'is not told by `typ` %s',
    async (typ) => {
      expect(await factsOf({}, typ)).toMatchObject({ clientId: 'client-a' });
    },
  );

  it.each(['logout+jwt', 'dpop+jwt', 'id_token+jwt', 'secevent+jwt', 'token-introspection+jwt', 'JWE', '', 'at+jwt '])(
    'is refused for its `typ` %j',
    async (typ) => {
      await expect(factsOf({}, typ)).rejects.toThrow();
    },
  );

  it.each<[string, object]>([
    ['an id token, by its hash', { at_hash: 'x' }],
    ['an id token, by its nonce', { nonce: 'x' }],
    ['of a person at Cognito', { sub: 'f3b1', username: 'ann', token_use: 'access' }],
    ['of a person at Okta', { sub: 'client-a', uid: '00u1' }],
    ['of a person at Entra', { sub: 'AAAA', idtyp: 'user' }],
    ['of a person at Keycloak', { sub: 'f3b1', preferred_username: 'ann' }],
    ['of a person, by its subject', { sub: 'ann@example.com' }],
    ['used on behalf of another', { act: { sub: 'client-b' } }],
    ['bound to a key', { cnf: { jkt: 'x' } }],
    ['a logout token', { events: {} }],
    ['an id token of Cognito', { token_use: 'id' }],
    ['an id token of Keycloak', { typ: 'ID' }],
    ['a refresh token of Keycloak', { typ: 'Refresh' }],
  ])('is refused: %s', async (_, claimsOf) => {
    await expect(factsOf(claimsOf)).rejects.toThrow();
  });

  it.each<[string, object]>([
    ['RFC 9068, Okta', { sub: 'client-a' }],
    // Cognito says of clients as well when they signed in.
    ['Cognito', { sub: 'client-a', token_use: 'access', auth_time: 1_793_620_800, version: 2 }],
    ['Auth0', { client_id: undefined, azp: 'client-a', sub: 'client-a@clients', gty: 'client-credentials' }],
    ['Entra', { client_id: undefined, azp: 'client-a', sub: 'f3b1', idtyp: 'app' }],
    ['Keycloak', { azp: 'client-a', sub: 'f3b1', typ: 'Bearer', preferred_username: 'service-account-client-a' }],
  ])('is told from a client’s own as %s has it', async (_, claimsOf) => {
    expect(await factsOf(claimsOf)).toMatchObject({ clientId: 'client-a' });
  });
});
