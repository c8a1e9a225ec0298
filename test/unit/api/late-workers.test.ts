import { answerCipherOf } from '../../support/data-keys';
import { dynaliteClient } from '../../support/dynalite-client';
import { fakeSecretsManager } from '../../support/fakes';
import { solutionProvider } from '../../support/gateway-rig';
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
import { watchedClient } from '../../support/watched-client';

let client: Awaited<ReturnType<typeof dynaliteClient>>;
beforeEach(async () => {
  client = await dynaliteClient();
});
afterEach(() => client.destroy());

const rigWith = (att: LateAtt, options: Partial<LateRigOptions> = {}): LateRig =>
  lateRig({ client, transport: att.transport, ...options });

const mayBeDone = /^(succeeded|unknown|needs-attention)$/;
const notDone = /^(not-applied|not-sent|unknown|needs-attention)$/;

describe('workers', () => {
  it.each(['disabled', 'read-only'] as const)(
    'send nothing for a Solution Provider that is %s since the hand-over, and the key is free again',
    async (level) => {
      const att = attWith();
      const late = rigWith(att, { restrictionOf: () => Promise.resolve(level) });
      const answer = await late.rig.call(operation, { body, key: 'k-1', headers: respondAsync });
      await late.deliver();
      expect(att.sent).toEqual([]);
      expect(await late.recordOf(requestIdOf(answer))).toMatchObject({ outcome: 'not-sent' });
      const served = rigWith(att);
      await served.rig.call(operation, { body, key: 'k-1', headers: respondAsync });
      await served.deliver();
      expect(att.sent).toHaveLength(1);
    },
  );

  const callTwice = async (late: LateRig, att: LateAtt) => {
    const { waiting } = late;
    const answer = await late.rig.call(operation, { body, key: 'k-1', headers: respondAsync });
    return { answer, requestId: requestIdOf(answer), waiting, att };
  };

  it.each([
    ['one after the other', (deliver: () => Promise<void>) => deliver().then(deliver)],
    ['at the same time', (deliver: () => Promise<void>) => Promise.all([deliver(), deliver()])],
  ])('that Lambda has begin twice, %s, ask AT&T once', async (_, twice) => {
    const att = attWith();
    const late = rigWith(att);
    const { requestId } = await callTwice(late, att);
    const [one] = late.waiting;
    await twice(() => {
      late.waiting.splice(0, late.waiting.length, one!);
      return late.deliver();
    });
    expect(att.sent).toHaveLength(1);
    expect(await late.events(requestId)).toEqual(['request.succeeded']);
  });

  it('of which none begins have sent nothing: the partner is told, and the key and the number are free', async () => {
    const att = attWith();
    const late = rigWith(att);
    const { requestId } = await callTwice(late, att);
    const [lost] = late.waiting.splice(0);
    late.clock.advance(80 * second);
    expect(await late.reconciled(requestId)).toBe('later');
    late.clock.advance(60 * second);
    expect(await late.reconciled(requestId)).toBe('not-applied');
    expect(await late.events(requestId)).toEqual(['request.not-applied']);
    expect(late.rig.metrics.emitted).toContainEqual({
      about: { operation, solutionProvider, family: 'mobility' },
      values: { OperationFailures: 1 },
    });
    const again = await late.rig.call(operation, { body, key: 'k-1', headers: respondAsync });
    expect(again).toMatchObject({ status: 202, body: { requestId } });
    // What Lambda had after all is of a claim that is no more.
    const [fresh] = late.waiting.splice(0, 1, lost!);
    await late.deliver();
    expect(att.sent).toEqual([]);
    late.waiting.push(fresh!);
    await late.deliver();
    expect(att.sent).toHaveLength(1);
  });

  it('begin nothing after the time in which they had to', async () => {
    const att = attWith();
    const late = rigWith(att);
    await callTwice(late, att);
    late.clock.advance(91 * second);
    await late.deliver();
    expect(att.sent).toEqual([]);
  });

  it('that cannot read what they are to send have sent nothing', async () => {
    const att = attWith();
    const late = rigWith(att);
    const { requestId } = await callTwice(late, att);
    const elsewhere = rigWith(att, { answerCipher: answerCipherOf(fakeSecretsManager({})) });
    elsewhere.waiting.push(...late.waiting.splice(0));
    await expect(elsewhere.deliver()).rejects.toThrow();
    late.clock.advance(120 * second);
    expect(await late.reconciled(requestId)).toBe('not-applied');
    expect(att.sent).toEqual([]);
  });

  it.each(['crash-before', 'crash-after', 'answer-lost', 'failed'] as const)(
    'whose table is in trouble (%s) at any of their requests ask AT&T once at most, and the record says so',
    async (mishap) => {
      let isHit = true;
      for (let nth = 1; isHit; nth += 1) {
        const [att, watched, key] = [attWith(), watchedClient(client), `${mishap}-${nth}`];
        const call = { body: { ...body, subscriberNumber: `21255502${String(nth).padStart(2, '0')}` }, key };
        const late = rigWith(att, { client: watched });
        const requestId = requestIdOf(await late.rig.call(operation, { ...call, headers: respondAsync }));
        watched.rest();
        watched.goWrong(nth, mishap);
        await Promise.race([late.deliver().catch(() => undefined), watched.died()]);
        isHit = watched.sent.length >= nth;

        const after = rigWith(att);
        after.clock.advance((lateSeconds + 120) * second);
        if ((await after.recordOf(requestId)).outcome === 'in-flight') await after.reconciled(requestId);
        const asked = att.sent.length;
        const { outcome } = await after.recordOf(requestId);
        expect([nth, asked, outcome]).toEqual([nth, asked, expect.stringMatching(asked > 0 ? mayBeDone : notDone)]);
        await after.rig.call(operation, { ...call, headers: respondAsync });
        await after.deliver();
        expect([nth, att.sent.length]).toEqual([nth, ['not-applied', 'not-sent'].includes(outcome) ? 1 : asked]);
      }
    },
  );

  it.each([
    ['before AT&T was asked', false],
    ['after AT&T has done it', true],
  ])('that are killed %s leave it unknown, and nothing is sent again', async (_, isDone) => {
    const att = attWith();
    const never = new Promise<never>(() => undefined);
    const late = rigWith({
      ...att,
      transport: async (request, deadlineMs) => {
        if (isDone) await att.transport(request, deadlineMs);
        reached.resolve(undefined);
        return never;
      },
    });
    const reached = Promise.withResolvers<undefined>();
    const { requestId } = await callTwice(late, att);
    void late.deliver();
    await reached.promise;
    const afterwards = rigWith(att);
    afterwards.clock.advance((lateSeconds + 60) * second);
    await afterwards.reconciled(requestId);
    expect(await afterwards.events(requestId)).toContain('request.unknown');
    expect(await afterwards.rig.call(operation, { body, key: 'k-1', headers: respondAsync })).toMatchObject({
      status: 202,
    });
    await afterwards.deliver();
    expect(att.sent).toHaveLength(isDone ? 1 : 0);
  });
});

describe('Lambda', () => {
  const failing = new Error('throttled');

  it('that does not take it has it refused, and the key and the number are free', async () => {
    const att = attWith();
    const late = rigWith(att, {
      onHandOver: () => {
        throw failing;
      },
    });
    const answer = await late.rig.call(operation, { body, key: 'k-1' });
    expect(answer).toMatchObject({ status: 503, body: { code: 'service-unavailable' } });
    // It had taken it: nothing comes of that any more.
    await late.deliver();
    expect(att.sent).toEqual([]);
    expect(await late.events(requestIdOf(answer))).toEqual([]);
    const again = rigWith(att);
    again.during.pause = () => again.deliver();
    expect(await again.rig.call(operation, { body, key: 'k-1' })).toMatchObject({ status: 201 });
    expect(att.sent).toHaveLength(1);
  });

  it('whose answer is lost after a worker has begun is waited for', async () => {
    const att = attWith();
    const late: LateRig = rigWith(att, {
      onHandOver: () => late.deliver().then(() => Promise.reject(failing)),
    });
    expect(await late.rig.call(operation, { body, key: 'k-1' })).toMatchObject({ status: 201 });
    expect(att.sent).toHaveLength(1);
  });
});
