import type { AttClient } from '#att/client';
import type { UpstreamResult } from '#att/upstream-call';
import { TransportError } from '#att/transport';
import { createHandler } from '#api/read-handler';
import { testDependencies } from '../../support/dependencies';
import { fakeAttClient, wireAnswer } from '../../support/fakes';
import { defaultCaller, gatewayEvent, lambdaContext } from '../../support/gateway-event';
import { readThing, testSettings, writeThing } from '../../support/operations';

type Parts = Parameters<typeof gatewayEvent>[0];

const thing = { thingId: 'ab' };
const readEvent = (parts: Parts = {}) => gatewayEvent({ method: 'GET', path: { thingId: 'ab' }, ...parts });
const writeEvent = (parts: Parts = {}) => gatewayEvent({ body: { name: 'x' }, ...parts });
const succeeded: UpstreamResult = { answer: wireAnswer(200, thing), verdict: { outcome: 'succeeded', body: thing } };

describe('every call', () => {
  const observed = async (att: AttClient, parts: Parts = {}) => {
    const deps = testDependencies({ att });
    const response = await createHandler(readThing, deps)(readEvent(parts), lambdaContext());
    return { response, log: deps.log.lines, metrics: deps.metrics.emitted };
  };

  test('leaves one line, of its log and its metrics', async () => {
    const { log, metrics } = await observed(fakeAttClient(succeeded), { headers: { 'x-request-id': 'mine' } });
    expect(log).toEqual([]);
    expect(metrics).toEqual([
      {
        about: { operation: 'read-thing', solutionProvider: 'SP-A', family: 'mobility' },
        values: { OperationCalls: 1 },
        line: {
          message: 'operation-answered',
          facts: {
            operation: 'read-thing',
            callId: 'mine',
            clientId: 'client-a',
            solutionProvider: 'SP-A',
            status: 200,
            durationMs: expect.any(Number) as number,
          },
        },
      },
    ]);
  });

  test('that is refused leaves them as well, with the problem’s code', async () => {
    const { metrics } = await observed(fakeAttClient(succeeded), { path: {} });
    expect(metrics.map(({ line }) => line?.facts)).toEqual([
      expect.objectContaining({ status: 400, problem: 'invalid-request' }),
    ]);
    expect(metrics.map(({ values }) => values)).toEqual([{ OperationCalls: 1 }]);
  });

  test('by an unknown caller is counted for nobody', async () => {
    const { metrics } = await observed(fakeAttClient(succeeded), { caller: null });
    expect(JSON.parse(JSON.stringify(metrics[0]?.line?.facts))).not.toHaveProperty('clientId');
    expect(metrics[0]?.about.solutionProvider).toBeUndefined();
  });

  test('that fails in an unforeseen way is a 500 that quotes nothing, in the answer or in the log', async () => {
    const error = new Error('canary-4711 at https://canary-4711');
    const { response, log, metrics } = await observed(fakeAttClient(error), { headers: { 'x-request-id': 'mine' } });
    expect(response.statusCode).toBe(500);
    expect(JSON.parse(response.body)).toMatchObject({ code: 'internal-error', callId: 'mine' });
    expect(JSON.stringify([response, log, metrics])).not.toContain('4711');
    expect(log.map(({ message }) => message)).toEqual(['operation-failed']);
    expect(metrics[0]?.values).toEqual({ OperationCalls: 1, OperationFailures: 1 });
  });

  test.each<[string, UpstreamResult | Error, object]>([
    ['an alarm when AT&T fails', { failure: new TransportError('timeout', true) }, { OperationFailures: 1 }],
    [
      'a credentials alarm when AT&T refuses them',
      {
        answer: wireAnswer(401, {}),
        verdict: { outcome: 'unauthorized', error: { format: '', facts: { status: 401 } } },
      },
      { OperationFailures: 1, CredentialFailures: 1 },
    ],
    [
      'no alarm when AT&T says no',
      { answer: wireAnswer(400, {}), verdict: { outcome: 'rejected', error: { format: '', facts: { status: 400 } } } },
      {},
    ],
  ])('raises %s', async (_, result, values) => {
    const { metrics } = await observed(fakeAttClient(result));
    expect(metrics[0]?.values).toEqual({ OperationCalls: 1, ...values });
  });

  describe('of an operation that fails in a row', () => {
    const unanswered: UpstreamResult = { failure: new TransportError('timeout', true) };
    const calls = async (...results: (UpstreamResult | 'refused' | 'other')[]) => {
      const att = fakeAttClient(unanswered);
      const deps = testDependencies({ att: { ...att, call: (call) => answers.shift()!.call(call) } });
      const answers: AttClient[] = [];
      const handle = createHandler(readThing, deps);
      for (const result of results) {
        const isOther = result === 'other';
        answers.push(fakeAttClient(typeof result === 'string' ? unanswered : result));
        const caller = { ...defaultCaller, solutionProviders: [isOther ? 'SP-B' : 'SP-A'] };
        await handle(readEvent(result === 'refused' ? { path: {} } : { caller }), lambdaContext());
        if (result === 'refused') answers.pop();
      }
      return deps.metrics.emitted.map(({ values }) => values.RepeatedFailures ?? 0);
    };

    test('is told from the third on, by whoever calls seldom too', async () => {
      expect(await calls(unanswered, unanswered, unanswered, unanswered)).toEqual([0, 0, 1, 1]);
    });

    test('is not told once a call succeeds, or of different Solution Providers', async () => {
      expect(await calls(unanswered, unanswered, succeeded, unanswered)).toEqual([0, 0, 0, 0]);
      expect(await calls(unanswered, 'other', unanswered, 'other')).toEqual([0, 0, 0, 0]);
    });

    test('says nothing of a call that is refused in between', async () => {
      expect(await calls(unanswered, unanswered, 'refused', unanswered)).toEqual([0, 0, 0, 1]);
    });
  });

  test.each([
    ['scope', { ...defaultCaller, scopes: [] }, {}],
    ['Solution Provider', defaultCaller, { 'x-solution-provider-id': 'SP-of-another' }],
  ])('without the %s for it is counted', async (_, caller, headers) => {
    const { metrics } = await observed(fakeAttClient(succeeded), { caller, headers });
    expect(metrics[0]?.values).toEqual({ OperationCalls: 1, ScopeRefusals: 1 });
  });

  test('of an operation that is not bound raises no alarm', async () => {
    const deps = { ...testDependencies({ att: fakeAttClient(succeeded) }), settings: testSettings({ bindings: {} }) };
    await createHandler(readThing, deps)(readEvent(), lambdaContext());
    expect(deps.metrics.emitted[0]?.values).toEqual({ OperationCalls: 1 });
  });

  test('without any headers is answered with a problem, not a crash', async () => {
    const event = { ...writeEvent({ caller: null }), headers: null } as unknown as ReturnType<typeof gatewayEvent>;
    const deps = testDependencies({ att: fakeAttClient(succeeded) });
    expect(await createHandler(writeThing, deps)(event, lambdaContext())).toMatchObject({ statusCode: 401 });
  });
});
