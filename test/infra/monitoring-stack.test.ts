import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { createMetrics, metricsNamespace, metricUnits } from '#platform/metrics';
import { problemTypes } from '#domain/problems/problems';
import { operations } from '#operations/registry';
import { ownRoutes } from '#routes/registry';
import { inAscii } from '../../lib/constructs/in-ascii';
import { functionName, serviceName } from '../../lib/names';
import { problemsOf } from '../../tools/openapi/problem-responses';
import { aTenant, readable, resourcesOf, routes, synthesize } from './synthesized';

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

describe('monitoring stack', () => {
  const { monitoring } = synthesize();
  const alarms = resourcesOf(monitoring, 'AWS::CloudWatch::Alarm').map(({ Properties }) =>
    alarmSchema.parse(Properties),
  );
  const watched = alarms.flatMap(({ Metrics }) =>
    Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : [])),
  );

  it.each(routes.map(({ id, impact }) => [id, impact]))(
    'has an alarm for %s that says what a person cannot do',
    (id, impact) => {
      const alarm = alarms.find(({ AlarmName }) => AlarmName === `att-partner-gateway-example-${id}-failing`);
      expect(alarm?.AlarmDescription).toBe(`${inAscii(impact)} Runbook: docs/runbooks/operation-failing.md`);
    },
  );

  it('has alarms for the authorizer, credentials, events and webhooks, polling, bulk writes, outcomes and sensitive changes, and no others', () => {
    const others = alarms.length - routes.length;
    expect(others).toBe(19);
    expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual(
      expect.arrayContaining([
        'att-partner-gateway-example-authorizer-failing',
        'att-partner-gateway-example-credentials-refused',
      ]),
    );
  });

  it('links every alarm to a runbook that exists and gives the commands', () => {
    const linked = alarms.map(
      ({ AlarmDescription }) => /Runbook: (docs\/runbooks\/[a-z-]+\.md)$/.exec(AlarmDescription)?.[1] ?? 'none',
    );
    expect(new Set(linked).size).toBe(13);
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

  it('watches only metrics that someone emits', () => {
    const filters = resourcesOf(monitoring, 'AWS::Logs::MetricFilter').map(({ Properties }) =>
      z
        .object({
          MetricTransformations: z.array(z.looseObject({ MetricNamespace: z.string(), MetricName: z.string() })),
        })
        .parse(Properties),
    );
    const counted = filters.flatMap(({ MetricTransformations }) => MetricTransformations);
    const single = alarms.flatMap(({ Namespace, MetricName }) =>
      Namespace && MetricName ? [{ Namespace, MetricName }] : [],
    );
    for (const { Namespace, MetricName } of [...watched, ...single]) {
      if (Namespace.startsWith('AWS/')) continue;
      if (Namespace === metricsNamespace) expect(Object.keys(metricUnits)).toContain(MetricName);
      else expect(counted).toContainEqual(expect.objectContaining({ MetricNamespace: Namespace, MetricName }));
    }
    expect(watched.length).toBeGreaterThan(routes.length);
    const queried = alarms.flatMap(({ Metrics }) =>
      Metrics.flatMap(({ Expression }) => /SELECT SUM\((\w+)\)/.exec(Expression ?? '')?.[1] ?? []),
    );
    expect(queried).toEqual([
      'CredentialFailures',
      'UnpublishableChanges',
      'PollingGivenUp',
      'OverdueItems',
      'NeedsAttention',
      'UnknownForLong',
      'ContractDrift',
      'SensitiveChanges',
      'SensitiveChanges',
    ]);
    for (const name of queried) expect(Object.keys(metricUnits)).toContain(name);
  });

  const metricsOf = ({ id }: { id: string }) =>
    alarms
      .filter(({ AlarmName }) => AlarmName === `att-partner-gateway-example-${id}-failing`)
      .flatMap(({ Metrics }) => Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : [])));

  it.each(operations.map(({ id }) => [id]))('counts failures, calls and crashes of %s by its name', (id) => {
    const own = [
      { Name: 'operation', Value: id },
      { Name: 'service', Value: serviceName('example') },
    ];
    expect(metricsOf({ id })).toEqual([
      { Namespace: metricsNamespace, MetricName: 'OperationFailures', Dimensions: own },
      {
        Namespace: 'AWS/Lambda',
        MetricName: 'Errors',
        Dimensions: [{ Name: 'FunctionName', Value: functionName('example', id) }],
      },
      { Namespace: metricsNamespace, MetricName: 'OperationCalls', Dimensions: own },
    ]);
  });

  it.each(ownRoutes.map((route) => [route.id, route]))(
    'counts failures and calls of %s by its name, and crashes by its address, whatever else its function serves',
    (id, { method, path }) => {
      const own = [
        { Name: 'operation', Value: id },
        { Name: 'service', Value: serviceName('example') },
      ];
      expect(metricsOf({ id })).toEqual([
        { Namespace: metricsNamespace, MetricName: 'OperationFailures', Dimensions: own },
        {
          Namespace: `${metricsNamespace}/example`,
          MetricName: 'UnansweredCalls',
          Dimensions: [
            { Name: 'method', Value: method },
            { Name: 'route', Value: path },
          ],
        },
        { Namespace: metricsNamespace, MetricName: 'OperationCalls', Dimensions: own },
      ]);
    },
  );

  it('counts calls without an answer from the access log: of every own route, and of no operation', () => {
    const filter = z
      .object({
        FilterPattern: z.string(),
        MetricTransformations: z.tuple([z.looseObject({ Dimensions: z.array(z.unknown()), MetricValue: z.string() })]),
      })
      .parse(
        resourcesOf(monitoring, 'AWS::Logs::MetricFilter').find(({ Properties }) =>
          JSON.stringify(Properties).includes('UnansweredCalls'),
        )?.Properties,
      );
    expect(filter.MetricTransformations[0]).toMatchObject({
      MetricValue: '1',
      Dimensions: [
        { Key: 'method', Value: '$.method' },
        { Key: 'route', Value: '$.route' },
      ],
    });
    expect(filter.FilterPattern).toMatch(
      /^\{ \(\(\$\.status = "502"\) \|\| \(\$\.status = "504"\)\) && \((?:\(\$\.route = "[^"]+\*"\)(?: \|\| )?)+\) \}$/,
    );
    const places = [...filter.FilterPattern.matchAll(/\$\.route = "([^"]+)\*"/g)].map(([, place]) => String(place));
    const isCounted = ({ path }: { path: string }): boolean => places.some((place) => path.startsWith(place));
    expect(routes.filter(isCounted)).toEqual(ownRoutes);
  });

  it.each(ownRoutes.map((route) => [route.id, route]))('%s itself answers neither 502 nor 504', (_id, route) => {
    const statuses = [...problemsOf(route)].map((code) => problemTypes[code].status);
    expect(statuses.filter((status) => [502, 504].includes(status))).toEqual([]);
  });

  it('watches under the very dimensions the functions emit', () => {
    const lines: string[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    createMetrics(serviceName('example')).emit(
      { operation: 'request-port-in', solutionProvider: '10006' },
      { OperationFailures: 1 },
    );
    write.mockRestore();
    const emitted = z
      .looseObject({
        service: z.literal(serviceName('example')),
        _aws: z.looseObject({
          CloudWatchMetrics: z.array(
            z.looseObject({ Namespace: z.string(), Dimensions: z.array(z.array(z.string())) }),
          ),
        }),
      })
      .parse(JSON.parse(lines.join('')));
    const sets = emitted._aws.CloudWatchMetrics.flatMap(({ Dimensions }) =>
      Dimensions.map((names) => names.toSorted().join(',')),
    );
    const own = watched.filter(({ Namespace }) => Namespace === metricsNamespace);
    for (const { Dimensions } of own) {
      expect(sets).toContain(
        Dimensions.map(({ Name }) => Name)
          .toSorted()
          .join(','),
      );
      expect(Dimensions).toContainEqual({ Name: 'service', Value: serviceName('example') });
    }
    expect(sets).toContain('operation,service');
  });

  it('shows the gateway on a dashboard', () => {
    const body = resourcesOf(monitoring, 'AWS::CloudWatch::Dashboard')
      .map(({ Properties }) => readable(Properties['DashboardBody']))
      .join('');
    expect(body).toContain('"ApiName","att-partner-gateway-example"');
    for (const name of body.matchAll(/MetricName=\\"(\w+)\\"/g)) expect(Object.keys(metricUnits)).toContain(name[1]);
  });
});
