import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { TransportError, type WireAnswer } from '#att/transport';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { wireAnswer } from '../../support/fakes';
import { gatewayRig, type Answer } from '../../support/gateway-rig';
import {
  attWith,
  body,
  lateRig,
  lateSeconds,
  operation,
  requestIdOf,
  respondAsync,
  second,
  secret,
  type LateAtt,
  type LateRig,
  type LateRigOptions,
} from '../../support/late-rig';

let client: Awaited<ReturnType<typeof dynaliteClient>>;
beforeEach(async () => {
  client = await dynaliteClient();
});
afterEach(() => client.destroy());

const rigWith = (att: LateAtt, options: Partial<LateRigOptions> = {}): LateRig =>
  lateRig({ client, transport: att.transport, ...options });

interface Kind {
  /** What AT&T answers; as it does when left out. */
  reply?: () => WireAnswer | TransportError;
  outcome: string;
  /** To a caller that was answered 202 before. */
  events: string[];
}

/** Every way a write can end. */
const kinds: Record<string, Kind> = {
  'AT&T does it': { outcome: 'succeeded', events: ['request.succeeded'] },
  'AT&T refuses it': {
    reply: () => wireAnswer(400, { error: { code: '4001', message: `No. ${secret}` } }),
    outcome: 'rejected',
    events: ['request.rejected'],
  },
  'AT&T answers what nobody can judge': {
    reply: () => wireAnswer(500, '<html>Bad Gateway</html>', { 'content-type': 'text/html' }),
    outcome: 'unknown',
    events: ['request.unknown'],
  },
  'AT&T never answers': {
    reply: () => new TransportError('timeout', true),
    outcome: 'unknown',
    events: ['request.unknown'],
  },
  'AT&T cannot be reached': {
    reply: () => new TransportError('connect', false),
    outcome: 'not-sent',
    events: ['request.not-sent'],
  },
  'AT&T does not take the credentials': {
    reply: () => wireAnswer(401, { error: 'Invalid Client' }),
    outcome: 'not-sent',
    events: ['request.not-sent'],
  },
};

const withoutTimes = ({
  status,
  headers,
  body: { startedAt: _s, finishedAt: _f, orderDate: _o, ...rest },
}: Answer) => ({
  status,
  headers,
  body: rest,
});

describe.each(Object.entries(kinds))('%s', (_, { reply, outcome, events }) => {
  it('in the caller’s time: the answer is what it would have been without a worker, and no event tells of it', async () => {
    const [own, other] = [attWith(reply), attWith(reply)];
    const call = { body: { ...body, surplus: 1 }, key: 'k-1' };
    const plainClient = await dynaliteClient();
    const plain = await gatewayRig({ client: plainClient, transport: other.transport, mode: 'advisory' }).call(
      operation,
      call,
    );
    plainClient.destroy();

    const late = rigWith(own);
    late.during.pause = (passedMs) => (passedMs > 5 * second ? late.deliver() : undefined);
    const answer = await late.rig.call(operation, call);
    expect(withoutTimes(answer)).toEqual(withoutTimes(plain));
    expect(await late.recordOf(requestIdOf(answer))).toMatchObject({ outcome });
    expect(await late.events(requestIdOf(answer))).toEqual(outcome === 'unknown' ? events : []);
    expect(own.sent).toEqual(other.sent);
  });

  it('after the caller’s time: 202 first, then the end, told by one event, and the same answer to a repeat', async () => {
    const att = attWith(reply);
    const late = rigWith(att);
    const answer = await late.rig.call(operation, { body, key: 'k-1' });
    expect(answer).toMatchObject({
      status: 202,
      headers: { location: answer.headers['x-request-record'], 'retry-after': '10' },
      body: { outcome: 'in-flight', requestId: requestIdOf(answer) },
    });
    expect(answer.headers).not.toHaveProperty('preference-applied');
    expect(await late.rig.call(operation, { body, key: 'k-1' })).toMatchObject({ status: 202, body: answer.body });
    expect(await late.events(requestIdOf(answer))).toEqual([]);

    await late.deliver();
    expect(await late.events(requestIdOf(answer))).toEqual(events);
    const { body: seen } = await late.rig.request(requestIdOf(answer));
    expect(seen).toMatchObject({ outcome });
    expect(seen).not.toHaveProperty('handedOver');
    const asked = att.sent.length;
    if (outcome === 'succeeded' || outcome === 'rejected') {
      const again = await late.rig.call(operation, { body, key: 'k-1' });
      expect(again).toMatchObject({ status: (seen['answer'] as { status: number }).status });
      expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true' });
    }
    expect(att.sent).toHaveLength(asked);
  });
});

describe('a write that AT&T may answer late', () => {
  it('has AT&T for as long as the tenant lets it, and the record until then', async () => {
    const att = attWith();
    const late = rigWith(att);
    const { headers, ...answer } = await late.rig.call(operation, { body, key: 'k-1', headers: respondAsync });
    expect(headers).toMatchObject({ 'preference-applied': 'respond-async' });
    expect(answer).toMatchObject({ status: 202, body: { outcome: 'in-flight' } });
    await late.deliver();
    expect(att.deadlines).toEqual([lateSeconds * second]);
  });

  it('is not waited for longer than the function lives that waits', async () => {
    const late = rigWith(attWith());
    const startedAt = late.clock.now();
    await late.rig.call(operation, { body, key: 'k-1', remainingMs: 6_500 });
    expect(late.clock.now() - startedAt).toBe(5 * second);
  });

  it.each([
    ['respond-async', 0],
    ['respond-async, wait=3', 3],
    ['wait=3, respond-async', 3],
    ['respond-async, wait=soon', 0],
    ['respond-async, wait=900', 25],
    ['respond-async, wait=2, wait=9', 2],
    ['wait=3', 25],
    ['return=minimal', 25],
  ])('with `Prefer: %s` is waited for %d seconds', async (prefer, seconds) => {
    const late = rigWith(attWith());
    const startedAt = late.clock.now();
    const answer = await late.rig.call(operation, { body, key: 'k-1', headers: { prefer } });
    expect(answer.status).toBe(202);
    expect(late.clock.now() - startedAt).toBe(seconds * second);
    expect('preference-applied' in answer.headers).toBe(prefer.includes('respond-async'));
  });

  it('gives AT&T the whole request, though secrets stand nowhere in clear, neither in the table nor in what Lambda is given', async () => {
    const att = attWith();
    const late = rigWith(att);
    await late.rig.call(operation, { body, key: 'k-1', headers: respondAsync });
    const { Items } = await client.send(new ScanCommand({ TableName: tableName }));
    expect(JSON.stringify([Items, late.waiting])).not.toContain(secret);
    expect(JSON.stringify(late.waiting)).not.toMatch(/2125550188|client-a/);
    await late.deliver();
    expect(JSON.parse(att.sent[0]!)).toMatchObject({ oldServiceProvider: { pin: secret } });
    const { Items: after } = await client.send(new ScanCommand({ TableName: tableName }));
    expect(JSON.stringify(after)).not.toContain(secret);
    const [requestId = ''] = after!.flatMap(({ requestId }) => requestId?.S ?? []);
    expect(await late.recordOf(requestId)).not.toHaveProperty('handedOver');
  });
});
