import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportSPKI, generateKeyPair, importJWK, SignJWT, type JWTPayload } from 'jose';
import * as z from 'zod';
import { audience } from '../../tools/local/token-audience';
import { expectProblem } from '../support/expect-problem';
import { startLocalGateway, type CallOptions, type LocalGateway } from '../support/local-gateway';

jest.setTimeout(60_000);

const body = { accountName: 'Texas', address: {} };
const now = () => Math.floor(Date.now() / 1000);

const issuerKeys = z.tuple([z.looseObject({ kid: z.string(), kty: z.string(), n: z.string(), e: z.string() })]);

type CryptoKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

interface IssuerKey {
  key: CryptoKey;
  /** As anyone can read it, in PEM. */
  publicPem: string;
  kid: string;
}

/** The issuer's own key, from the data folder: only so can a token be false in a single way. */
const issuerKeyOf = async (dataDir: string): Promise<IssuerKey> => {
  const [jwk] = issuerKeys.parse(JSON.parse(await readFile(join(dataDir, 'token-issuer.json'), 'utf8')));
  const { kid, kty, n, e } = jwk;
  const aKey = z.custom<CryptoKey>((value) => typeof value === 'object');
  const publicKey = aKey.parse(await importJWK({ kty, n, e }, 'RS256', { extractable: true }));
  return { key: aKey.parse(await importJWK(jwk, 'RS256')), publicPem: await exportSPKI(publicKey), kid };
};

describe('callers that are refused', () => {
  let gateway: LocalGateway;
  let issuerKey: IssuerKey;
  beforeAll(async () => {
    gateway = await startLocalGateway();
    issuerKey = await issuerKeyOf(gateway.dataDir);
  });
  afterAll(() => gateway.remove());
  beforeEach(() => gateway.sim('POST reset'));
  afterEach(async () => expect(await gateway.received()).toEqual([]));

  /** What the issuer would write for the first demo client, changed. */
  const claims = (changes: Record<string, unknown> = {}): JWTPayload => ({
    iss: new URL(gateway.tokenUrl).origin,
    aud: audience,
    client_id: 'demo-single',
    scope: 'ordering:read',
    iat: now() - 60,
    exp: now() + 600,
    ...changes,
  });

  const signed = (payload: JWTPayload, key = issuerKey.key): Promise<string> =>
    new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: issuerKey.kid, typ: 'at+jwt' }).sign(key);

  const unsigned = (header: object, payload: JWTPayload, signature = ''): string =>
    [...[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')), signature].join('.');

  const keyConfusion = (): string => {
    const [header, payload] = unsigned({ alg: 'HS256', kid: issuerKey.kid, typ: 'at+jwt' }, claims()).split('.');
    const text = `${header}.${payload}`;
    return `${text}.${createHmac('sha256', issuerKey.publicPem).update(text).digest('base64url')}`;
  };

  it('are told from one with a sound token by nothing but what is wrong', async () => {
    const answer = await gateway.call({ authorization: `Bearer ${await signed(claims())}`, body });
    expect(answer.status).toBe(200);
    await gateway.sim('POST reset');
  });

  const badTokens: [string, () => Promise<string> | string][] = [
    ['is no JWT', () => 'garbage'],
    ['has expired', () => signed(claims({ iat: now() - 7200, exp: now() - 3600 }))],
    ['never expires', () => signed(claims({ exp: undefined }))],
    ['is not valid yet', () => signed(claims({ nbf: now() + 3600 }))],
    ['is of another issuer', () => signed(claims({ iss: 'https://issuer.example.com' }))],
    ['is for another API', () => signed(claims({ aud: 'https://api.example.com' }))],
    ['is for no API', () => signed(claims({ aud: undefined }))],
    ['names no client', () => signed(claims({ client_id: undefined }))],
    ['is signed with another key', async () => signed(claims(), (await generateKeyPair('RS256')).privateKey)],
    [
      'was changed after it was signed',
      async () => (await signed(claims())).replace(/\.[^.]+\./, (part) => `${part.slice(0, -3)}AA.`),
    ],
    ['is not signed (alg none)', () => unsigned({ alg: 'none', typ: 'at+jwt' }, claims())],
    ['is signed with the public key as a password (HS256)', keyConfusion],
  ];

  it.each(badTokens)('get 401 when the token %s', async (_, token) => {
    const answer = await gateway.call({ authorization: `Bearer ${await token()}`, body });
    expectProblem(answer, 'unauthorized');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['HTTP Basic', 'Basic ZGVtbzpkZW1v'],
    ['a bearer of nothing', 'Bearer '],
  ])('get 401 when they send %s', async (_, authorization) => {
    expectProblem(
      await gateway.call({ ...(authorization === undefined ? {} : { authorization }), body }),
      'unauthorized',
    );
  });

  it('get 403 when the issuer knows them and the gateway does not', async () => {
    const authorization = `Bearer ${await signed(claims({ client_id: 'unknown-client' }))}`;
    expectProblem(await gateway.call({ authorization, body }), 'forbidden');
  });

  it('get 403 when they have no grant', async () => {
    expectProblem(await gateway.call({ client: 'demo-no-grant', body }), 'forbidden');
  });

  it('get 403 for a Solution Provider they do not act for, whether it exists or not', async () => {
    for (const id of ['10006', 'nobody']) {
      const headers = { 'x-solution-provider-id': id };
      expectProblem(await gateway.call({ client: 'demo-single', headers, body }), 'solution-provider-not-granted');
    }
  });

  it('get 403 for an operation outside their grant', async () => {
    const path = '/v1/ordering/alliance/quotes';
    const answer = await gateway.call({
      client: 'demo-read-only',
      path,
      body: {},
      headers: { 'Idempotency-Key': 'k' },
    });
    expectProblem(answer, 'scope-not-granted', { detail: expect.stringContaining('ordering:write') });
  });

  it('get 403 for an operation outside their token, though inside their grant', async () => {
    const authorization = `Bearer ${await signed(claims({ scope: 'mobility:read' }))}`;
    expectProblem(await gateway.call({ authorization, body }), 'scope-not-granted');
  });

  it('get 429 when they have called too often, whatever they call, and are told what they have and when to come back', async () => {
    const call = (options: CallOptions) => gateway.call({ client: 'demo-limited', ...options });
    const events = { method: 'GET', path: '/v1/events' };
    expect((await call(events)).headers.get('ratelimit-policy')).toContain('"burst";q=10;w=10');
    for (const called of [events, { body }]) {
      let answer = await call(called);
      // It may begin in one window and go on in another.
      for (let calls = 0; answer.status !== 429 && calls < 40; calls += 1) answer = await call(called);
      expectProblem(answer, 'client-limit-reached', { detail: expect.any(String) });
      expect(answer.headers.get('retry-after')).toMatch(/^([1-9]|10)$/);
      expect(answer.headers.get('ratelimit')).toContain('"burst";r=0;t=');
    }
  });

  it('get 400 when they act for several Solution Providers and name none', async () => {
    expectProblem(await gateway.call({ client: 'demo-connector', body }), 'solution-provider-required', {
      errors: [{ parameter: 'header x-solution-provider-id', detail: expect.any(String) }],
    });
  });
});

describe('the token issuer', () => {
  let gateway: LocalGateway;
  beforeAll(async () => {
    gateway = await startLocalGateway();
  });
  afterAll(() => gateway.remove());

  const ask = (secret: string, parameters: Record<string, string>): Promise<Response> =>
    fetch(gateway.tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`demo-read-only:${secret}`).toString('base64')}` },
      body: new URLSearchParams(parameters),
    });
  const secret = () => gateway.clients.find(({ clientId }) => clientId === 'demo-read-only')!.clientSecret;
  const grant = { grant_type: 'client_credentials' };

  it('gives every scope of the client when none is named, and only those that are', async () => {
    expect(await (await ask(secret(), grant)).json()).toMatchObject({
      token_type: 'Bearer',
      scope: 'ordering:read mobility:read tracking:read bulk:read',
    });
    const narrow = await ask(secret(), { ...grant, scope: 'mobility:read' });
    expect(await narrow.json()).toMatchObject({ scope: 'mobility:read' });
  });

  it('refuses a wrong secret, a scope the client does not have and other grants', async () => {
    expect((await ask('wrong', grant)).status).toBe(401);
    expect((await ask(secret(), { ...grant, scope: 'ordering:write' })).status).toBe(400);
    expect((await ask(secret(), { grant_type: 'password' })).status).toBe(400);
  });
});
