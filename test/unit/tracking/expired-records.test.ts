import { TransportError } from '#att/transport';
import type { OperationId } from '#operations/registry';
import { requestRecords } from '#platform/table/keys';
import { waitingItem } from '#events/waiting-item';
import { requestKey } from '#requests/request-record';
import { createApplyOutcome } from '#tracking/apply-outcome';
import { wireAnswer } from '../../support/fakes';
import {
  activationBody,
  mobilityRig,
  portInBody,
  portInsAtAtt,
  scriptedAtt,
  type MobilityRig,
} from './long-running/mobility-rig';

const number = '2125550300';
const device = { imei: '490154203237518', sim: '89014103211118510720' };
const portIn = { path: { portInId: 'PORT-1' } };
const lifetimeMs = requestRecords.lifetime.ms;
const hourMs = 3_600_000;

const opening = (rig: MobilityRig) => rig.call('request-port-in', { body: portInBody(number), key: 'opening' });

interface Write {
  operation: OperationId;
  parts: { path?: Record<string, string>; body: object };
  before?: (rig: MobilityRig) => Promise<unknown>;
  /** What a read shows once AT&T has done it. */
  shown?: object;
}

const writes: [string, Write][] = [
  ['a port-in', { operation: 'request-port-in', parts: { body: portInBody(number) } }],
  ['an activation', { operation: 'activate-service', parts: { body: activationBody(device) } }],
  [
    'an update of a port-in',
    {
      operation: 'update-port-in',
      parts: { ...portIn, body: { billingZip: '10002' } },
      before: opening,
      shown: { billingZip: '10002' },
    },
  ],
  [
    'a cancellation of a port-in',
    { operation: 'cancel-port-in', parts: { ...portIn, body: {} }, before: opening, shown: { state: 'cancelled' } },
  ],
  [
    'a correction of a number',
    { operation: 'update-port-in', parts: { ...portIn, body: { subscriberNumber: '2125550301' } }, before: opening },
  ],
];

const attFor = ({ shown }: Write) => {
  const { replies } = portInsAtAtt();
  return scriptedAtt({
    ...replies,
    'get-port-in': ({ url }) => wireAnswer(200, { id: url.pathname.split('/').at(-1), state: 'pending', ...shown }),
    'activate-service': () => wireAnswer(202, { requestId: 'ACT-1', requestStatus: 'submitted' }),
  });
};

/** A write that AT&T did not answer, so that nobody knows what became of it. */
const unanswered = async (write: Write) => {
  const { operation, parts, before } = write;
  const att = attFor(write);
  const rig = await mobilityRig(att);
  await before?.(rig);
  const accept = att.replies[operation]!;
  att.replies[operation] = () => new TransportError('timeout', true);
  const { status, headers } = await rig.call(operation, { ...parts, key: 'first' });
  expect(status).toBe(202);
  att.replies[operation] = accept;
  const requestId = String(headers['x-request-record']).split('/').at(-1)!;
  return {
    att,
    rig,
    requestId,
    call: (key: string) => rig.call(operation, { ...parts, key }),
    asked: () => att.timesAsked(operation),
    /** Lets time pass and takes the record away, as DynamoDB does some time after its life has ended. */
    gone: async (afterMs: number) => {
      rig.advance(afterMs);
      await rig.table.delete(requestKey(requestId));
    },
  };
};

describe.each(writes)('%s nobody knows the outcome of', (_, write) => {
  it.each([
    ['soon, whoever took it away', hourMs],
    ['an hour before its life ends by our clock', lifetimeMs - hourMs],
    ['as soon as its life has ended', lifetimeMs + 1_000],
    ['ten days after', lifetimeMs + 240 * hourMs],
  ])('is not taken for not sent when its record is gone %s', async (_when, afterMs) => {
    const { call, asked, gone, requestId } = await unanswered(write);
    await gone(afterMs);
    expect(await call('second')).toMatchObject({
      status: 409,
      body: { code: 'already-done', firstRequest: `/v1/requests/${requestId}` },
    });
    expect(asked()).toBe(1);
  });

  it('is not sent again under its own key when its record is gone', async () => {
    const { call, asked, gone } = await unanswered(write);
    await gone(lifetimeMs + hourMs);
    for (let times = 0; times < 2; times += 1)
      expect(await call('first')).toMatchObject({ status: 409, body: { code: 'already-done' } });
    expect(asked()).toBe(1);
  });

  it('keeps its record for as long as nobody knows, so that its key tells so and a person can', async () => {
    const { rig, call, asked, requestId } = await unanswered(write);
    rig.advance(lifetimeMs + 240 * hourMs);
    expect(await rig.table.get(requestKey(requestId))).not.toHaveProperty('expiresAt');
    expect(await call('first')).toMatchObject({ status: 202, body: { outcome: 'unknown' } });
    expect((await call('second')).status).toBe(409);
    const record = await rig.requests.find(requestId);
    await rig.requests.transition(record!, { outcome: 'not-applied', evidence: 'AT&T ticket 4711' });
    const expiresAt = requestRecords.lifetime.expiresAt(rig.now());
    expect(await rig.table.get(requestKey(requestId))).toMatchObject({ expiresAt });
    expect((await call('second')).status).toBeLessThan(300);
    expect(asked()).toBe(2);
  });
});

describe('a partner sees that nobody knows any more', () => {
  it('what became of a port-in, by its number', async () => {
    const { rig, gone, requestId } = await unanswered(writes[0]![1]);
    await gone(lifetimeMs + hourMs);
    expect((await rig.portIns({ subscriberNumber: number })).body['portIns']).toEqual([
      expect.objectContaining({ state: 'unknown', final: false, request: `/v1/requests/${requestId}` }),
    ]);
  });

  it('what became of a change, which is neither offered nor over', async () => {
    const { rig, gone, requestId } = await unanswered(writes[3]![1]);
    await gone(lifetimeMs + hourMs);
    const { body } = await rig.portIn('PORT-1');
    expect(body['pending']).toEqual({ cancel: `/v1/requests/${requestId}` });
    const steps = body['nextSteps'] as { action: string; available: boolean }[];
    expect(steps.filter(({ action, available }) => action === 'cancel' && available)).toEqual([]);
  });
});

describe('a port-in nobody knows the outcome of any more', () => {
  it('passes its number on to the port-in AT&T shows of it, and frees it with that one’s end', async () => {
    const { att, rig, call, gone } = await unanswered(writes[0]![1]);
    await gone(lifetimeMs + hourMs);
    const read = async (state: string) => {
      att.replies['get-port-in'] = () => wireAnswer(200, { id: 'PORT-77', state, subscriberNumber: number });
      rig.advance(hourMs);
      await rig.call('get-port-in', { path: { portInId: 'PORT-77' } });
    };
    await read('pending');
    const { body } = await call('second');
    expect(body).toMatchObject({ code: 'already-done', detail: expect.stringContaining('PORT-77') as string });
    await read('completed');
    expect((await call('third')).status).toBe(201);
  });
});

describe('a number or a device that AT&T refused something for', () => {
  it.each(writes)('%s: is free when nobody asks for it before the record has expired', async (_, write) => {
    const { operation, parts, before } = write;
    const att = attFor(write);
    const rig = await mobilityRig(att);
    await before?.(rig);
    const accept = att.replies[operation]!;
    att.replies[operation] = () => wireAnswer(400, { code: 'NO', message: 'no' });
    const { status, headers } = await rig.call(operation, { ...parts, key: 'first' });
    expect(status).toBe(422);
    att.replies[operation] = accept;
    const requestId = String(headers['x-request-record']).split('/').at(-1)!;
    const record = await rig.table.get(requestKey(requestId));
    const told = waitingItem(undefined, record!);
    // What the stream does when the record has its outcome.
    await createApplyOutcome(rig.table, rig.now)(told!);
    rig.advance(lifetimeMs + 240 * hourMs);
    await rig.table.delete(requestKey(requestId));
    expect((await rig.call(operation, { ...parts, key: 'second' })).status).toBeLessThan(300);
  });

  it('stays with a request that has taken it again under its key meanwhile', async () => {
    const { rig, requestId, call } = await unanswered(writes[0]![1]);
    const record = await rig.requests.find(requestId);
    await rig.requests.transition(record!, { outcome: 'not-applied', evidence: 'AT&T ticket 4711' });
    const told = waitingItem(undefined, (await rig.table.get(requestKey(requestId)))!);
    rig.advance(1_000);
    expect((await call('first')).status).toBe(201);
    await createApplyOutcome(rig.table, rig.now)(told!);
    expect((await call('second')).status).toBe(409);
  });
});

describe('what was reserved for a request', () => {
  it.each(writes)(
    '%s, of which nothing was sent, is free at once, and its record leaves nothing behind',
    async (_, write) => {
      const { operation, parts, before } = write;
      const att = attFor(write);
      const rig = await mobilityRig(att);
      await before?.(rig);
      const accept = att.replies[operation]!;
      att.replies[operation] = () => new TransportError('connect', false);
      expect((await rig.call(operation, { ...parts, key: 'first' })).status).toBe(503);
      att.replies[operation] = accept;
      // Nobody has asked for it while a record could have told: only what is in the table can.
      rig.advance(lifetimeMs + 240 * hourMs);
      expect((await rig.call(operation, { ...parts, key: 'second' })).status).toBeLessThan(300);
    },
  );
});
