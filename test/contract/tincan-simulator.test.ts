import { simulatorDocument } from '../../tools/simulator/simulator-document';
import { startSimulator, type Simulator } from '../../tools/simulator/simulator';
import { advance, askSimulator } from '../support/mobility-simulator';
import { control, effectsOf, requestsOf, send } from '../support/simulator-client';
import { askTincan, portOrderOf, portOrders as orders } from '../support/tincan';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => control(simulator, 'POST reset', { seed: 'tincan' }));
afterAll(() => simulator.close());

const ask = (call: string, body?: string | object, headers?: Record<string, string>) =>
  askTincan(simulator, call, body, headers);
const told = async (call: string, body?: string | object): Promise<unknown> => JSON.parse((await ask(call, body)).text);
/** Orders a port. @returns the order’s number, as written */
const ordered = async (ctn: string): Promise<string> => {
  const { text } = await ask(`POST ${orders}`, portOrderOf(ctn));
  const [, orderNo = ''] = /"orderNo":(\d{19}),/.exec(text) ?? [];
  expect(String(Number(orderNo))).not.toBe(orderNo);
  return orderNo;
};

describe('a port order', () => {
  const status = async (orderNo: string): Promise<unknown> =>
    ((await told(`GET ${orders}/${orderNo}`)) as { order: { status: unknown } }).order.status;

  it('goes its whole way in Tincan’s words', async () => {
    const orderNo = await ordered('2125550188');
    const seen = [await status(orderNo)];
    for (const wait of ['PT6M', 'PT31M', 'PT4H', 'P30D']) {
      await advance(simulator, wait);
      seen.push(await status(orderNo));
    }
    expect(seen).toEqual(['SUBMITTED', 'CARRIER_REVIEW', 'FORWARDED', 'FOC_RECEIVED', 'DONE']);
    expect(await told('GET /mobility/lines/2125550188')).toMatchObject({
      line: [{ ctn: '+12125550188', state: 'WORKING', user: { given: 'Kim' } }],
    });
  });

  it('is refused for a cause and cured by a supplement with another value, not by one with the same', async () => {
    const orderNo = await ordered('2125550142');
    await advance(simulator, 'PT9H');
    expect(await told(`GET ${orders}/${orderNo}`)).toMatchObject({
      order: { status: 'RESOLUTION_REQUIRED', resolution: { code: 'R0142', text: expect.stringContaining('PIN') } },
    });
    for (const [passcode, then] of [
      ['482913', 'RESOLUTION_REQUIRED'],
      ['777777', 'FOC_RECEIVED'],
    ]) {
      const supplement = await told(`POST ${orders}/${orderNo}/supplement`, { losingCarrier: { passcode } });
      expect(supplement).toMatchObject({ errorCode: '0', result: 'OK', order: { status: 'CARRIER_REVIEW' } });
      await advance(simulator, 'PT5H');
      expect(await status(orderNo)).toBe(then);
    }
  });

  it('is withdrawn once, and not after it is done', async () => {
    const [early, late] = [await ordered('2125550188'), await ordered('2125550189')];
    expect(await told(`POST ${orders}/${early}/withdrawal`, {})).toMatchObject({
      result: 'OK',
      withdrawal: { outcome: 'ACCEPTED' },
    });
    expect(await status(early)).toBe('WITHDRAWN');
    await advance(simulator, 'P40D');
    expect(await told(`POST ${orders}/${late}/withdrawal`, { why: 'changed mind' })).toMatchObject({
      errorCode: '0',
      withdrawal: { outcome: 'REFUSED', because: { code: 'TooLate' } },
    });
    expect((await effectsOf(simulator)).filter(({ operation }) => operation === 'cancel-port-in')).toHaveLength(1);
  });

  it('is one of the world that the simulator’s own dialect is about', async () => {
    const orderNo = await ordered('2125550188');
    const own = await askSimulator(simulator, 'get-port-in', { path: { portInId: `PORT-${orderNo.slice(-11, -1)}` } });
    expect(own.body).toMatchObject({ subscriberNumber: '2125550188', state: 'acknowledged' });
    expect(await effectsOf(simulator)).toMatchObject([{ key: 'port-in of 2125550188', count: 1 }]);
  });
});

it('a product order says by places in lists how far it is', async () => {
  const order = {
    account: { ban: '6500012873000000027' },
    user: {
      given: 'Robin',
      family: 'Example',
      ppu: { line1: '1 Example St', town: 'Dallas', region: 'TX', postcode: '75201' },
    },
    service: { postcode: '75201', soc: 'UNLIMITED-A', addOn: [{ soc: 'ROAM-NA' }] },
    resource: [{ imei: '352099000009001', iccid: '89014103200000009999' }],
  };
  const { productOrder } = (await told('POST /mobility/ordering/v4/productOrder', order)) as {
    productOrder: { id: string };
  };
  expect(productOrder).toMatchObject({ state: 'QUEUED', id: expect.stringMatching(/^so\d{10}$/) });
  await advance(simulator, 'PT2H');
  const inquiry = await told('POST /mobility/ordering/v4/productOrder/inquiry', { productOrderId: productOrder.id });
  expect(inquiry).toMatchObject({
    productOrder: {
      state: 'IN_SERVICE',
      orderItem: [{ product: { characteristic: [{ name: 'ctn', value: expect.stringMatching(/^\+1/) }] } }],
    },
  });
  for (const call of ['sims/89014103200000009999/line', 'equipment/line?deviceId=352099000009001'])
    expect(await told(`GET /mobility/${call}`)).toMatchObject({
      line: [{ state: 'WORKING', addOn: [{ soc: 'ROAM-NA' }] }],
    });
});

it('a list of one line is no list', async () => {
  const found = await told('GET /mobility/lines?ctn=2125550101');
  expect(found).toMatchObject({ page: { total: 1, line: { ctn: '+12125550101', state: 'WORKING' } } });
  expect(await told('GET /mobility/lines?state=WORKING&size=2')).toMatchObject({
    page: { line: [{ state: 'WORKING' }, { state: 'WORKING' }] },
  });
  expect(await told('GET /mobility/lines?ctn=2125559999')).toMatchObject({ page: { total: 0, line: [] } });
});

it('a line is barred and back, its number changed', async () => {
  const change = (transition: string): Promise<unknown> => told('PUT /mobility/lines/2125550101/state', { transition });
  expect(await change('BAR')).toMatchObject({ errorCode: '0', result: 'OK', line: { state: 'BARRED' } });
  expect(await change('UNBAR')).toMatchObject({ line: { state: 'WORKING' } });
  expect(await change('DISCONNECT')).toMatchObject({ line: { state: 'DISCONNECTED' } });
  expect(await change('REVIVE')).toMatchObject({ line: { state: 'WORKING' } });
  const wish = { pick: 'EXACT', postcode: '10001', exchange: '212555', wanted: '+12125550177' };
  expect(await told('POST /mobility/lines/2125550101/number', wish)).toMatchObject({
    line: { ctn: '+12125550177', formerCtn: '+12125550101' },
  });
});

it('an account and a batch have numbers that floating point cannot tell', async () => {
  const made = await ask('POST /mobility/billing/accounts', {
    party: {
      legalName: 'Example Freight LLC',
      postal: { line1: '2 Sample St', town: 'Austin', region: 'TX', postcode: '73301' },
    },
  });
  const [, ban = ''] = /"ban":(650001\d{12}7)/.exec(made.text) ?? [];
  const read = await ask(`GET /mobility/billing/accounts/${ban}`);
  expect(read.text).toMatch(`"id":${ban}`);
  expect(JSON.parse(read.text)).toMatchObject({
    billingAccount: [{ state: 'OPEN', relatedParty: [{ role: 'owner' }] }],
  });
  const batch = await ask('POST /mobility/apn/batches', {
    batch: { apnName: 'fleet.example.com', item: [{ ctn: '+12125550117' }] },
  });
  const [, batchNo = ''] = /"batchNo":(88000001\d{10}7)/.exec(batch.text) ?? [];
  await advance(simulator, 'PT1H');
  expect(await told(`GET /mobility/apn/batches?batchNo=${batchNo}`)).toMatchObject({
    batch: { status: 'FINISHED', item: [{ ctn: '+12125550117', step: [{ signal: 'GO' }, {}, {}] }] },
  });
});

it('what was received is shown byte for byte, without the key', async () => {
  const body = '{ "order":{"ctn":"+12125550188","ban":6500012873000000027,"z":1.50},\n"ünknown":[] }';
  await ask(`POST ${orders}`, body);
  await ask('GET /mobility/nothing');
  const [received, nowhere] = await requestsOf(simulator);
  expect(received).toMatchObject({
    operation: 'request-port-in',
    path: `/tincan${orders}`,
    bodyText: body,
    secretMatches: true,
    solutionProvider: '10006',
  });
  expect(nowhere).toMatchObject({ operation: null, path: '/tincan/mobility/nothing' });
  expect(JSON.stringify([received, nowhere])).not.toContain('demo-secret');
});

it('the call that the documentation shows is carried out', async () => {
  const [, path = '', flags = ''] = /curl -s http:\/\/localhost:4400(\/tincan\S+) \\\n(.*?)```/s.exec(
    simulatorDocument(),
  )!;
  const headers = Object.fromEntries(
    [...flags.matchAll(/-H '(.+?): (.+?)'/g)].map(([, name, value]) => [name!, value!]),
  );
  const [, body = ''] = /-d '(.+)'/.exec(flags)!;
  expect(await send(simulator.url + path, { headers, body })).toMatchObject({
    status: 200,
    text: expect.stringContaining('"status":"SUBMITTED"'),
  });
});
