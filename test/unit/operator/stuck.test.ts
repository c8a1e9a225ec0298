import { exampleCall } from '../../../tools/soak/example-call';
import { bulkRig, submitChanges } from '../../support/bulk-rig';
import { operatedWorld, solutionProvider, type OperatedWorld } from '../../support/operated-world';

jest.setTimeout(60_000);

let world: OperatedWorld;
beforeEach(async () => {
  world = await operatedWorld();
});

const portIn = async (): Promise<string> => {
  const { body } = exampleCall('request-port-in', solutionProvider);
  const { body: answer } = await world.rig.call('request-port-in', { key: 'p-1', body });
  return String(answer['id']);
};
const target = (id: string) => ({ solutionProvider, kind: 'port-in', id });
const stuck = async (line = '') => {
  const ended = await world.gateway(`stuck --json ${line}`);
  return { ...ended, things: JSON.parse(ended.out) as Record<string, string>[] };
};
/** Polls it, as its execution does, after a time. */
const polled = async (id: string, after: string) => {
  world.at.advance(after);
  const { run } = (await world.pollJobs.find(target(id)))!;
  return world.pollOnce({ ...target(id), run, polls: 0, waitSeconds: 1 });
};

it('says that nothing needs a person', async () => {
  await portIn();
  expect(await world.gateway('stuck')).toEqual({ out: 'Nothing needs a person.\n', err: '', exitCode: 0 });
});

it('says which pollers stopped, since when, and how to cure it; the cure cures it', async () => {
  const id = await portIn();
  world.at.advance('PT1H');
  const { things, exitCode } = await stuck();
  expect(exitCode).toBe(3);
  expect(things).toMatchObject([{ what: 'poller-stopped', provider: solutionProvider, id: `port-in ${id}` }]);
  const cure = things[0]!['cure']!.replace('npx gateway ', '').replace('<you>', 'jane').replace('<why>', 'ticket');
  await world.followLeads();
  const { out } = await world.world.gateway(cure);
  expect(out).toContain(`port-in ${id}  AT&T is asked now`);
  expect(world.started).toMatchObject([target(id)]);
  expect((await stuck()).things).toEqual([]);
});

it('says what is overdue, and what AT&T does not answer', async () => {
  const id = await portIn();
  await polled(id, 'PT1H');
  expect((await stuck()).things).toEqual([]);
  const { dueAt } = (await world.pollJobs.find(target(id)))!;
  const hours = Math.ceil((Date.parse(dueAt.at(-1)!) - world.rig.now()) / 3_600_000) + 1;
  await world.rig.table.update({
    key: { pk: `POLL#${solutionProvider}#port-in#${id}`, sk: 'POLL' },
    set: { misses: 5 },
  });
  world.at.advance(`PT${hours}H`);
  const { things } = await stuck();
  expect(things).toMatchObject([{ what: 'poller-stopped', why: expect.stringContaining('not answered 5 times') }]);
  await world.gateway('reconcile');
  expect((await stuck()).things).toMatchObject([
    { what: 'overdue', since: dueAt.at(-1), why: expect.stringContaining('not answered 5 times') },
  ]);
});

it('says what was given up, and follow begins it anew', async () => {
  const id = await portIn();
  expect(await polled(id, 'P100D')).toMatchObject({ done: true, outcome: 'gave-up' });
  expect((await stuck()).things).toMatchObject([{ what: 'given-up', id: `port-in ${id}` }]);
  expect(await world.gateway('reconcile')).toMatchObject({ out: expect.stringContaining('restarted: 0') });
  await world.followLeads();
  const follow = `follow ${id} --provider ${solutionProvider} --actor jane --reason ticket`;
  expect((await world.gateway(`${follow} --dry-run`)).out).toContain(`port-in ${id}  gave-up`);
  expect(world.started).toEqual([]);
  expect((await world.gateway(follow)).out).toContain('AT&T is asked now, and again until its end');
  expect(await world.pollOnce(world.started[0]!)).toMatchObject({ done: true, outcome: 'final' });
  expect((await stuck()).things).toEqual([]);
  expect((await world.gateway(follow)).out).toContain('nothing more can come of it');
});

it('says of which writes nobody knows the outcome', async () => {
  const { path, body } = exampleCall('reset-voicemail', solutionProvider);
  const requestId = await world.at.lost('done, unanswered', 'reset-voicemail', { ...(path && { path }), body });
  expect((await stuck()).things).toMatchObject([
    { what: 'unknown', id: requestId, cure: `npx gateway reconcile --request ${requestId} --tenant rebound` },
  ]);
  world.at.advance('PT20M');
  await world.gateway('reconcile');
  const { things } = await stuck();
  expect(things).toMatchObject([
    {
      ...{ what: 'needs-attention', id: requestId },
      why: expect.stringMatching(/^reset-voicemail: ./),
      cure: expect.stringContaining(`resolve ${requestId} --provider ${solutionProvider} --outcome`),
    },
  ]);
});

it('says which bulk writes are paused, and which endpoints get nothing', async () => {
  const bulk = await bulkRig({ client: world.rig.client, att: world.at.att });
  const bulkId = await submitChanges(bulk, 2);
  await bulk.change(bulkId, 'paused');
  const endpoint = await world.endpoints.create({
    ...{ solutionProvider, url: 'https://hooks.example.com/', failoverUrl: undefined },
    ...{ types: ['*'], description: undefined },
  });
  await world.endpoints.markVerification(endpoint, 'url', 'failed');
  expect((await stuck()).things).toMatchObject([
    { what: 'bulk-write-paused', id: bulkId },
    { what: 'webhook-endpoint', id: endpoint.id, why: 'url did not answer the challenge' },
  ]);
});

it('counts dead letters, which are of no one Solution Provider', async () => {
  const url = 'https://sqs.example/1/dead';
  world.world.outputs['WebhookDeadLettersUrl'] = url;
  world.world.queues.put(url, '{}');
  expect((await stuck()).things).toMatchObject([{ what: 'dead-letters', id: 'webhooks', why: '1 laid aside' }]);
  expect((await stuck(`--provider ${solutionProvider}`)).things).toEqual([]);
});
