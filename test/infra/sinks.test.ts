import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { functionName } from '../../lib/names';
import { aTenant, readable, resourcesOf, synthesize, writtenOut } from './synthesized';

const page = readFileSync(join(__dirname, '../../docs/sinks.md'), 'utf8');
const rows = Object.fromEntries(
  [...page.matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|/gm)].map(([, sink = '', stands = '']) => [sink, stands]),
);
/** Fields a row lists, before whatever it says of them. */
const listedIn = (sink: string): string[] =>
  [...(rows[sink]?.split(';')[0] ?? '').matchAll(/`(\w+)`/g)].map(([, field = '']) => field);

const templates = synthesize({ operations: [], tenant: aTenant({ pushes: { secretHeader: 'X-Push-Secret' } }) });
const { api, tracking } = templates;
const all = (type: string) =>
  Object.values(templates).flatMap((template) => resourcesOf(template, type).map(({ Properties }) => Properties));

const formatOf = (setting: unknown): Record<string, string> =>
  z.record(z.string(), z.string()).parse(JSON.parse(z.object({ Format: z.string() }).parse(setting).Format) as unknown);

/** What API Gateway may be asked to log of a call: nothing of a path, a query, a header, a body, a token or an address. */
const harmless = new Set(
  [
    'authorizer.latency',
    'authorizer.principalId',
    'error.responseType',
    'integration.status',
    'httpMethod',
    'integrationLatency',
    'requestId',
    'requestTime',
    'resourcePath',
    'responseLatency',
    'responseLength',
    'status',
  ].map((name) => `$context.${name}`),
);

describe('what is logged of a call', () => {
  const [stage] = resourcesOf(api, 'AWS::ApiGateway::Stage');
  const [pushStage] = resourcesOf(tracking, 'AWS::ApiGatewayV2::Stage');

  it.each([
    ['access log', stage!.Properties['AccessLogSetting']],
    ['access log of pushes', pushStage!.Properties['AccessLogSettings']],
  ])('is in the %s what the page lists, of what is harmless', (sink, setting) => {
    const format = formatOf(setting);
    expect(Object.keys(format)).toEqual(listedIn(sink));
    for (const field of Object.values(format)) expect(harmless).toContain(field);
  });

  it('is no request or answer: errors alone, without data', () => {
    expect(stage!.Properties['MethodSettings']).toEqual([
      expect.objectContaining({ HttpMethod: '*', ResourcePath: '/*', DataTraceEnabled: false, LoggingLevel: 'ERROR' }),
    ]);
  });

  it('is traced nowhere with its URL: by functions that are called and state machines, not by the stage', () => {
    expect(stage!.Properties['TracingEnabled']).toBe(false);
    const untraced = all('AWS::Lambda::Function').filter(
      ({ TracingConfig }) => !isDeepStrictEqual(TracingConfig, { Mode: 'Active' }),
    );
    expect(untraced.map(({ FunctionName }) => String(FunctionName)).toSorted()).toEqual(
      ['drift-report', 'poller-sweep', 'reconciler'].map((name) => functionName('example', name)),
    );
    for (const { TracingConfiguration } of all('AWS::StepFunctions::StateMachine'))
      expect(TracingConfiguration).toEqual({ Enabled: true });
  });
});

describe('docs/sinks.md', () => {
  it('has a row for every queue, and no other has the name of one', () => {
    const queues = all('AWS::SQS::Queue').map(({ QueueName }) => String(QueueName).replace('att-example-', ''));
    const named = Object.keys(rows).flatMap((sink) => /^`([a-z-]+)`$/.exec(sink)?.[1] ?? []);
    expect(named.toSorted()).toEqual(queues.toSorted());
  });

  it('has a row for every log group', () => {
    const sinks: Record<string, string> = {
      '/att-partner-gateway/example/access': 'access log',
      '/att-partner-gateway/example/push-access': 'access log of pushes',
      '/att-partner-gateway/example/api-functions': 'function logs',
      '/att-partner-gateway/example/tracking-functions': 'function logs',
    };
    for (const { LogGroupName } of all('AWS::Logs::LogGroup')) {
      const name = readable(writtenOut(LogGroupName));
      const sink = name.startsWith('API-Gateway-Execution-Logs_') ? 'execution log' : sinks[name];
      expect(Object.keys(rows)).toContain(sink);
    }
  });

  it('names tests that there are', () => {
    const named = [...page.matchAll(/`((?:infra|unit)\/[\w/-]+)`/g)].map(([, name]) => `test/${name}.test.ts`);
    expect(named.length).toBeGreaterThan(15);
    for (const name of named) expect([name, existsSync(join(__dirname, '../..', name))]).toEqual([name, true]);
  });

  it('knows every kind of resource that keeps or passes on what is told', () => {
    const tells =
      /^AWS::(Events::(?!Rule)|Kinesis|Logs::(?!LogGroup$|MetricFilter)|S3|SNS|SQS|StepFunctions|XRay|DynamoDB|Cloud(Trail|Watch))/;
    const types = new Set(
      Object.values(templates).flatMap(({ Resources }) => Object.values(Resources).map((one) => one.Type)),
    );
    expect([...types].filter((type) => tells.test(type)).toSorted()).toEqual([
      'AWS::CloudWatch::Alarm',
      'AWS::CloudWatch::Dashboard',
      'AWS::CloudWatch::InsightRule',
      'AWS::DynamoDB::Table',
      'AWS::Events::EventBus',
      'AWS::Logs::QueryDefinition',
      'AWS::SNS::Subscription',
      'AWS::SNS::Topic',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::Queue',
      'AWS::SQS::QueuePolicy',
      'AWS::StepFunctions::StateMachine',
    ]);
  });
});
