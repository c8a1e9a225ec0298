import { startSimulator, type Simulator } from '../../tools/simulator/simulator';
import { control, effectsOf } from '../support/simulator-client';
import { askTincan, portOrderOf, portOrders as orders } from '../support/tincan';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => control(simulator, 'POST reset'));
afterAll(() => simulator.close());

const ask = (call: string, body?: string | object, headers?: Record<string, string>) =>
  askTincan(simulator, call, body, headers);
const told = async (call: string, body?: string | object): Promise<unknown> => JSON.parse((await ask(call, body)).text);

describe('errors', () => {
  it('by which AT&T refuses are faults under a 200', async () => {
    const { status, headers, text } = await ask(`POST ${orders}`, portOrderOf('2125550197'));
    expect([status, headers['content-type']]).toEqual([200, 'application/json']);
    expect(JSON.parse(text)).toMatchObject({
      Fault: { faultcode: 'Client.NotCovered', faultstring: expect.stringContaining('2125550197') },
    });
    expect(await told(`GET ${orders}/7700000199999999997`)).toMatchObject({ Fault: { faultcode: 'Client.NotFound' } });
    expect(await told(`POST ${orders}`, '{')).toMatchObject({ Fault: { faultcode: 'Client.Request' } });
  });

  it('by which AT&T refuses with 200 are a result beside a code', async () => {
    expect(await told(`POST ${orders}`, portOrderOf('2125550198'))).toEqual({
      errorCode: 'NotEligible',
      result: 'NOT_OK',
      errorText: '2125550198 is not eligible',
    });
  });

  it('about credentials and too many calls have a status of their own', async () => {
    const strange = await ask(`GET ${orders}/1`, undefined, { 'x-app-key': 'wrong' });
    expect([strange.status, JSON.parse(strange.text)]).toMatchObject([
      401,
      { Fault: { faultcode: 'Client.Authentication' } },
    ]);
    const busy = await ask(`GET ${orders}/1`, undefined, { 'x-transaction-id': 'sim-429' });
    expect([busy.status, busy.headers['retry-after'], JSON.parse(busy.text)]).toMatchObject([
      429,
      '1',
      { Fault: { faultcode: 'Client.Throttled' } },
    ]);
  });

  it.each([
    ['sim-500', 500],
    ['sim-503', 503],
    ['sim-503-then-done', 503],
    ['sim-non-json', 502],
  ])('of the machinery are XML: %s', async (fault, expected) => {
    const { status, headers, text } = await ask(`POST ${orders}`, portOrderOf('2125550188'), {
      'x-transaction-id': fault,
    });
    expect([status, headers['content-type']]).toEqual([expected, 'text/xml; charset=utf-8']);
    expect(text).toMatch(new RegExp(`^<\\?xml.*<faultcode>Server\\.${expected}</faultcode>`, 's'));
    expect(await effectsOf(simulator)).toHaveLength(['sim-500', 'sim-503'].includes(fault) ? 0 : 1);
  });

  it('of an address or a method nothing is served at are pages', async () => {
    for (const [call, expected] of [
      ['GET /mobility/nothing', 404],
      [`DELETE ${orders}/1`, 405],
    ] as const) {
      const { status, headers, text } = await ask(call);
      expect([status, headers['content-type']]).toEqual([expected, 'text/html; charset=utf-8']);
      expect(text).toContain('<!doctype html>');
    }
  });

  it('ordered by a test as a text are sent as they are', async () => {
    const body = '{"Fault": 1}';
    await control(simulator, 'POST faults', { operation: 'get-port-in', fault: { status: 503, body } });
    expect(await ask(`GET ${orders}/1`)).toMatchObject({ status: 503, text: body });
  });
});

it('answers get lost as in the own dialect: the work is done', async () => {
  const order = (fault: string): Promise<{ text: string }> =>
    ask(`POST ${orders}`, portOrderOf('2125550188'), { 'x-transaction-id': fault });
  await expect(order('sim-reset-before')).rejects.toThrow();
  expect(await effectsOf(simulator)).toEqual([]);
  await expect(order('sim-reset-after')).rejects.toThrow();
  await expect(order('sim-truncated')).rejects.toThrow();
  expect(await order('sim-empty')).toMatchObject({ status: 200, text: '' });
  expect(await effectsOf(simulator)).toMatchObject([{ count: 3 }]);
});
