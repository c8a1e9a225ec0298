import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { metricsNamespace } from '#platform/metrics';
import { aTenant, readable, resourcesOf, synthesize } from './synthesized';

const repository = join(__dirname, '..', '..');

const dimension = z.object({ Name: z.string(), Value: z.string() });
const metric = z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: z.array(dimension).default([]) });
const query = z.looseObject({ Expression: z.string().optional(), MetricStat: z.object({ Metric: metric }).optional() });
const alarmSchema = z.looseObject({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.unknown()),
  OKActions: z.array(z.unknown()),
  TreatMissingData: z.enum(['notBreaching', 'breaching']),
  Metrics: z.array(query).default([]),
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
});

const filterSchema = z.object({
  FilterPattern: z.string(),
  MetricTransformations: z.tuple([z.looseObject({ MetricName: z.string() })]),
});

describe('monitoring stack', () => {
  const { monitoring, api, tracking } = synthesize();
  const alarms = resourcesOf(monitoring, 'AWS::CloudWatch::Alarm').map(({ Properties }) =>
    alarmSchema.parse(Properties),
  );
  const metricsOf = ({ Metrics, Namespace, MetricName }: z.output<typeof alarmSchema>) => [
    ...Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : [])),
    ...(Namespace && MetricName ? [{ Namespace, MetricName }] : []),
  ];
  const { tenant } = aTenant();
  const named = (name: string) => `att-partner-gateway-${tenant}-${name}`;

  it.each(alarms.map(({ AlarmName, AlarmDescription }) => [AlarmName, AlarmDescription]))(
    '%s says what a person cannot do, and which page helps',
    (_, text) => {
      expect(text).toMatch(
        /^(Partners?|A partner|At least one|Several partners|Nobody|Customers|Writes|Webhooks|The rows|AT&T|What AT&T) .{20,}[.] (Which, and for whom: the query \S+ in Logs Insights[.] )?Runbook: docs\/runbooks\/[a-z-]+\.md$/,
      );
      expect(text.length).toBeLessThanOrEqual(1024);
    },
  );

  it('has an alarm for each question', () => {
    expect(alarms.map(({ AlarmName }) => AlarmName.replace(named(''), '')).toSorted()).toMatchSnapshot();
  });

  it('has alarms of the families that the tenant has', () => {
    const solutionProviders = [{ id: 'A', families: ['mobility' as const] }];
    const { monitoring: smaller } = synthesize({ operations: [], tenant: aTenant({ solutionProviders }) });
    const names = resourcesOf(smaller, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties['AlarmName']);
    expect(names).toEqual(expect.arrayContaining([named('mobility-failing'), named('gateway-failing')]));
    expect(names).not.toContain(named('ordering-apex-failing'));
  });

  it('has no more alarms, metrics of alarms and resources for a hundred Solution Providers', () => {
    const solutionProviders = Array.from({ length: 100 }, (_, index) => ({
      id: `SP-${index}`,
      families: ['ordering-apex' as const, 'ordering-alliance' as const, 'mobility' as const],
    }));
    const { monitoring: larger } = synthesize({ operations: [], tenant: aTenant({ solutionProviders }) });
    expect(Object.keys(larger.Resources)).toHaveLength(Object.keys(monitoring.Resources).length);
    expect(JSON.stringify(larger)).not.toContain('SP-1');
  });

  it('asks API Gateway for no metrics by method, which cost what custom ones do', () => {
    expect(resourcesOf(api, 'AWS::ApiGateway::Stage')[0]!.Properties['MethodSettings']).toEqual([
      expect.objectContaining({ MetricsEnabled: false }),
    ]);
  });

  describe('a query of an alarm’s name', () => {
    const queries = resourcesOf(monitoring, 'AWS::Logs::QueryDefinition').map(({ Properties }) =>
      z.object({ Name: z.string(), QueryString: z.string(), LogGroupNames: z.array(z.string()) }).parse(Properties),
    );

    it.each(alarms.map((alarm) => [alarm.AlarmName, alarm]))('is there where %s says so', (name, alarm) => {
      const saved = queries.filter((query) => query.Name === name);
      expect(saved).toHaveLength(alarm.AlarmDescription.includes(`the query ${name} `) ? 1 : 0);
      const own = metricsOf(alarm).filter(({ Namespace }) => Namespace === metricsNamespace);
      const isOfPair = name.endsWith('credentials-old') || name.endsWith('pushes-refused');
      if (own.length > 0) expect(saved).toHaveLength(isOfPair ? 0 : 1);
    });

    it('looks at log groups that there are', () => {
      const groups = [...resourcesOf(api, 'AWS::Logs::LogGroup'), ...resourcesOf(tracking, 'AWS::Logs::LogGroup')];
      const there = groups.map(({ Properties }) => Properties['LogGroupName']);
      for (const { LogGroupNames } of queries) expect(there).toEqual(expect.arrayContaining(LogGroupNames));
    });
  });

  it('links every alarm to a runbook that exists and gives the commands', () => {
    const linked = alarms.map(
      ({ AlarmDescription }) => /Runbook: (docs\/runbooks\/[a-z-]+\.md)$/.exec(AlarmDescription)?.[1] ?? 'none',
    );
    expect(new Set(linked).size).toBe(16);
    for (const path of new Set(linked)) {
      expect(readFileSync(join(repository, path), 'utf8')).toMatch(/```sh\n[\s\S]*aws /);
    }
  });

  it('tells people when an alarm goes on and when it is over', () => {
    for (const { AlarmActions, OKActions } of alarms) {
      expect(AlarmActions).toHaveLength(1);
      expect(OKActions).toEqual(AlarmActions);
    }
    const emails = resourcesOf(monitoring, 'AWS::SNS::Subscription').map(({ Properties }) => [
      Properties['Protocol'],
      Properties['Endpoint'],
    ]);
    expect(emails).toEqual(aTenant().alarms.emails.map((email) => ['email', email]));
    expect(resourcesOf(monitoring, 'AWS::SNS::Topic')[0]!.Properties['KmsMasterKeyId']).toBeDefined();
  });

  it('counts from the access log what no function says', () => {
    const patterns = resourcesOf(monitoring, 'AWS::Logs::MetricFilter').map(({ Properties }) => {
      const { FilterPattern, MetricTransformations } = filterSchema.parse(Properties);
      return [MetricTransformations[0].MetricName, FilterPattern];
    });
    expect(Object.fromEntries(patterns)).toEqual({
      AuthorizerFailures:
        '{ ($.gatewayError = "AUTHORIZER_FAILURE") || ($.gatewayError = "AUTHORIZER_CONFIGURATION_ERROR") }',
      CallersRefused: '{ ($.gatewayError = "UNAUTHORIZED") || ($.gatewayError = "ACCESS_DENIED") }',
      UnansweredCalls: '{ ($.status = "5*") && ($.functionStatus != "5*") && ($.gatewayError != "AUTHORIZER_*") }',
    });
    const { Format } = z
      .object({ Format: z.string() })
      .parse(resourcesOf(api, 'AWS::ApiGateway::Stage')[0]!.Properties['AccessLogSetting']);
    for (const [, field] of JSON.stringify(patterns).matchAll(/\$\.(\w+)/g)) expect(Format).toContain(`"${field}":`);
  });

  it('counts changes of lines by Solution Provider, at one price for all', () => {
    const [rule] = resourcesOf(monitoring, 'AWS::CloudWatch::InsightRule');
    expect(JSON.parse(String(rule!.Properties['RuleBody']))).toEqual({
      Schema: { Name: 'CloudWatchLogRule', Version: 1 },
      LogGroupNames: ['/att-partner-gateway/example/api-functions'],
      LogFormat: 'JSON',
      Contribution: { Keys: ['$.solutionProvider'], Filters: [{ Match: '$.message', In: ['sensitive-change'] }] },
      AggregateOn: 'Count',
    });
    const alarm = alarms.find(({ AlarmName }) => AlarmName === named('sensitive-changes'));
    expect(alarm?.Metrics.map(({ Expression }) => Expression)).toEqual([
      `INSIGHT_RULE_METRIC("${String(rule!.Properties['RuleName'])}", "MaxContributorValue")`,
    ]);
  });

  it('shows the gateway on a dashboard', () => {
    const body = resourcesOf(monitoring, 'AWS::CloudWatch::Dashboard')
      .map(({ Properties }) => readable(Properties['DashboardBody']))
      .join('');
    expect(body).toContain('"ApiName","att-partner-gateway-example"');
  });
});
