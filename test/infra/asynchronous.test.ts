import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { operationById } from '#operations/registry';
import { aTenant, readable, resourcesOf, synthesize, writtenOut } from './synthesized';

/** Everything that runs without anybody waiting for it is there, and few operations beside. */
const { data, api, tracking, monitoring } = synthesize({
  tenant: aTenant({ pushes: { secretHeader: 'X-Push-Secret' }, lateAnswers: { operations: ['request-port-in'] } }),
  operations: [operationById('request-port-in'), operationById('get-port-in')],
});
const templates = [data, api, tracking];

const all = (type: string): Record<string, unknown>[] =>
  templates.flatMap((template) => resourcesOf(template, type).map(({ Properties }) => Properties));

/** Logical ids in what stands in a template’s place of an ARN or a name. */
const idsIn = (value: unknown): string[] =>
  [...JSON.stringify(writtenOut(value)).matchAll(/<(\w+)(?:\.\w+)?>/g)].map(([, id = '']) => id);

const nameOfFunction = (logicalId: string): unknown =>
  templates.map(({ Resources }) => Resources[logicalId]).find((one) => one?.Type === 'AWS::Lambda::Function')
    ?.Properties['FunctionName'];

const namesIn = (value: unknown): unknown[] =>
  idsIn(value)
    .map(nameOfFunction)
    .filter((name) => name !== undefined);

const ruleSchema = z.looseObject({
  Name: z.string(),
  ScheduleExpression: z.string().optional(),
  EventBusName: z.unknown().optional(),
  Targets: z.array(z.looseObject({ Arn: z.unknown(), DeadLetterConfig: z.unknown().optional() })),
});
const rules = all('AWS::Events::Rule').map((rule) => ruleSchema.parse(rule));

const statementSchema = z.looseObject({
  Sid: z.string().optional(),
  Action: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
  Principal: z.looseObject({ Service: z.unknown().optional() }).optional(),
  Resource: z.unknown(),
  Condition: z.unknown().optional(),
});
const statementsIn = (document: unknown) =>
  z.object({ Statement: z.array(statementSchema) }).parse(writtenOut(document)).Statement;

describe('a function that is invoked without anybody waiting for it', () => {
  const configured = all('AWS::Lambda::EventInvokeConfig').map((config) => ({
    ...z.looseObject({ MaximumRetryAttempts: z.number(), MaximumEventAgeInSeconds: z.number() }).parse(config),
    name: namesIn(config['FunctionName'])[0],
  }));

  const byFunctions = all('AWS::IAM::Role')
    .filter((role) => JSON.stringify(role['AssumeRolePolicyDocument']).includes('lambda.amazonaws.com'))
    .flatMap((role) => z.array(z.looseObject({ PolicyDocument: z.unknown() })).parse(role['Policies']))
    .flatMap(({ PolicyDocument }) => statementsIn(PolicyDocument))
    // Bulk writes wait for the answer of each call, reads for what keeps sightings.
    .filter(
      ({ Action, Sid = '' }) =>
        Action.includes('lambda:InvokeFunction') && !['InvokeWrites', 'LeaveSightings'].includes(Sid),
    )
    .flatMap(({ Resource }) => namesIn(Resource));

  const bySchedules = rules.flatMap(({ Targets }) => Targets.flatMap(({ Arn }) => namesIn(Arn)));

  it('says how often Lambda may try: each that a rule or another function invokes, and nobody else', () => {
    expect(bySchedules.toSorted()).toEqual(
      ['drift-report', 'poller-sweep', 'push-applier', 'reconciler'].map((name) => `att-example-${name}`),
    );
    expect([...new Set([...bySchedules, ...byFunctions])].toSorted()).toEqual(
      configured.map(({ name }) => name).toSorted(),
    );
    expect(byFunctions).toContain('late-example-request-port-in');
  });

  it('is invoked by no other service that would not wait', () => {
    const services = all('AWS::Lambda::Permission').map(({ Principal }) => Principal);
    expect([...new Set(services)].toSorted()).toEqual(['apigateway.amazonaws.com', 'events.amazonaws.com']);
  });

  it('is tried once, and not at all when the next run is due', () => {
    expect(configured.map(({ MaximumRetryAttempts }) => MaximumRetryAttempts)).toEqual(configured.map(() => 0));
    const oldest = Object.fromEntries(configured.map(({ name, MaximumEventAgeInSeconds: age }) => [String(name), age]));
    for (const { ScheduleExpression, Targets } of rules) {
      const minutes = /^rate\((\d+) minutes?\)$/.exec(ScheduleExpression ?? '')?.[1];
      for (const name of Targets.flatMap(({ Arn }) => namesIn(Arn)))
        expect(oldest[String(name)]).toBe(Number(minutes) * 60);
    }
  });
});

describe('what EventBridge hands on', () => {
  const [key] = resourcesOf(data, 'AWS::KMS::Key');
  const ofEvents = statementsIn(key!.Properties['KeyPolicy']).filter(
    ({ Principal }) => Principal?.Service === 'events.amazonaws.com',
  );

  it('comes into the tenant’s queues under its key, whatever EventBridge says of itself: SQS names the queue', () => {
    expect(ofEvents.filter(({ Sid }) => Sid === 'DeliverEvents')).toEqual([
      expect.objectContaining({
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: '*',
        Condition: {
          ArnLike: {
            'kms:EncryptionContext:aws:sqs:arn': 'arn:<AWS::Partition>:sqs:us-east-1:<AWS::AccountId>:att-example-*',
          },
        },
      }),
    ]);
  });

  it('is kept on the bus under the key by the conditions AWS documents for it, and the key is for nothing else', () => {
    const others = ofEvents.filter(({ Sid }) => Sid !== 'DeliverEvents');
    expect(others.map(({ Condition }) => Condition)).toEqual([
      {
        StringEquals: {
          'aws:SourceAccount': '<AWS::AccountId>',
          'aws:SourceArn': expect.stringMatching(/:event-bus\/att-partner-gateway-example$/) as unknown,
          'kms:EncryptionContext:aws:events:event-bus:arn': expect.stringMatching(/:event-bus\//) as unknown,
        },
      },
    ]);
  });

  const queues = Object.fromEntries(
    templates.flatMap(({ Resources }) =>
      Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::SQS::Queue'),
    ),
  );

  it('and is not taken is laid aside, also where the tenant’s key is what fails', () => {
    const lastResorts = [
      ...all('AWS::Events::EventBus').map(({ DeadLetterConfig }) => DeadLetterConfig),
      ...rules.flatMap(({ Targets }) => Targets.flatMap(({ DeadLetterConfig }) => DeadLetterConfig ?? [])),
      ...all('AWS::Lambda::EventSourceMapping').map(({ DestinationConfig }) => DestinationConfig ?? {}),
      ...all('AWS::SQS::Queue').map(({ RedrivePolicy }) => RedrivePolicy ?? {}),
    ].flatMap(idsIn);
    expect([...new Set(lastResorts)].map((id) => queues[id]?.Properties['QueueName']).toSorted()).toEqual(
      ['bus-dead-letters', 'event-dead-letters', 'webhook-dead-letters'].map((name) => `att-example-${name}`),
    );
    for (const id of lastResorts) {
      expect(queues[id]?.Properties).toMatchObject({ SqsManagedSseEnabled: true });
      expect(queues[id]?.Properties).not.toHaveProperty('KmsMasterKeyId');
    }
  });

  it('may be put into each of its queues by the one rule, or the bus, and by nobody else', () => {
    const policies = all('AWS::SQS::QueuePolicy').flatMap(({ PolicyDocument, Queues }) =>
      statementsIn(PolicyDocument).flatMap((one) =>
        one.Sid === 'EventsOfTheBus'
          ? [[queues[idsIn(Queues)[0]!]?.Properties['QueueName'], one.Condition] as const]
          : [],
      ),
    );
    const from = (source: RegExp) => ({ ArnEquals: { 'aws:SourceArn': expect.stringMatching(source) as unknown } });
    expect(Object.fromEntries(policies)).toEqual({
      'att-example-webhooks': from(/^<WebhookSenderRule\w+\.Arn>$/),
      'att-example-webhook-dead-letters': from(/^<WebhookSenderRule\w+\.Arn>$/),
      'att-example-bus-dead-letters': from(/^<EventBus\w+\.Arn>$/),
    });
  });
});

it('the runbook looks at every schedule that the alarm counts', () => {
  const schedules = Object.values(synthesize({ tenant: aTenant({ pushes: { secretHeader: 'X-Push-Secret' } }) }))
    .flatMap((template) => resourcesOf(template, 'AWS::Events::Rule'))
    .filter(({ Properties }) => Properties['ScheduleExpression'] !== undefined)
    .map(({ Properties }) => String(Properties['Name']).replace('att-example-', ''));
  const page = readFileSync(join(__dirname, '../../docs/runbooks/events-undelivered.md'), 'utf8');
  const [, named = ''] = /for NAME in ([\w -]+); do/.exec(page) ?? [];
  expect(schedules.length).toBeGreaterThan(3);
  expect(named.split(' ').toSorted()).toEqual(schedules.toSorted());
});

describe('silence', () => {
  const alarmSchema = z.looseObject({
    AlarmName: z.string(),
    TreatMissingData: z.string(),
    Metrics: z
      .array(z.looseObject({ Expression: z.string().optional(), MetricStat: z.unknown().optional() }))
      .default([]),
  });
  const alarms = resourcesOf(monitoring, 'AWS::CloudWatch::Alarm').map(({ Properties }) =>
    alarmSchema.parse(Properties),
  );
  const metricSchema = z.looseObject({
    Metric: z.object({
      Namespace: z.string(),
      MetricName: z.string(),
      Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })),
    }),
  });
  const metricsOf = ({ Metrics }: z.infer<typeof alarmSchema>): string[] =>
    Metrics.flatMap(({ MetricStat }) => (MetricStat === undefined ? [] : [metricSchema.parse(MetricStat).Metric])).map(
      ({ Namespace, MetricName, Dimensions }) =>
        [Namespace, MetricName, ...Dimensions.map(({ Value }) => Value)].join(' '),
    );
  const heartbeats = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');

  it('of whatever runs on a schedule is alarmed, as runs are that all fail', () => {
    for (const { Name, ScheduleExpression } of rules) {
      if (ScheduleExpression === undefined) continue;
      const heard = heartbeats.filter((alarm) => metricsOf(alarm).includes(`AWS/Lambda Invocations ${Name}`));
      expect(heard).toHaveLength(1);
      expect(metricsOf(heard[0]!)).toEqual([`AWS/Lambda Invocations ${Name}`, `AWS/Lambda Errors ${Name}`]);
      expect(heard[0]!.Metrics[0]).toMatchObject({ Expression: 'IF(runs > errors, 0, 1)' });
    }
  });

  it('of the table’s stream is alarmed, and of nothing that may rightly be silent', () => {
    expect(heartbeats.map(({ AlarmName }) => AlarmName.replace('att-partner-gateway-example-', '')).toSorted()).toEqual(
      ['drift-report-failing', 'events-late', 'poller-sweep-failing', 'push-applier-failing', 'reconciler-failing'],
    );
    expect(heartbeats.find(({ AlarmName }) => AlarmName.endsWith('events-late'))).toMatchObject({
      MetricName: 'IteratorAge',
    });
  });

  it('of EventBridge about a failure does not happen: one alarm counts those of every rule, by the dimensions it has', () => {
    const alarm = alarms.find(({ AlarmName }) => AlarmName.endsWith('-events-undelivered'))!;
    const expected = rules.flatMap(({ Name, EventBusName, Targets }) => {
      const where = EventBusName === undefined ? Name : `att-partner-gateway-example ${Name}`;
      const names = Targets.some(({ DeadLetterConfig }) => DeadLetterConfig !== undefined)
        ? ['FailedInvocations', 'InvocationsFailedToBeSentToDlq']
        : ['FailedInvocations'];
      return names.map((name) => `AWS/Events ${name} ${where}`);
    });
    expect(expected).toHaveLength(6);
    expect(metricsOf(alarm).toSorted()).toEqual(expected.toSorted());
    expect(readable(alarm.Metrics[0]?.Expression)).toBe(
      'FILL(m0, 0) + FILL(m1, 0) + FILL(m2, 0) + FILL(m3, 0) + FILL(m4, 0) + FILL(m5, 0)',
    );
  });
});
