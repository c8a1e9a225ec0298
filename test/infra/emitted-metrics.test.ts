import * as z from 'zod';
import { metricDocument, metricsNamespace, metricUnits, type MetricName } from '#platform/metrics';
import { serviceName } from '../../lib/names';
import { emissionsOf } from '../support/emissions';
import { aTenant, readable, resourcesOf, synthesize } from './synthesized';

const templates = synthesize({ tenant: aTenant({ pushes: { secretHeader: 'X-Push-Secret' } }) });
const { monitoring } = templates;

/** A metric by all that CloudWatch tells it by. */
const nameOf = (namespace: string, name: string, dimensions: readonly (readonly [string, string])[]): string =>
  JSON.stringify([namespace, name, ...dimensions.map((pair) => pair.join('=')).toSorted()]);

const documentSchema = z.looseObject({
  _aws: z.object({
    Timestamp: z.number(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })),
      }),
    ),
  }),
});

/** Metrics CloudWatch makes of a document. */
const madeOf = (document: object): string[] => {
  const line = documentSchema.parse(JSON.parse(JSON.stringify(document)));
  return line._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Metrics.flatMap(({ Name }) => {
      expect(typeof line[Name]).toBe('number');
      return Dimensions.map((names) =>
        nameOf(
          Namespace,
          Name,
          names.map((name) => [name, z.string().parse(line[name])]),
        ),
      );
    }),
  );
};

const dimensionSchema = z.object({ Name: z.string(), Value: z.string() });
const metricSchema = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(dimensionSchema).default([]),
});
const alarmSchema = z.looseObject({
  AlarmName: z.string(),
  Metrics: z.array(z.looseObject({ MetricStat: z.looseObject({ Metric: metricSchema }).optional() })).default([]),
});

const watchedBy = (properties: unknown): z.output<typeof metricSchema>[] => {
  const { Metrics } = alarmSchema.parse(properties);
  const single = metricSchema.safeParse(properties);
  return [
    ...Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : [])),
    ...(single.success ? [single.data] : []),
  ];
};

const alarms = resourcesOf(monitoring, 'AWS::CloudWatch::Alarm').map(({ Properties }) => ({
  name: String(Properties['AlarmName']),
  watched: watchedBy(Properties).map(({ Namespace, MetricName, Dimensions }) => ({
    Namespace,
    text: nameOf(
      Namespace,
      MetricName,
      Dimensions.map(({ Name, Value }) => [Name, readable(Value)]),
    ),
  })),
}));

/** Metrics in graphs: namespace, name, and dimensions one after the other. */
const shown = resourcesOf(monitoring, 'AWS::CloudWatch::Dashboard').flatMap(({ Properties }) =>
  [...readable(Properties['DashboardBody']).matchAll(/\["AttPartnerGateway","(\w+)",((?:"[\w-]+",?)+)/g)].map(
    ([, name = '', rest = '']) => {
      const parts = z.array(z.string()).parse(JSON.parse(`[${rest.replace(/,$/, '')}]`));
      const pairs = parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ''] as const] : []));
      return nameOf(metricsNamespace, name, pairs);
    },
  ),
);

const emitted = new Map<MetricName, Set<string>>();
beforeAll(async () => {
  for (const name of Object.keys(emissionsOf) as MetricName[]) {
    const documents = (await emissionsOf[name]()).map(({ about, values, line }) => {
      // What the line is about is `about`.
      const own = line && { ...line, facts: { ...line.facts, operation: undefined, solutionProvider: undefined } };
      return z.looseObject({}).parse(JSON.parse(metricDocument(serviceName('example'), about, values, own)));
    });
    emitted.set(name, new Set(documents.flatMap(madeOf).filter((text) => text.includes(`"${name}"`))));
  }
}, 60_000);

const every = (): string[] => [...emitted.values()].flatMap((texts) => [...texts]);

describe('what the code emits', () => {
  it.each(Object.keys(metricUnits) as MetricName[])('has %s', (name) => {
    expect(emitted.get(name)?.size).toBeGreaterThan(0);
  });

  it('is all watched by an alarm, or shown on the dashboard', () => {
    const looked = new Set([...alarms.flatMap(({ watched }) => watched.map(({ text }) => text)), ...shown]);
    expect(every().filter((text) => !looked.has(text))).toEqual([]);
  });
});

describe('what is watched', () => {
  it.each(alarms.map(({ name, watched }) => [name, watched] as const))(
    'by %s is emitted, by the same name, namespace and dimensions',
    (_, watched) => {
      const own = watched.filter(({ Namespace }) => Namespace === metricsNamespace).map(({ text }) => text);
      expect(every()).toEqual(expect.arrayContaining(own));
    },
  );

  it('on the dashboard is emitted as well', () => {
    expect(shown.length).toBeGreaterThan(5);
    expect(every()).toEqual(expect.arrayContaining(shown));
  });

  it('from the access log is counted there', () => {
    const counted = resourcesOf(monitoring, 'AWS::Logs::MetricFilter').flatMap(({ Properties }) =>
      z
        .array(z.looseObject({ MetricNamespace: z.string(), MetricName: z.string() }))
        .parse(Properties['MetricTransformations'])
        .map(({ MetricNamespace, MetricName }) => nameOf(MetricNamespace, MetricName, [])),
    );
    const namespace = `${metricsNamespace}/example`;
    const watched = alarms.flatMap((alarm) => alarm.watched.filter(({ Namespace }) => Namespace === namespace));
    expect(watched.map(({ text }) => text).toSorted()).toEqual(counted.toSorted());
  });

  it('of AWS’s own is of functions, queues, rules, state machines and the API that there are', () => {
    const names = Object.values(templates).flatMap((template) =>
      Object.values(template.Resources).flatMap(({ Properties }) =>
        ['FunctionName', 'QueueName', 'Name', 'StateMachineName', 'StageName'].map((property) =>
          readable(Properties[property] ?? ''),
        ),
      ),
    );
    const watched = alarms.flatMap((alarm) => alarm.watched.filter(({ Namespace }) => Namespace.startsWith('AWS/')));
    expect(watched.length).toBeGreaterThan(10);
    for (const { text } of watched) {
      const [, , ...dimensions] = z.array(z.string()).parse(JSON.parse(text));
      for (const dimension of dimensions) {
        const value = dimension.slice(dimension.indexOf('=') + 1);
        expect(names).toContain(value.slice(value.lastIndexOf(':') + 1));
      }
    }
  });
});
