import { callSlowAfterMs, countInARow, workerSlowAfterMs, type Ended } from '#api/in-a-row';
import { createHandler, wrapped } from '#api/read-handler';
import { TransportError } from '#att/transport';
import { dependenciesOver } from '../../support/dependencies';
import { dynaliteClient } from '../../support/dynalite-client';
import { fakeTransport, wireAnswer } from '../../support/fakes';
import { gatewayEvent, lambdaContext } from '../../support/gateway-event';
import { attWith, body, lateRig, lateSeconds, operation, respondAsync, second } from '../../support/late-rig';
import { readThing } from '../../support/operations';
import { takingLong } from '../../support/taking-long';

const answered = [{ upstreamStatus: 200, durationMs: 1 }];
const unanswered = [{ failure: 'timeout', durationMs: 1 }];
const ended = (parts: Partial<Ended>): Ended => ({
  solutionProvider: 'SP-A',
  status: 200,
  isFailure: false,
  durationMs: 0,
  upstream: answered,
  ...parts,
});
const slow = ended({ durationMs: 5_000 });
const quick = ended({ durationMs: 4_999 });
const ofAnother = ended({ durationMs: 5_000, solutionProvider: 'SP-B' });

const toldOf = (ends: readonly Ended[], isAttAsked = true): number[] => {
  const inARow = countInARow(5_000, isAttAsked);
  return ends.map((end) => inARow(end).RepeatedSlowAnswers ?? 0);
};

describe('slow answers of an operation', () => {
  test('are told from the third in a row on, of each Solution Provider for itself', () => {
    expect(toldOf([slow, slow, slow, slow])).toEqual([0, 0, 1, 1]);
    expect(toldOf([slow, ofAnother, slow, ofAnother, slow])).toEqual([0, 0, 0, 0, 1]);
  });

  test('begin anew after one that was quick', () => {
    expect(toldOf([slow, slow, quick, slow, slow])).toEqual([0, 0, 0, 0, 0]);
  });

  test.each<[string, Ended]>([
    ['that is refused at once', ended({ status: 400, upstream: [] })],
    [
      'whose answer was kept, or that a worker makes, however long its caller waits',
      ended({ status: 202, upstream: [] }),
    ],
    [
      'that AT&T is not asked for, for want of time',
      ended({ status: 202, upstream: [{ failure: 'no time left to ask' }] }),
    ],
    ['that AT&T does not answer and is given up early', ended({ status: 202, upstream: unanswered })],
    ['that fails, which is told as such', ended({ status: 504, isFailure: true, durationMs: 20_000 })],
  ])('go on over a call %s', (_, other) => {
    expect(toldOf([slow, other, slow, other, slow])).toEqual([0, 0, 0, 0, 1]);
    expect(toldOf([slow, slow, other, other])).toEqual([0, 0, 0, 0]);
  });

  test('are those too that AT&T says no in, and those it never gives: the caller waits as long', () => {
    const rejected = ended({ status: 422, durationMs: 6_000 });
    const unknown = ended({ status: 202, durationMs: 25_000, upstream: unanswered });
    expect(toldOf([rejected, unknown, rejected])).toEqual([0, 0, 1]);
  });

  test('of a route that asks AT&T nothing are judged all the same', () => {
    const own = ended({ durationMs: 6_000, upstream: [] });
    expect(toldOf([own, own, own], false)).toEqual([0, 0, 1]);
    expect(toldOf([own, own, ended({ status: 400, durationMs: 6_000, upstream: [] }), own], false)).toEqual([
      0, 0, 0, 1,
    ]);
  });

  test('do not count as failures, nor failures as slow', () => {
    const inARow = countInARow(5_000, true);
    const failed = ended({ status: 502, isFailure: true, durationMs: 9_000 });
    expect([slow, slow, slow, failed, failed, failed].map(inARow)).toEqual([
      {},
      {},
      { RepeatedSlowAnswers: 1 },
      {},
      {},
      { RepeatedFailures: 1 },
    ]);
  });

  test('took over half of what AT&T has: a read until it is asked again, a write until its caller is answered, a worker all its time', () => {
    expect([callSlowAfterMs('safe'), callSlowAfterMs(undefined)]).toEqual([5_000, 5_000]);
    expect([callSlowAfterMs('required'), callSlowAfterMs('optional')]).toEqual([12_500, 12_500]);
    expect(workerSlowAfterMs({ longestMs: 840_000 })).toBe(420_000);
  });
});

describe('what is written of them', () => {
  const values = (emitted: readonly { values: object }[]) => emitted.map((one) => one.values);

  test('stands in the line of the call, with the operation and the Solution Provider', async () => {
    const transport = fakeTransport(wireAnswer(200, { thingId: 'ab' }));
    const event = () => gatewayEvent({ method: 'GET', path: { thingId: 'ab' } });
    const emitted = await takingLong(
      transport,
      () => 6_000,
      async (slowly) => {
        const deps = dependenciesOver(slowly);
        const handle = createHandler(readThing, deps);
        for (let call = 0; call < 3; call += 1) await handle(event(), lambdaContext());
        return deps.metrics.emitted;
      },
    );
    expect(values(emitted)).toEqual([
      { OperationCalls: 1, UpstreamRequests: 1 },
      { OperationCalls: 1, UpstreamRequests: 1 },
      { OperationCalls: 1, UpstreamRequests: 1, RepeatedSlowAnswers: 1 },
    ]);
    expect(emitted[2]).toMatchObject({
      about: { operation: 'read-thing', solutionProvider: 'SP-A' },
      line: { message: 'operation-answered', facts: { durationMs: expect.any(Number) as number } },
    });
    expect(emitted[2]?.line?.facts.durationMs).toBeGreaterThanOrEqual(6_000);
  });

  test('of a route of the gateway’s own is the same', async () => {
    const deps = dependenciesOver(fakeTransport(wireAnswer(200, {})));
    const emitted = await takingLong(
      fakeTransport(wireAnswer(200, {})),
      () => 6_000,
      async (passTime) => {
        const handle = wrapped({ id: 'list-things' }, deps, async () => {
          await passTime({ method: 'GET', url: new URL('https://att.example.com'), headers: {} }, 1);
          return { statusCode: 200, headers: {}, body: '{}' };
        });
        for (let call = 0; call < 3; call += 1) await handle(gatewayEvent({}), lambdaContext());
        return deps.metrics.emitted;
      },
    );
    expect(values(emitted).at(-1)).toEqual({ OperationCalls: 1, RepeatedSlowAnswers: 1 });
  });

  describe('where a worker waits for AT&T', () => {
    let client: Awaited<ReturnType<typeof dynaliteClient>>;
    beforeEach(async () => {
      client = await dynaliteClient();
    });
    afterEach(() => client.destroy());

    const emittedAfter = async (seconds: number, reply?: () => TransportError) =>
      takingLong(
        attWith(reply).transport,
        () => seconds * second,
        async (transport) => {
          const late = lateRig({ client, transport });
          const work = late.rig.worker(operation); // one process of it
          for (const key of ['1', '2', '3']) {
            const own = { ...body, subscriberNumber: `212555010${key}` };
            await late.rig.call(operation, { body: own, key, headers: respondAsync });
            for (const { handover } of late.waiting.splice(0))
              await work(handover, lambdaContext((lateSeconds + 5) * second));
          }
          return late.rig.metrics.emitted;
        },
      );

    test('is nothing of what a caller would call slow', async () => {
      const emitted = await emittedAfter(100);
      expect(emitted.filter(({ line }) => line?.message === 'late-write-ended')).toHaveLength(3);
      expect(values(emitted)).not.toContainEqual(expect.objectContaining({ RepeatedSlowAnswers: 1 }));
    });

    test('is what takes over half of the worker’s time', async () => {
      const emitted = await emittedAfter(lateSeconds / 2 + 1);
      const slow = emitted.filter(({ values: of }) => of.RepeatedSlowAnswers === 1);
      expect(slow.map(({ line }) => line?.message)).toEqual(['late-write-ended']);
    });

    test('is a failure in a row as well, where its caller has been answered', async () => {
      const emitted = await emittedAfter(1, () => new TransportError('connect', false));
      const failing = emitted.filter(({ values: of }) => of.RepeatedFailures === 1);
      expect(failing.map(({ line }) => line?.message)).toEqual(['late-write-ended']);
    });
  });
});
