import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { BatchGetTracesCommand, GetTraceSummariesCommand } from '@aws-sdk/client-xray';
import { operationById } from '#operations/registry';
import { documented } from '#operations/alliance-look-up-end-customer/examples';
import { demoCredentials } from '../../../tools/simulator/credentials';
import { bearerOf, bodyOf, call } from '../gateway-calls';
import { clientsOf, eventually, physicalIdsOf, type ProbedWorld, type Probes } from './probe';

const lookUp = operationById('alliance-look-up-end-customer');
const line = operationById('get-line-details');
const [sample] = documented.examples;
const logsPatienceMs = 30_000;

/** Words that are in a call and may be in no sink: a number in the query, a name in the body, a token, AT&T’s secrets. */
interface Planted {
  words: readonly string[];
  /** Of a call, which its log lines carry. */
  callId: string;
}

let planted: Planted | undefined;

const plant = async (world: ProbedWorld): Promise<Planted> => {
  const number = `21255501${randomInt(10, 99)}`;
  const name = `Canary ${randomUUID()}`;
  for (const [provider, family] of [
    ['10006', 'mobility'],
    ['10067', 'ordering-alliance'],
  ] as const)
    await world.operator.storeCredentials(provider, family, demoCredentials(family, provider));
  const ordering = await bearerOf(world, ['ordering:read'], '10067');
  const body = { ...sample.request.body, accountName: name };
  const answer = await call(world, { method: lookUp.method, path: lookUp.path, body }, ordering);
  await bodyOf(answer, 200);
  const mobility = await bearerOf(world, ['mobility:read'], '10006');
  const read = await call(world, { method: line.method, path: `${line.path}?subscriberNumber=${number}` }, mobility);
  assert.ok([200, 404].includes(read.status), await read.text());
  const signatures = [ordering, mobility].map(({ authorization }) => authorization.split('.').at(-1) ?? '');
  const secrets = [demoCredentials('mobility', '10006'), demoCredentials('ordering-alliance', '10067')];
  const words = [number, name, ...signatures, ...secrets.map(({ clientSecret }) => clientSecret)];
  // An address of the double’s has a word that nobody can guess.
  const path = new URL(world.simulatorUrl).pathname.slice(1);
  return { words: path === '' ? words : [...words, path], callId: answer.headers.get('x-request-id') ?? '' };
};

const logGroupsOf = async (world: ProbedWorld): Promise<string[]> => {
  const { logs } = clientsOf(world);
  const [restApiId = ''] = await physicalIdsOf(world, 'AWS::ApiGateway::RestApi');
  const prefixes = [`/att-partner-gateway/${world.tenant}/`, `API-Gateway-Execution-Logs_${restApiId}/`];
  const pages = await Promise.all(
    prefixes.map((logGroupNamePrefix) => logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }))),
  );
  return pages.flatMap(({ logGroups = [] }) => logGroups.map(({ logGroupName = '' }) => logGroupName));
};

/** Lines of all groups with a word. */
const linesWith = async (world: ProbedWorld, groups: readonly string[], word: string): Promise<string[]> => {
  const { logs } = clientsOf(world);
  const found: string[] = [];
  for (const logGroupName of groups) {
    let nextToken: string | undefined;
    do {
      const filterPattern = JSON.stringify(word);
      const page = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern, nextToken }));
      found.push(...(page.events ?? []).map(({ message = '' }) => `${logGroupName}: ${message}`));
      ({ nextToken } = page);
    } while (nextToken !== undefined);
  }
  return found;
};

const sumOf = async (world: ProbedWorld, MetricName: string, RuleName: string, EventBusName?: string) => {
  const { cloudWatch } = clientsOf(world);
  const { Datapoints = [] } = await cloudWatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/Events',
      MetricName,
      Dimensions: [
        { Name: 'RuleName', Value: RuleName },
        ...(EventBusName === undefined ? [] : [{ Name: 'EventBusName', Value: EventBusName }]),
      ],
      StartTime: new Date(Date.now() - 3 * 3_600_000),
      EndTime: new Date(),
      Period: 3_600,
      Statistics: ['Sum'],
    }),
  );
  return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
};

/** What is left behind by calls: events that were not delivered, and words in logs and traces. */
export const traceProbes: Probes = {
  name: 'What calls leave behind',
  steps: [
    {
      title: 'no queue has laid anything aside',
      run: async (world) => {
        const { sqs } = clientsOf(world);
        const queues = (await physicalIdsOf(world, 'AWS::SQS::Queue')).filter((url) => /dead/i.test(url));
        assert.ok(queues.length >= 2, `only ${queues.length} dead-letter queues`);
        for (const QueueUrl of queues) {
          const AttributeNames = ['ApproximateNumberOfMessages' as const];
          const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
          assert.equal(Attributes?.['ApproximateNumberOfMessages'], '0', QueueUrl);
        }
      },
    },
    {
      title: 'EventBridge delivered events into the encrypted queue, and failed at no rule',
      accountAlone: 'it emits no metrics of EventBridge’s; that a webhook arrives is shown by the port-in above',
      run: async (world) =>
        eventually(15 * 60_000, async () => {
          const rules = await physicalIdsOf(world, 'AWS::Events::Rule');
          let delivered = 0;
          for (const id of rules) {
            const [rule = '', bus] = id.split('|').toReversed();
            assert.equal(await sumOf(world, 'FailedInvocations', rule, bus), 0, id);
            assert.equal(await sumOf(world, 'InvocationsFailedToBeSentToDlq', rule, bus), 0, id);
            if (bus !== undefined) delivered += await sumOf(world, 'Invocations', rule, bus);
          }
          assert.ok(delivered > 0, 'no rule of the tenant’s bus was invoked');
        }),
    },
    {
      title: 'no log has a number, a name, a token or a secret of a call',
      run: async (world) => {
        planted = await plant(world);
        const { words, callId } = planted;
        const groups = await logGroupsOf(world);
        assert.ok(groups.length >= 3, `only ${groups.join(', ')}`);
        // Once the call itself is found, what else it left is there as well.
        await eventually(logsPatienceMs * (world.slowness ?? 1), async () => {
          assert.notEqual(callId, '');
          assert.notEqual((await linesWith(world, groups, callId)).length, 0, `no line of the call ${callId}`);
        });
        for (const word of words) assert.deepEqual(await linesWith(world, groups, word), [], word);
      },
    },
    {
      title: 'traces are of functions alone, and have none of these words',
      accountAlone: 'it has no X-Ray',
      run: async (world) => {
        const { xray } = clientsOf(world);
        const EndTime = new Date();
        const StartTime = new Date(EndTime.getTime() - 3 * 3_600_000);
        const ids: string[] = [];
        let NextToken: string | undefined;
        do {
          const page = await xray.send(new GetTraceSummariesCommand({ StartTime, EndTime, NextToken }));
          ids.push(...(page.TraceSummaries ?? []).flatMap(({ Id }) => Id ?? []));
          ({ NextToken } = page);
        } while (NextToken !== undefined);
        let own = 0;
        for (let first = 0; first < ids.length; first += 5) {
          const { Traces = [] } = await xray.send(new BatchGetTracesCommand({ TraceIds: ids.slice(first, first + 5) }));
          const texts = Traces.map((one) => JSON.stringify(one)).filter((text) => text.includes(world.tenant));
          own += texts.length;
          for (const text of texts) {
            for (const word of planted?.words ?? []) assert.ok(!text.includes(word), `a trace has ${word}`);
            assert.ok(!text.includes('AWS::ApiGateway::Stage'), 'the stage is traced');
          }
        }
        assert.ok(own > 0, 'no trace of the deployment was found');
      },
    },
  ],
};
