import type { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { exampleCall } from '../../../tools/soak/example-call';
import { operatedWorld, solutionProvider, type OperatedWorld } from '../../support/operated-world';

jest.setTimeout(60_000);

let world: OperatedWorld;
let portIn: string;
beforeEach(async () => {
  world = await operatedWorld();
  const { body } = exampleCall('request-port-in', solutionProvider);
  portIn = String((await world.rig.call('request-port-in', { key: 'p-1', body })).body['id']);
  await world.followLeads();
});

const [queue, dead] = ['https://sqs.example/1/att-rebound-webhooks', 'https://sqs.example/1/dead'];

/** What a deployment in AWS has beside its functions. */
const inAws = (): void => {
  const { world: aws } = world;
  Object.assign(aws.outputs, { WebhookQueueUrl: queue, WebhookDeadLettersUrl: dead });
  aws.queues.put(queue, '{}');
  aws.queues.put(dead, '{}');
  aws.resources.push(
    { type: 'AWS::CloudWatch::Alarm', name: 'att-partner-gateway-rebound-webhooks-late' },
    { type: 'AWS::CloudWatch::Alarm', name: 'att-partner-gateway-rebound-items-overdue' },
    { type: 'AWS::SNS::Topic', name: 'alarms' },
  );
  aws.cloudWatch = (command) => {
    if (command instanceof GetMetricStatisticsCommand) {
      expect(command.input.Dimensions).toEqual([{ Name: 'QueueName', Value: 'att-rebound-webhooks' }]);
      return { Datapoints: [point(15, 1900), point(14, 20)] };
    }
    const { AlarmNames = [] } = (command as DescribeAlarmsCommand).input;
    expect(AlarmNames).toEqual(aws.resources.slice(0, 2).map(({ name }) => name));
    return { MetricAlarms: [{ AlarmName: AlarmNames[0], StateUpdatedTimestamp: new Date('2026-11-05T14:00:00Z') }] };
  };
};
const point = (hour: number, Maximum: number) => ({ Timestamp: new Date(Date.UTC(2026, 10, 5, hour)), Maximum });

it('shows how everything stands', async () => {
  inAws();
  world.at.advance('PT1H');
  const { out, exitCode } = await world.gateway('status');
  expect(exitCode).toBe(0);
  expect(out.trimEnd().split('\n')).toEqual([
    '2026-11-05T15:00:00.000Z',
    solutionProvider,
    '  orders: none',
    '  port-ins: submitted 1',
    '  activations: none',
    '  pdp-provisionings: none',
    '  need a person: poller-stopped 1',
    'webhooks: 1 waiting, the oldest for 1900 s',
    'dead letters: webhooks 1, changes –, events –',
    'retention: never applied; due: npx gateway retention apply --tenant rebound',
    'alarms that ring:',
    '  att-partner-gateway-rebound-webhooks-late  2026-11-05T14:00:00.000Z',
  ]);
});

it.each([
  [0, /^retention: applied \S+Z$/m],
  [2, /^retention: applied \S+; due: npx gateway retention apply --tenant rebound$/m],
  [40, /^retention: not applied for 31 days; due/m],
])('says, %d days after retention was applied, since when and whether it is due', async (days, said) => {
  await world.gateway('retention apply');
  await world.gateway('client revoke --client crm');
  world.world.now = () => Date.now() + days * 86_400_000;
  expect((await world.gateway('status')).out).toMatch(said);
});

it('asks for no queue or alarm that is not there', async () => {
  expect(JSON.parse((await world.gateway('status --json')).out)).toMatchObject({
    providers: [{ provider: solutionProvider, tracked: { 'port-ins': { submitted: 1 } }, stuck: {} }],
    deadLetters: {},
    alarms: [],
  });
});

it('shows it again and again', async () => {
  world.world.whilePausing = async () => {
    const { body } = exampleCall('request-port-in', solutionProvider);
    const another = { ...(body as object), subscriberNumber: '2125550177' };
    await world.rig.call('request-port-in', { key: 'p-2', body: another });
  };
  const { out } = await world.gateway('status --watch 30 --times 2');
  expect(world.world.seen.pauses).toEqual([30_000]);
  expect(world.world.seen.shown).toEqual([expect.stringContaining('port-ins: submitted 1')]);
  expect(out).toContain('port-ins: submitted 2');
});

it('follows one to its end, telling of each state', async () => {
  let poll = 0;
  world.world.whilePausing = async () => {
    world.at.advance('PT8H');
    if ((poll += 1) % 2 === 0) return;
    const job = (await world.pollJobs.find({ solutionProvider, kind: 'port-in', id: portIn }))!;
    await world.pollOnce({ ...job, polls: 0, waitSeconds: 1 });
  };
  const { out, exitCode } = await world.gateway(
    `follow ${portIn} --provider ${solutionProvider} --wait 60 --actor jane --reason ticket`,
  );
  expect(exitCode).toBe(0);
  expect(out).toMatch(new RegExp(`^port-in  ${portIn}  completed  `));
  expect(world.world.seen.progress[0]).toBe('submitted');
  expect(world.world.seen.progress.at(-1)).toMatch(/ {2}completed$/);
});

it('says that it has not ended when the time is over', async () => {
  const line = `follow ${portIn} --provider ${solutionProvider} --wait 1 --actor jane --reason ticket --json`;
  const { out, exitCode } = await world.gateway(line);
  expect(JSON.parse(out)).toMatchObject({ id: portIn, state: 'submitted', isFinal: false });
  expect(exitCode).toBe(3);
  expect(world.world.seen.pauses).toHaveLength(6);
});

it('follows nothing that AT&T does not work on', async () => {
  const line = `follow 2125550199 --provider ${solutionProvider} --actor jane --reason ticket`;
  expect(await world.gateway(line)).toMatchObject({
    err: expect.stringContaining('has nothing that AT&T works on with the id 2125550199.'),
    exitCode: 1,
  });
});
