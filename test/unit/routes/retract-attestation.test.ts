import { orderFacts, subOrderFacts, valuesOf } from '#domain/order/facts';
import { ownRoutesRig, type OwnRoutesRig } from '../../support/own-routes';

const path = { quoteId: '0Q0-mistaken' };
const cancelled = { fact: 'completion', value: 'cancelled', program: 'apex' };
const mistaken = { fact: 'completion', actor: 'Kim Example', reason: 'Wrong order, PIN 4711' };

let rig: OwnRoutesRig;
beforeEach(async () => {
  rig = await ownRoutesRig();
});
const attest = (body: object, headers = {}) => rig.call('attest-order-fact', { path, body, headers });
const retract = (body: object = mistaken, headers = {}) => rig.call('retract-attestation', { path, body, headers });

describe('an order that was attested to be cancelled by mistake', () => {
  it('goes on once that is retracted; both stay in the timeline, and no PIN of the reason', async () => {
    const { body: before } = await attest(cancelled);
    expect(before).toMatchObject({ state: 'cancelled' });
    const { status, headers, body } = await retract();
    expect({ status, ...body }).toMatchObject({ status: 200, state: 'quoted', version: Number(before['version']) + 1 });
    expect(headers['etag']).toBe(`"${String(body['version'])}"`);
    expect((body['timeline'] as unknown[]).slice(-2)).toMatchObject([
      { type: 'fact-recorded', after: 'cancelled', by: 'client-a' },
      { type: 'fact-retracted', before: 'cancelled', actor: 'Kim Example', purpose: 'Wrong order, PIN [secret]' },
    ]);
  });

  it('stays so for whoever has read another version', async () => {
    await attest(cancelled);
    expect(await retract(mistaken, { 'If-Match': '"1"' })).toMatchObject({ status: 412 });
    expect(await retract(mistaken, { 'If-Match': '"2"' })).toMatchObject({ status: 200 });
  });

  it.each([
    ['without an actor', { actor: undefined }, '/actor'],
    ['without a reason', { reason: '  ' }, '/reason'],
    ['of a fact there is not', { fact: 'price' }, '/fact'],
    ['of a sub-order’s fact without one', { fact: 'handoff' }, '/subOrderId'],
    ['of the order’s fact with a sub-order', { subOrderId: 's' }, '/subOrderId'],
  ])('is not retracted %s', async (_, parts, pointer) => {
    await attest(cancelled);
    expect(await retract({ ...mistaken, ...parts })).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  it('of another Solution Provider, or unknown, is not found', async () => {
    expect(await retract()).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
  });

  it('cannot be retracted twice', async () => {
    await attest(cancelled);
    await retract();
    expect(await retract()).toMatchObject({ status: 409, body: { code: 'fact-not-retractable' } });
  });
});

describe('the time of an attestation', () => {
  const at = (ms: number): string => new Date(rig.clock.now() + ms).toISOString();

  it.each([60_001, 365 * 86_400_000])(
    'is refused when it is in the future, with what time it is: %d ms',
    async (ms) => {
      const answer = await attest({ ...cancelled, at: at(ms) });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/at' }] } });
      expect(JSON.stringify(answer.body['errors'])).toContain(at(0));
      expect((await rig.call('get-tracked-order', { path })).status).toBe(404);
    },
  );

  it.each([
    ['what was said, when it is past', -86_400_000, -86_400_000],
    ['now, when the caller’s clock is a little ahead', 60_000, 0],
  ])('is %s', async (_, said, stored) => {
    const { body } = await attest({ ...cancelled, at: at(said) });
    expect(body).toMatchObject({ facts: { completion: { at: at(stored) } } });
  });
});

describe('a value that a fact does not take', () => {
  const limited = [...orderFacts, ...subOrderFacts].filter((fact) => valuesOf(fact));

  it.each(limited)('of %s is refused with those that it takes', async (fact) => {
    const { status, body } = await attest({ fact, value: 'nonsense' });
    const errors = body['errors'] as { pointer: string; detail: string }[];
    const { detail } = errors.find(({ pointer }) => pointer === '/value')!;
    expect(status).toBe(400);
    for (const value of valuesOf(fact) ?? []) expect(detail).toContain(`\`${value}\``);
  });
});
