import { errors, jwtVerify } from 'jose';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createIssuerKeys, KeysUnavailable } from '#api/issuer-keys';
import { fixedClock } from '../../support/fakes';
import { soundClaims, tokenIssuer } from '../../support/tokens';

/** An issuer that publishes what it is told to, or fails. */
const published = { keys: [] as object[], status: 200, asked: 0, answers: true, heldUpMs: 0 };
const server = createServer((_request, response) => {
  published.asked += 1;
  if (!published.answers) return;
  response.writeHead(published.status).end(JSON.stringify({ keys: published.keys }));
  const until = performance.now() + published.heldUpMs;
  while (performance.now() < until);
});
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const clock = fixedClock();
const rig = async (timeoutMs?: number) => {
  const issuers = [await tokenIssuer(['ES256']), await tokenIssuer(['RS256'])] as const;
  Object.assign(published, { keys: issuers[0].jwks.keys, status: 200, asked: 0, answers: true, heldUpMs: 0 });
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`);
  const keys = createIssuerKeys(url, clock.now, timeoutMs);
  const [first, second] = await Promise.all([
    issuers[0].sign(soundClaims(new Date()), 'ES256'),
    issuers[1].sign(soundClaims(new Date()), 'RS256'),
  ]);
  return {
    first: () => jwtVerify(first, keys),
    second: () => jwtVerify(second, keys),
    publishBoth: () => (published.keys = issuers.flatMap(({ jwks }) => jwks.keys)),
  };
};

it('keys are read once for calls at the same time, and for ten minutes', async () => {
  const { first } = await rig();
  await Promise.all([first(), first(), first()]);
  clock.advance(10 * 60_000 - 1);
  await first();
  expect(published.asked).toBe(1);
  clock.advance(1);
  await first();
  expect(published.asked).toBe(2);
});

it('a key that was not there is looked for again, at most every 30 seconds', async () => {
  const { second, publishBoth } = await rig();
  await expect(second()).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
  publishBoth();
  clock.advance(29_999);
  await expect(second()).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
  expect(published.asked).toBe(1);
  clock.advance(1);
  await second();
  expect(published.asked).toBe(2);
});

it('a key that was taken away is known for ten minutes and no longer', async () => {
  const { first } = await rig();
  await first();
  published.keys = [];
  clock.advance(10 * 60_000);
  await expect(first()).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
});

it('that keys cannot be had is not remembered, and says nothing of a token', async () => {
  const { first } = await rig();
  published.status = 503;
  await expect(first()).rejects.toBeInstanceOf(KeysUnavailable);
  published.status = 200;
  await first();
  clock.advance(10 * 60_000);
  published.status = 503;
  await expect(first()).rejects.toBeInstanceOf(KeysUnavailable);
});

it.each([
  ['stop in the middle', 200],
  ['have moved', 302],
])('keys that %s are none', async (_, status) => {
  const stalled = createServer((_request, response) => {
    response.writeHead(status, { location: '/elsewhere' }).write('{"keys":[');
  });
  await new Promise<void>((resolve) => void stalled.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(stalled.address() as AddressInfo).port}/keys`);
  const token = await (await tokenIssuer(['ES256'])).sign(soundClaims(new Date()), 'ES256');
  await expect(jwtVerify(token, createIssuerKeys(url, clock.now, 200))).rejects.toBeInstanceOf(KeysUnavailable);
  stalled.closeAllConnections();
  stalled.close();
});

it('an issuer that does not answer is given up', async () => {
  const { first } = await rig(100);
  published.answers = false;
  await expect(first()).rejects.toThrow(KeysUnavailable);
});

it('keys that are there are taken, however late the process comes to look', async () => {
  const { first } = await rig(100);
  published.heldUpMs = 300;
  await expect(first()).resolves.toMatchObject({ payload: {} });
});
