import { exampleCall } from '../../../tools/soak/example-call';
import { operatedWorld, solutionProvider, type OperatedWorld } from '../../support/operated-world';

jest.setTimeout(30_000);

let world: OperatedWorld;
beforeAll(async () => {
  world = await operatedWorld();
  const { body } = exampleCall('request-port-in', solutionProvider);
  const order = { ...(body as object), subscriberNumber: '2125550188' };
  await world.rig.call('request-port-in', { key: 'find-1', body: order, headers: { 'x-request-id': 'call-4711' } });
  await world.followLeads();
});

const found = async (line: string) => {
  const { out } = await world.gateway(`find ${line} --json`);
  return (JSON.parse(out) as { found: Record<string, unknown>[] }).found;
};

it('finds by a number what has it, and says how it stands', async () => {
  const all = await found('2125550188');
  expect(all).toEqual([
    expect.objectContaining({ kind: 'request', operation: 'request-port-in', state: 'succeeded', isFinal: true }),
    expect.objectContaining({ provider: solutionProvider, kind: 'port-in', by: ['subscriberNumber'], isFinal: false }),
  ]);
});

it('finds the same by AT&T’s id, by the request’s and by that of a call', async () => {
  const [request, portIn] = await found('2125550188');
  expect(await found(String(portIn!['id']))).toHaveLength(2);
  expect(await found(String(request!['id']))).toEqual([expect.objectContaining({ by: ['requestId'] })]);
  expect(await found('call-4711')).toEqual([expect.objectContaining({ id: request!['id'], by: ['callId'] })]);
});

it('asks the functions of the deployment, for its Solution Providers alone, and shows a line each', async () => {
  const { out, exitCode } = await world.gateway(`find 2125550188 --provider ${solutionProvider}`);
  expect(out.split('\n')).toEqual([
    expect.stringMatching(
      /^A-06399x {2}request {2}req_\S+ {2}\S+ {2}subscriberNumber {2}request-port-in {2}succeeded$/,
    ),
    expect.stringMatching(/^A-06399x {2}port-in {2}PORT-\d+ {2}\S+ {2}subscriberNumber {2}submitted$/),
    '',
  ]);
  expect(exitCode).toBe(0);
  const names = world.world.invocations.map(({ name }) => name);
  expect(new Set(names)).toEqual(new Set(['att-rebound-records-read', 'att-rebound-long-running-read']));
});

it('says so when nothing has the id', async () => {
  expect(await world.gateway('find 2125550199')).toEqual({
    ...{ out: 'Nothing has the id 2125550199.\n', err: '', exitCode: 3 },
  });
});

it('asks nobody about a Solution Provider that the tenant has not', async () => {
  const before = world.world.invocations.length;
  expect(await world.gateway('find 2125550188 --provider a-06399X')).toMatchObject({
    err: expect.stringContaining('rebound has no Solution Provider a-06399X. It has: A-06399x.'),
    exitCode: 1,
  });
  expect(world.world.invocations).toHaveLength(before);
});

it('finds also what is gone, and says so', async () => {
  const [, portIn] = await found('2125550188');
  const id = String(portIn!['id']);
  await world.rig.table.delete({ pk: `SP#${solutionProvider}`, sk: `PORT-IN#${id}` });
  const { out, exitCode } = await world.gateway(`find ${id}`);
  expect(out).toMatch(/port-in {2}PORT-\d+ {2}\S+ {2}id,portRequestNumber {2}gone$/m);
  expect(exitCode).toBe(0);
});
