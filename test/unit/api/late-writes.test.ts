import type { Transport } from '#att/transport';
import { callEvent } from '#bulk/call-event';
import { judgeAnswer } from '#bulk/judge-answer';
import type { Contract } from '#domain/contract/statement';
import { operationById } from '#operations/registry';
import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { wireAnswer } from '../../support/fakes';
import { gatewayRig, solutionProvider, type Answer } from '../../support/gateway-rig';
import {
  attWith,
  body,
  lateRig,
  lateSeconds,
  operation,
  requestIdOf,
  respondAsync,
  second,
  type LateAtt,
  type LateRig,
  type LateRigOptions,
} from '../../support/late-rig';
import { portOrderOf } from '../../support/tincan';

const contract: Contract = {
  'request-port-in': {
    request: { members: { '/subscriberNumber': '/order/ctn' }, secretMembers: ['/losingCarrier/passcode'] },
    answer: { members: { '/id': '/order/orderNo', '/state': '/order/status' }, done: [{ '/result': ['OK'] }] },
  },
};

let client: Awaited<ReturnType<typeof dynaliteClient>>;
beforeEach(async () => {
  client = await dynaliteClient();
});
afterEach(() => client.destroy());

const rigWith = (att: LateAtt, options: Partial<LateRigOptions> = {}): LateRig =>
  lateRig({ client, transport: att.transport, ...options });

describe('a write that AT&T may answer late', () => {
  it('is refused at once when its turn has not come, and no worker hears of it', async () => {
    const att = attWith();
    const late = rigWith(att);
    await late.rig.call(operation, { body, key: 'k-1', headers: respondAsync });
    const other = await late.rig.call(operation, { body, key: 'k-2', headers: respondAsync });
    expect(other).toMatchObject({ status: 409, body: { code: 'already-done' } });
    expect(late.waiting).toHaveLength(1);
    await late.deliver();
    expect(att.sent).toHaveLength(1);
  });

  it('that is only to be checked is only checked', async () => {
    const late = rigWith(attWith());
    const prefer = 'respond-async, handling=validate';
    const answer = await late.rig.call(operation, { body, key: 'k-1', headers: { prefer } });
    expect(answer).toMatchObject({ status: 200, body: { valid: true } });
    expect(late.waiting).toEqual([]);
    expect(answer.headers).not.toHaveProperty('preference-applied');
  });

  it('is under way for a repeat while its caller still waits, and AT&T is asked once', async () => {
    const att = attWith();
    const late = rigWith(att);
    const repeats: Answer[] = [];
    late.during.pause = async () => {
      if (repeats.length > 0) return;
      repeats.push(await late.rig.call(operation, { body, key: 'k-1', headers: respondAsync }));
      await late.deliver();
    };
    expect(await late.rig.call(operation, { body, key: 'k-1' })).toMatchObject({ status: 201 });
    expect(repeats).toMatchObject([{ status: 409, body: { code: 'request-in-progress' } }]);
    expect(att.sent).toHaveLength(1);
  });

  /** A worker that has asked AT&T, which answers when it is told to. */
  const asking = () => {
    const answering = Promise.withResolvers<undefined>();
    const att = attWith();
    const { transport } = att;
    const late = rigWith({
      ...att,
      transport: async (request, deadlineMs) => {
        if (request.method !== 'GET') await answering.promise;
        return transport(request, deadlineMs);
      },
    });
    let working: Promise<void> | undefined;
    late.during.pause = async () => {
      working ??= late.deliver();
      await new Promise(setImmediate);
    };
    return { late, att, answered: () => (answering.resolve(undefined), working) };
  };

  it('that its worker has begun before the caller is answered is told of as well', async () => {
    const { late, answered } = asking();
    const answer = await late.rig.call(operation, { body, key: 'k-1' });
    expect(answer).toMatchObject({ status: 202, body: { outcome: 'in-flight' } });
    await answered();
    expect(await late.events(requestIdOf(answer))).toEqual(['request.succeeded']);
  });

  it('is left alone by the reconciler as long as its worker may work on it, and looked into after', async () => {
    const { late, att, answered } = asking();
    const answer = await late.rig.call(operation, { body, key: 'k-1', headers: { prefer: 'respond-async, wait=9' } });
    const requestId = requestIdOf(answer);
    late.clock.advance((lateSeconds - 60) * second);
    expect(await late.reconciled(requestId)).toBe('later');
    expect((await late.rig.requests.open(solutionProvider, new Date(late.clock.now()), 10)).records).toEqual([]);
    late.clock.advance(120 * second);
    expect(await late.reconciled(requestId)).not.toBe('not-applied');
    expect(await late.events(requestId)).toContain('request.unknown');
    // What comes even then still counts.
    await answered();
    expect(await late.recordOf(requestId)).toMatchObject({ outcome: 'succeeded' });
    expect(att.sent).toHaveLength(1);
  });

  it('has ended for its caller when it ends in the moment he would be promised an event', async () => {
    const late: LateRig = rigWith(attWith(), {
      client: beforePromises(client, () => late.deliver()),
    });
    const answer = await late.rig.call(operation, { body, key: 'k-1', headers: respondAsync });
    expect(answer).toMatchObject({ status: 201 });
    expect(answer.headers).not.toHaveProperty('preference-applied');
    expect(await late.events(requestIdOf(answer))).toEqual([]);
  });

  it('is under way for its caller when the table cannot be reached once a worker may have begun: 503 would say that nothing was sent', async () => {
    const att = attWith();
    const late = rigWith(att, {
      client: beforePromises(client, () => Promise.reject(new Error('unreachable'))),
    });
    const answer = await late.rig.call(operation, { body, key: 'k-1', headers: respondAsync });
    expect(answer).toMatchObject({ status: 409, body: { code: 'request-in-progress', retryable: true } });
    expect(answer.headers).toHaveProperty('retry-after');
    await late.deliver();
    expect(await late.rig.call(operation, { body, key: 'k-1' })).toMatchObject({ status: 201 });
    expect(att.sent).toHaveLength(1);
  });
});

/** A table’s client, and what happens before it is told that a caller will hear of the end. */
const beforePromises = (own: Client, happen: () => Promise<void>): Client =>
  new Proxy(own, {
    get: (target, name) =>
      name === 'send'
        ? async (command: { input: object }) => {
            if (JSON.stringify(command.input).includes('toldByEvent') && 'UpdateExpression' in command.input) {
              if (command.input.UpdateExpression === 'SET #n0 = :v0') await happen();
            }
            return target.send(command as never);
          }
        : (Reflect.get(target, name) as unknown),
  });

describe('beside other ways to make a write', () => {
  it('a call of a bulk write is under way for whoever makes it, and the bulk write alone tells of it', async () => {
    const late = rigWith(attWith());
    const call = { id: operation, bulkWrite: 'blk_1' };
    const event = callEvent(
      operationById(operation),
      { id: call.bulkWrite, clientId: 'client-a', solutionProvider, headers: {} },
      { number: 0, rows: [{}] },
      { pathParameters: {}, body: JSON.stringify(body) },
    );
    const answer = await late.rig.handle(operation, event);
    const told = {
      statusCode: answer.statusCode,
      headers: answer.headers as Record<string, string>,
      body: answer.body,
    };
    expect(judgeAnswer(operationById(operation), told, { body: JSON.stringify(body) })).toMatchObject({
      final: false,
      state: 'running',
    });
    const { requestId } = JSON.parse(answer.body) as { requestId: string };
    await late.deliver();
    expect(await late.events(requestId)).toEqual([]);
    const again = await late.rig.handle(operation, event);
    expect([again.statusCode, again.headers!['idempotency-replayed']]).toEqual([201, 'true']);
  });

  it('an operation in the words of a tenant’s contract is made as it is stated', async () => {
    const sent: string[] = [];
    const transport: Transport = (request) => {
      sent.push(request.body ?? '');
      return Promise.resolve(wireAnswer(200, { result: 'OK', order: { orderNo: '7', status: 'SUBMITTED' } }));
    };
    const late = lateRig({ client, transport, contract });
    const stated = portOrderOf('2125550177');
    const answer = await late.rig.call(operation, { body: stated, key: 'k-1', headers: respondAsync });
    await late.deliver();
    expect(sent).toEqual([JSON.stringify(stated)]);
    const { body: seen } = await late.rig.request(requestIdOf(answer));
    expect(seen).toMatchObject({ outcome: 'succeeded', about: { portInId: ['7'] } });
  });

  it('`respond-async` where the tenant has no workers is a preference, and nobody heeds it', async () => {
    const rig = gatewayRig({ client, transport: attWith().transport, mode: 'advisory' });
    const answer = await rig.call(operation, { body, key: 'k-1', headers: respondAsync });
    expect(answer.status).toBe(201);
    expect(answer.headers).not.toHaveProperty('preference-applied');
  });
});
