import { randomBytes } from 'node:crypto';
import { claimableKeyOf } from '#api/idempotency';
import { openCall } from '#api/open-call';
import { Problem } from '#domain/problems/problems';
import type { Table } from '#platform/table/table';
import { testDependencies } from '../../support/dependencies';
import { fakeAttClient } from '../../support/fakes';
import { gatewayEvent, lambdaContext } from '../../support/gateway-event';
import { writeThing } from '../../support/operations';
import { minutes, reconcilerWorld } from './reconciler-world';

const created = {
  outcome: 'succeeded',
  response: { status: 201, contentType: 'application/json', body: '{"id":"1"}' },
} as const;

let world: Awaited<ReturnType<typeof reconcilerWorld>>;
beforeEach(async () => {
  world = await reconcilerWorld();
});
afterEach(() => world.close());

/** The key claimed again after its first claim was found to have done nothing. */
const claimedTwice = async () => {
  const first = await world.claimed();
  await world.requests.transition(first, { outcome: 'not-applied', evidence: 'for the test' });
  return { first, second: await world.claimed() };
};

describe('a process that comes late to its record', () => {
  it('cannot settle what another has claimed meanwhile', async () => {
    const { first, second } = await claimedTwice();
    await world.requests.complete(first, created);
    expect(await world.found(second)).toEqual(second);
  });

  it('cannot release what another has claimed meanwhile', async () => {
    const { first, second } = await claimedTwice();
    await world.requests.release(first);
    expect(await world.found(second)).toEqual(second);
  });

  it('cannot move what another has claimed meanwhile', async () => {
    const { first, second } = await claimedTwice();
    expect(await world.requests.transition(first, { outcome: 'unknown', evidence: 'no answer' })).toBe(false);
    expect(await world.found(second)).toEqual(second);
  });

  it('has the last word when it knows AT&T’s answer and nobody else has claimed the key', async () => {
    const record = await world.claimed();
    for (const outcome of ['unknown', 'needs-attention'] as const)
      await world.requests.transition(record, { outcome, evidence: outcome });
    await world.requests.complete(record, created);
    expect(await world.found(record)).toMatchObject(created);
  });

  it('does not put what a person has to look at back among the unknown, where nobody would find it', async () => {
    const record = await world.claimed();
    await world.requests.transition(record, { outcome: 'needs-attention', evidence: 'nobody can see' });
    expect(await world.requests.transition(record, { outcome: 'unknown', evidence: 'no answer' })).toBe(false);
    expect(await world.found(record)).toMatchObject({ outcome: 'needs-attention' });
  });
});

describe('a claim', () => {
  it('that was written and whose answer was lost for good does not stand', async () => {
    const lossy = await reconcilerWorld(losingAnswersToPuts);
    const error: unknown = await lossy.claimed().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'service-unavailable' });
    lossy.clock.advance(minutes(1));
    expect((await lossy.requests.open('SP-A', new Date(lossy.clock.now()), 10)).records).toEqual([]);
    lossy.close();
  });

  it('of somebody else is left alone when ours fails', async () => {
    const first = await world.claimed();
    const failing = await reconcilerWorld((table) => ({
      ...table,
      get: () => Promise.reject(new Problem('service-unavailable')),
    }));
    await expect(failing.claimed()).resolves.toMatchObject({ outcome: 'in-flight' });
    await expect(failing.claimed()).rejects.toMatchObject({ code: 'service-unavailable' });
    expect((await failing.requests.open('SP-A', new Date(failing.clock.now() + minutes(9)), 10)).records).toHaveLength(
      1,
    );
    expect(await world.found(first)).toEqual(first);
    failing.close();
  });

  it('after 30 days is a new one', async () => {
    const first = await world.claimed();
    await world.requests.complete(first, created);
    world.clock.advance(30 * 24 * 60 * minutes(1) + 1_000);
    const second = await world.claimed();
    expect(second.owner).not.toBe(first.owner);
    expect(await world.found(second)).toMatchObject({ outcome: 'in-flight', owner: second.owner });
  });

  it('of many at once is granted to one', async () => {
    const claims = await Promise.all(Array.from({ length: 50 }, () => world.claimed()));
    expect(new Set(claims.map(({ owner }) => owner)).size).toBe(1);
  });
});

/** Puts are done, and nobody hears of it. */
const losingAnswersToPuts = (table: Table): Table => ({
  ...table,
  put: async (item, condition) => {
    await table.put(item, condition);
    throw new Problem('service-unavailable', { retryAfterSeconds: 2 });
  },
});

describe('what DynamoDB cannot take in one item', () => {
  it('is not sent to AT&T, because nobody could keep its record', () => {
    const deps = testDependencies({ att: fakeAttClient(new Error('not asked')) });
    const large = gatewayEvent({ body: { name: 'x'.repeat(200_000) }, headers: { 'idempotency-key': 'k' } });
    const call = openCall(writeThing, deps, large, lambdaContext());
    expect(() => claimableKeyOf(call, large)).toThrow(new Problem('request-too-large'));
  });

  it('is kept gzipped when it is an answer, as it was', async () => {
    const record = await world.claimed();
    const response = { ...created.response, body: JSON.stringify('“x”'.repeat(150_000)) };
    await world.requests.complete(record, { ...created, response });
    expect(await world.found(record)).toMatchObject({ outcome: 'succeeded', response, evidence: [] });
  });

  it('does not keep an answer of AT&T’s from being settled where gzip is no help', async () => {
    const record = await world.claimed();
    const body = JSON.stringify(randomBytes(300_000).toString('hex'));
    await world.requests.complete(record, { ...created, response: { ...created.response, body } });
    const settled = await world.found(record);
    expect(settled).toMatchObject({ outcome: 'succeeded', evidence: [expect.stringContaining('too large')] });
    expect(settled.response).toBeUndefined();
  });

  it.each([
    ['gzipped', 'x'.repeat(450_000), 'x'.repeat(450_000)],
    ['without it where gzip is no help', randomBytes(300_000).toString('hex'), undefined],
  ])('does not keep what a read found out from being settled: %s', async (_, text, kept) => {
    const record = await world.claimed();
    const readBack = { operation: 'read-thing', body: JSON.stringify(text) };
    expect(await world.requests.transition(record, { outcome: 'succeeded', evidence: 'seen', readBack })).toBe(true);
    const settled = await world.found(record);
    expect(settled.outcome).toBe('succeeded');
    expect(settled.readBack).toEqual(kept === undefined ? undefined : readBack);
  });
});
