import { called, reconciled, recordIdOf, startWorld, type World } from '../../tools/soak/world';
import type { GatewayCall } from '../../tools/soak/command';
import { preparedCall, timesDone } from './prepared-call';

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld(1);
});
afterAll(() => world.close());

const ask = async (route: string, { solutionProvider }: GatewayCall, path: Record<string, string>, body?: unknown) => {
  const answer = await called(world.processes.lasting(), {
    kind: 'call',
    route,
    solutionProvider,
    path,
    ...(body !== undefined && { body }),
  });
  return { status: answer?.status, body: JSON.parse(answer?.body ?? '{}') as Record<string, unknown> };
};

/** An order AT&T made without an answer, so that a person had to look. */
const unseenOrder = async (): Promise<GatewayCall> => {
  const call = await preparedCall(world, 'apex-create-order', { remainingMs: 3_000 });
  const { route: operation, solutionProvider } = call;
  await world.sim('POST faults', { operation, solutionProvider, fault: { kind: 'timeout-but-done' } });
  expect((await called(world.processes.lasting(), call))?.status).toBe(202);
  expect(await reconciled(world, [solutionProvider])).toEqual({ 'needs-attention': 1 });
  return call;
};

const quoteId = '0Q0dx000002Y7ifCAC';
const another = (call: GatewayCall): GatewayCall => ({ ...call, headers: { 'idempotency-key': 'another' } });

describe('what a person states of an order nobody saw AT&T’s answer to', () => {
  it('that it was made: no key makes a second one, before its ids are attested and after', async () => {
    const call = await unseenOrder();
    const stated = { outcome: 'succeeded', evidence: 'AT&T ticket 4711' };
    const requestId = recordIdOf(call);
    expect(await ask('resolve-request', call, { requestId }, stated)).toMatchObject({ status: 200 });

    const second = await called(world.processes.lasting(), another(call));
    expect([second?.status, JSON.parse(second!.body)]).toEqual([
      409,
      expect.objectContaining({ code: 'already-done', firstRequest: `/v1/requests/${requestId}` }),
    ]);
    const attestation = {
      fact: 'order',
      value: 'created',
      orderId: '801dx00000XWPy1AAH',
      subOrderIds: ['801dx00000XWPy2AAH'],
    };
    expect(await ask('attest-order-fact', call, { quoteId }, attestation)).toMatchObject({ status: 200 });
    expect(await ask('get-tracked-order', call, { quoteId })).toMatchObject({
      status: 200,
      body: { state: 'ordered', orderId: '801dx00000XWPy1AAH', pending: {} },
    });
    expect((await called(world.processes.lasting(), another(call)))?.status).toBe(409);
    expect(await timesDone(world, call)).toBe(1);
  });

  it('that it was not made: the same key makes it, once', async () => {
    const call = await preparedCall(world, 'apex-create-order', { remainingMs: 3_000 });
    const { route: operation, solutionProvider } = call;
    await world.sim('POST faults', { operation, solutionProvider, fault: { kind: 'reset-before' } });
    await called(world.processes.lasting(), call);
    await reconciled(world, [solutionProvider]);
    const stated = { outcome: 'not-applied', evidence: 'AT&T ticket 4712' };
    expect(await ask('resolve-request', call, { requestId: recordIdOf(call) }, stated)).toMatchObject({ status: 200 });
    const answers = await Promise.all(
      [1, 2, 3].map(() => called(world.processes.lasting(), { ...call, remainingMs: 29_000 })),
    );
    expect(answers.filter((answer) => answer?.status === 200).length).toBeGreaterThanOrEqual(1);
    expect(await timesDone(world, call)).toBe(1);
  });
});
