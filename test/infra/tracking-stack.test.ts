import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { watchedPartitions } from '#entry/events-watched-partitions';
import { pollJobs } from '#platform/table/keys';
import { mayReadDataKeys } from './policies';
import { readable, resourcesOf, synthesize } from './synthesized';
import { actionsOf, functionOf, statementsOf } from './tracking-policies';

const { data, api, tracking, monitoring } = synthesize();

const mappingOf = (name: string) =>
  resourcesOf(tracking, 'AWS::Lambda::EventSourceMapping').find(({ Properties }) =>
    new RegExp(name).test(readable(Properties['FunctionName'])),
  )!.Properties;

const queueOf = (name: string) =>
  resourcesOf(tracking, 'AWS::SQS::Queue').find(({ Properties }) => Properties['QueueName'] === `att-example-${name}`)!
    .Properties;

const leadingKeys = z.object({ 'dynamodb:LeadingKeys': z.array(z.string()) });
const conditionSchema = z.object({
  'ForAllValues:StringLike': leadingKeys.optional(),
  'ForAllValues:StringNotLike': leadingKeys.optional(),
});

/** Whether a statement with such a condition is about a partition; one with another condition or none is about all. */
const reaches = (condition: unknown, partition: string): boolean => {
  const { 'ForAllValues:StringLike': like, 'ForAllValues:StringNotLike': notLike } =
    conditionSchema.safeParse(condition).data ?? {};
  const isAmong = (some: z.output<typeof leadingKeys>) => some['dynamodb:LeadingKeys'].includes(`${partition}*`);
  return like ? isAmong(like) : !notLike || !isAmong(notLike);
};

describe('the event publisher', () => {
  it('reads the table’s stream from its beginning, in order, and reports what has to be tried again', () => {
    expect(mappingOf('EventPublisher')).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 23 * 3_600,
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
    const table = resourcesOf(data, 'AWS::DynamoDB::Table')[0]!.Properties;
    expect(table['StreamSpecification']).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
  });

  it('is not woken by what it writes itself', () => {
    const { Filters } = z
      .object({ Filters: z.array(z.object({ Pattern: z.string() })) })
      .parse(mappingOf('EventPublisher')['FilterCriteria']);
    const others = watchedPartitions.filter((prefix) => prefix !== pollJobs.key.partitionPrefix);
    expect(Filters.map(({ Pattern }): unknown => JSON.parse(Pattern))).toEqual([
      { dynamodb: { Keys: { pk: { S: others.map((prefix) => ({ prefix })) } } } },
      { dynamodb: { Keys: { pk: { S: [{ prefix: 'BULK-WRITE#' }] }, sk: { S: ['BULK-WRITE'] } } } },
      { eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: pollJobs.key.partitionPrefix }] } } } },
    ]);
    for (const own of ['EVENTS#', 'EVENT-LOG#', 'PUBLISHED#', 'DELIVERIES#', 'CLIENT#', 'BULK-WRITE#'])
      expect(watchedPartitions.some((prefix) => own.startsWith(prefix))).toBe(false);
  });

  it('may do that, and put events on the one bus, and no more', () => {
    expect(actionsOf('event-publisher').filter((action) => !/^(logs|xray|kms):/.test(action))).toEqual([
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:UpdateItem',
      'secretsmanager:GetSecretValue',
      'events:PutEvents',
      'states:StartExecution',
      'sqs:SendMessage',
    ]);
    for (const { actions, resources } of statementsOf('event-publisher')) {
      if (!actions.some((action) => action.startsWith('xray:'))) expect(resources).not.toContain('*');
    }
  });

  it('alone puts entries into the audit, and changes or deletes none', () => {
    const names = resourcesOf(tracking, 'AWS::Lambda::Function').map(({ Properties }) =>
      String(Properties['FunctionName']).replace('att-example-', ''),
    );
    const ofAudit = names.flatMap((name) =>
      statementsOf(name).flatMap(({ actions, condition }) => {
        const used = actions.filter((action) => action.startsWith('dynamodb:') && !/Stream|Records|Shard/.test(action));
        return used.filter(() => reaches(condition, 'AUDIT#')).map((action) => `${name} ${action}`);
      }),
    );
    expect(ofAudit).toEqual(['event-publisher dynamodb:Query', 'event-publisher dynamodb:PutItem']);
  });

  it('is told all it asks for', () => {
    const { Variables } = z
      .object({ Variables: z.record(z.string(), z.unknown()) })
      .parse(functionOf('event-publisher')['Environment']);
    expect(Object.keys(Variables)).toEqual(
      expect.arrayContaining(['TENANT', 'TABLE_NAME', 'WORKFLOW', 'EVENT_BUS_NAME', 'STATUS_POLLER_ARN']),
    );
  });
});

describe('the webhook sender', () => {
  it('works on a queue that the bus fills, and reports what has to come again', () => {
    expect(mappingOf('WebhookSender')).toMatchObject({
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 20 },
    });
    const rule = resourcesOf(tracking, 'AWS::Events::Rule').find(
      ({ Properties }) => Properties['EventPattern'],
    )!.Properties;
    expect(rule['EventPattern']).toEqual({ source: ['att-partner-gateway', 'att-partner-gateway.webhook-tasks'] });
    expect(rule['Targets']).toMatchObject([{ DeadLetterConfig: expect.anything() }]);
  });

  it('has each message long enough to itself', () => {
    const timeout = Number(functionOf('webhook-sender')['Timeout']);
    expect(Number(queueOf('webhooks')['VisibilityTimeout'])).toBeGreaterThanOrEqual(6 * timeout);
    // Both URLs of an endpoint hang.
    expect(timeout).toBeGreaterThan(2 * 15);
  });

  it('may touch endpoints, attempts and the list of events, and nothing of orders, requests or grants', () => {
    const inTable = statementsOf('webhook-sender').filter(({ actions }) =>
      actions.some((action) => action.startsWith('dynamodb:')),
    );
    const leading = z.object({ 'ForAllValues:StringLike': z.object({ 'dynamodb:LeadingKeys': z.array(z.string()) }) });
    expect(
      Object.fromEntries(
        inTable.map(({ actions, condition }) => [
          actions.join(),
          leading.parse(condition)['ForAllValues:StringLike']['dynamodb:LeadingKeys'],
        ]),
      ),
    ).toEqual({
      'dynamodb:GetItem': ['WEBHOOKS#*', 'WEBHOOK-REDELIVERY#*'],
      'dynamodb:Query': ['WEBHOOKS#*', 'EVENTS#*'],
      'dynamodb:PutItem': ['WEBHOOKS#*', 'DELIVERIES#*', 'TIMELINE#*'],
      'dynamodb:UpdateItem': ['WEBHOOKS#*', 'WEBHOOK-REDELIVERY#*'],
    });
    const secrets = statementsOf('webhook-sender').filter(({ actions }) =>
      actions.includes('secretsmanager:GetSecretValue'),
    );
    expect(secrets).toEqual([mayReadDataKeys('webhook-secrets')]);
  });

  it('sends to the public internet only: nothing deployed says otherwise', () => {
    const templates = [synthesize(), synthesize({ simulatorUrl: 'https://simulator.example' })];
    expect(JSON.stringify(templates)).toContain('WEBHOOK_QUEUE_URL');
    expect(JSON.stringify(templates)).not.toContain('WEBHOOK_TARGETS');
  });
});

describe('queues', () => {
  const queues = [tracking, data].flatMap((template) => resourcesOf(template, 'AWS::SQS::Queue'));

  it('are encrypted, take messages over TLS only, and keep them for two weeks', () => {
    expect(queues).toHaveLength(4);
    for (const { Properties } of queues) {
      expect(Properties['KmsMasterKeyId'] ?? Properties['SqsManagedSseEnabled']).toBeTruthy();
      expect(Properties['MessageRetentionPeriod']).toBe(14 * 86_400);
    }
    const policies = [tracking, data].flatMap((template) =>
      resourcesOf(template, 'AWS::SQS::QueuePolicy').map(({ Properties }) => JSON.stringify(Properties)),
    );
    expect(policies).toHaveLength(4);
    for (const policy of policies) expect(policy).toContain('"aws:SecureTransport":"false"');
  });

  it('lay aside what comes five times in vain', () => {
    expect(queueOf('webhooks')['RedrivePolicy']).toMatchObject({ maxReceiveCount: 5 });
  });

  it('of what is to be worked on are under the tenant’s key, and those of what nobody could work on are not', () => {
    const underKey = queues.filter(({ Properties }) => Properties['KmsMasterKeyId'] !== undefined);
    expect(underKey.map(({ Properties }) => Properties['QueueName'])).toEqual(['att-example-webhooks']);
  });
});

describe('alarms on events and webhooks', () => {
  const alarms = resourcesOf(monitoring, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);

  it.each([
    ['events-late', 'events-not-published', 300_000],
    ['events-not-published', 'events-not-published', 1],
    ['events-undelivered', 'events-undelivered', 1],
    ['changes-unreadable', 'events-not-published', 1],
    ['webhooks-late', 'webhooks-late', 1_800],
    ['webhooks-not-sent', 'webhooks-not-sent', 1],
  ])('%s says what a partner cannot do and links a runbook', (name, runbook, threshold) => {
    const alarm = alarms.find(({ AlarmName }) => AlarmName === `att-partner-gateway-example-${name}`)!;
    expect(alarm['Threshold']).toBe(threshold);
    expect(alarm['AlarmDescription']).toMatch(new RegExp(`[Pp]artner.* Runbook: docs/runbooks/${runbook}\\.md$`));
    expect(existsSync(join(__dirname, '..', '..', 'docs', 'runbooks', `${runbook}.md`))).toBe(true);
  });

  it('say nothing of pushes, which the tenant says nothing of, and nothing is deployed for them', () => {
    expect(resourcesOf(tracking, 'AWS::ApiGatewayV2::Api')).toEqual([]);
    expect(JSON.stringify([data, tracking, monitoring])).not.toMatch(/push-|\/pushes|PUSH_/);
  });

  it('watch queues and functions that are deployed', () => {
    const named = (type: string, name: string): unknown[] =>
      [data, api, tracking].flatMap((template) =>
        resourcesOf(template, type).map(({ Properties }) => Properties[name]),
      );
    const deployed = {
      FunctionName: named('AWS::Lambda::Function', 'FunctionName'),
      QueueName: named('AWS::SQS::Queue', 'QueueName'),
      RuleName: named('AWS::Events::Rule', 'Name'),
      EventBusName: named('AWS::Events::EventBus', 'Name'),
    };
    const dimensions = [...JSON.stringify(alarms).matchAll(/\{"Name":"(\w+)","Value":"([^"]+)"\}/g)];
    for (const [kind, names] of Object.entries(deployed)) {
      const watched = dimensions.flatMap(([, name, value]) => (name === kind ? [value] : []));
      expect(watched).not.toEqual([]);
      for (const name of watched) expect(names).toContain(name);
    }
  });
});
