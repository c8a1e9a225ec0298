import '../support/function-environment';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { tableName } from '../support/dynalite-client';
import { pushHeader, pushRig, pushSecretOf } from '../support/push-rig';
import { portOrderOf } from '../support/tincan';
import { activationOf, simulatedDevice, tincanGateway } from '../support/tincan-gateway';

/** A deployment that Tincan pushes to, and a port-in that was asked for. */
const portedIn = async (ctn = '2125550188') => {
  const gateway = await tincanGateway();
  const { table, now, contract } = gateway;
  const pushes = pushRig({ table, now, contract });
  const { text } = await gateway.call('request-port-in', { body: portOrderOf(ctn), key: 'k-1' });
  const [, orderNo = ''] = /"orderNo":(\d{19}),/.exec(text)!;
  const pushed = (): string[] => gateway.pushed.splice(0).map(({ body }) => body);
  pushed();
  return { gateway, pushes, orderNo, pushed, states: () => pushes.statesOf('port-in', orderNo) };
};

const course = ['pending', 'submitted', 'confirmed', 'completed'];

describe('a port-in whose states Tincan pushes', () => {
  it('comes to its end by pushes alone, with one event for each state', async () => {
    const { gateway, pushes, pushed, states } = await portedIn();
    gateway.sent.length = 0;
    gateway.advance('P40D');
    for (const body of pushed()) await pushes.push(body);
    expect(await states()).toEqual(course);
    expect(gateway.sent).toEqual([]);
  });

  it('comes to the same by polls alone', async () => {
    const { gateway, orderNo, states } = await portedIn();
    expect((await gateway.toTheEnd('port-in', orderNo)).at(-1)).toBe('final');
    expect(await states()).toEqual(course);
  });

  it.each([
    ['pushed first', true],
    ['polled first', false],
  ])('has one event for each state when every one is pushed and polled, %s', async (_, isPushedFirst) => {
    const { gateway, pushes, orderNo, pushed, states } = await portedIn();
    for (let days = 0; days < 40; days += 1) {
      gateway.advance('P1D');
      const push = async (): Promise<void> => {
        for (const body of pushed()) await pushes.push(body);
      };
      if (isPushedFirst) await push();
      await gateway.call('get-port-in', { path: { portInId: orderNo } });
      if (!isPushedFirst) await push();
    }
    const seen = await states();
    expect(seen.at(-1)).toBe('completed');
    expect(seen).toEqual([...new Set(seen)]);
  });

  it('has one event for each state when every message comes twice, and keeps it once', async () => {
    const { gateway, pushes, pushed, states } = await portedIn();
    gateway.advance('P40D');
    const bodies = pushed();
    for (const body of bodies) for (let times = 0; times < 2; times += 1) await pushes.push(body);
    expect(await states()).toEqual(course);
    expect((await keptIn(gateway)).map(({ times }) => times)).toEqual(bodies.map(() => 2));
  });

  it('is not taken back by messages that come the other way round', async () => {
    const { gateway, pushes, pushed, states } = await portedIn();
    gateway.advance('P40D');
    const became: string[] = [];
    for (const body of pushed().toReversed()) became.push(await pushes.push(body));
    expect(became[0]).toBe('applied');
    expect(became.slice(1)).toEqual(became.slice(1).map(() => 'late'));
    expect(await states()).toEqual(['completed']);
  });

  it('is polled all the same when messages are lost', async () => {
    const { gateway, pushes, orderNo, pushed, states } = await portedIn();
    gateway.advance('PT1H');
    for (const body of pushed()) await pushes.push(body);
    expect((await gateway.toTheEnd('port-in', orderNo)).at(-1)).toBe('final');
    expect((await states()).at(-1)).toBe('completed');
  });

  it('ends the lock of its number, as a read would', async () => {
    const { gateway, pushes, pushed } = await portedIn();
    const again = () => gateway.call('request-port-in', { body: portOrderOf('2125550188'), key: crypto.randomUUID() });
    expect((await again()).status).toBe(409);
    gateway.advance('P40D');
    for (const body of pushed()) await pushes.push(body);
    expect((await again()).body['code']).not.toBe('already-done');
  });
});

it('a message that is faster than the answer to its write waits for it', async () => {
  const gateway = await tincanGateway();
  const pushes = pushRig(gateway);
  const { text } = await gateway.call('request-port-in', { body: portOrderOf('2125550188'), key: 'k-1' });
  const [, orderNo = ''] = /"orderNo":(\d{19}),/.exec(text)!;
  const key = (await pushes.itemOf('port-in', orderNo))!;
  await gateway.table.delete({ pk: String(key['pk']), sk: String(key['sk']) });
  gateway.pushed.length = 0;
  gateway.advance('P40D');
  const done = gateway.pushed.at(-1)!.body;
  expect(await pushes.push(done)).toBe('waiting');
  expect(await pushes.sweep()).toEqual({});
  await gateway.table.put({ ...key, createdAt: new Date(gateway.now()).toISOString() });
  gateway.advance('PT2M');
  expect(await pushes.sweep()).toEqual({ applied: 1 });
  expect(await pushes.statesOf('port-in', orderNo)).toHaveLength(1);
});

it('an activation is done when Tincan says so', async () => {
  const gateway = await tincanGateway();
  const pushes = pushRig(gateway);
  const { body } = await gateway.call('activate-service', {
    body: activationOf(simulatedDevice.imei, simulatedDevice.iccid),
    key: 'a-1',
  });
  const { id } = body['productOrder'] as { id: string };
  gateway.advance('P2D');
  for (const { body: message } of gateway.pushed) await pushes.push(message);
  expect((await pushes.statesOf('service-activation', id)).at(-1)).toBe('active');
});

it('of a batch, whose message only tells that there is news, Tincan is asked at once', async () => {
  const gateway = await tincanGateway();
  const pushes = pushRig(gateway);
  const batch = { apnName: 'fleet.example.com', item: [{ ctn: '+12125550117', fixedIp: '192.0.2.10' }] };
  const { text } = await gateway.call('provision-pdp', { body: { batch }, key: 'b-1' });
  const [, batchNo = ''] = /"batchNo":(\d+)/.exec(text)!;
  const { body } = gateway.pushed.at(-1)!;
  expect(await pushes.push(body)).toBe('asked');
  expect(pushes.started.map(([, { kind, id, waitSeconds }]) => [kind, id, waitSeconds])).toEqual([
    ['pdp-provisioning', batchNo, 1],
  ]);
});

describe('somebody who is not Tincan', () => {
  it.each([
    ['no secret', { headers: {} }],
    ['another secret', { headers: { [pushHeader]: 'made up by somebody else' } }],
    ['the secret of another Solution Provider', { headers: { [pushHeader]: pushSecretOf('10067') } }],
    ['the secret in another header', { headers: { authorization: pushSecretOf('A-06399x') } }],
    ['another address', { from: '198.51.100.7' }],
    ['a Solution Provider nobody has', { to: 'nobody' }],
  ])('with %s is refused without a word, and leaves nothing', async (_, sent) => {
    const { gateway, pushes, pushed, states } = await portedIn();
    gateway.advance('P40D');
    const before = await everything(gateway);
    for (const body of pushed()) expect(await pushes.send(body, sent)).toBe(401);
    expect(await everything(gateway)).toEqual(before);
    expect(await states()).toEqual([]);
  });
});

it('a message for one Solution Provider changes nothing of another’s', async () => {
  const { gateway, pushes, pushed, states } = await portedIn();
  gateway.advance('P40D');
  for (const body of pushed()) expect(await pushes.push(body, { to: pushes.otherProvider })).toBe('waiting');
  expect(await states()).toEqual([]);
  gateway.advance('P4D');
  expect(await pushes.sweep()).toEqual({ unclaimed: expect.any(Number) as number });
});

it('a message that contradicts an end is kept, counted and changes nothing', async () => {
  const { gateway, pushes, pushed, orderNo, states } = await portedIn();
  gateway.advance('P40D');
  for (const body of pushed()) await pushes.push(body);
  const item = await pushes.itemOf('port-in', orderNo);
  const withdrawn = JSON.stringify({
    notification: {
      about: 'PORT_ORDER',
      since: new Date(gateway.now()).toISOString(),
      order: { orderNo: JSON.rawJSON(orderNo), status: 'WITHDRAWN' },
    },
  });
  expect(await pushes.push(withdrawn)).toBe('contradicts');
  expect(await pushes.itemOf('port-in', orderNo)).toEqual(item);
  expect(await states()).toEqual(course);
  expect(pushes.metrics.emitted.filter(({ values }) => values.PushesNotApplied)).toHaveLength(1);
});

describe('a message that nobody understands', () => {
  it('is kept, counted once, and understood when the statement is corrected', async () => {
    const { gateway, pushes, pushed, states } = await portedIn();
    const { 'get-port-in': right, ...rest } = gateway.contract;
    pushes.stated.contract = rest;
    gateway.advance('P40D');
    const bodies = pushed();
    for (const body of bodies) expect(await pushes.push(body)).toBe('not-understood');
    gateway.advance('PT20M');
    expect(await pushes.sweep()).toEqual({ 'not-understood': bodies.length });
    expect(pushes.metrics.emitted.filter(({ values }) => values.PushesNotApplied)).toHaveLength(bodies.length);
    expect((await keptIn(gateway)).map(({ whyNot }) => whyNot)).toEqual(bodies.map(() => 'no-statement'));
    pushes.stated.contract = { ...rest, 'get-port-in': right! };
    gateway.advance('PT20M');
    await pushes.sweep();
    expect((await states()).at(-1)).toBe('completed');
    expect((await keptIn(gateway)).some(({ openPk }) => openPk !== undefined)).toBe(false);
  });

  it.each([
    ['XML', '<order><orderNo>770000010000000022</orderNo><passcode>hunter2</passcode></order>', 'no-json'],
    ['nothing', '', 'no-json'],
    ['too deep to be read', '['.repeat(60_000), 'no-json'],
    ['of something else', '{"pin":"4829","news":"x"}', 'no-statement'],
    [
      'with a word of no state',
      '{"notification":{"about":"PORT_ORDER","since":"2026-11-05T09:00:00Z","order":{"orderNo":1,"status":"ASLEEP"}}}',
      'no-state',
    ],
    [
      'of a time in no zone',
      '{"notification":{"about":"PORT_ORDER","since":"2026-11-05T09:00:00","order":{"orderNo":1,"status":"DONE"}}}',
      'no-time',
    ],
  ])('because it is %s is kept all the same', async (_, body, whyNot) => {
    const { gateway, pushes } = await portedIn();
    expect(await pushes.push(body)).toBe('not-understood');
    expect(await keptIn(gateway)).toMatchObject([{ whyNot, state: 'not-understood', looks: 1 }]);
    expect(JSON.stringify((await keptIn(gateway)).map(({ sealed: _, ...clear }) => clear))).not.toMatch(/hunter2|4829/);
  });
});

it('a message that is larger than any is refused', async () => {
  const { pushes } = await portedIn();
  expect(await pushes.send('x'.repeat(65 * 1024))).toBe(413);
  expect(await pushes.send(Buffer.from('x'.repeat(1024)).toString('base64'), { isBase64Encoded: true })).toBe(202);
});

it('a message that was kept is looked at although it could not be handed on', async () => {
  const { gateway, pushes, pushed, states } = await portedIn();
  gateway.advance('P40D');
  pushes.receiver.handOn = () => Promise.reject(new Error('no room'));
  for (const body of pushed()) expect(await pushes.send(body)).toBe(202);
  gateway.advance('PT1M');
  await pushes.sweep();
  expect((await states()).at(-1)).toBe('completed');
});

type Gateway = Awaited<ReturnType<typeof tincanGateway>>;

const everything = async ({ client }: Gateway): Promise<unknown> =>
  (await client.send(new ScanCommand({ TableName: tableName }))).Items;

const keptIn = async ({ client }: Gateway): Promise<Record<string, unknown>[]> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
  return Items.map((item) => unmarshall(item)).filter(({ pk }) => String(pk).startsWith('PUSHES#'));
};
