import * as z from 'zod';
import { metricsByFamily, metricUnits } from '#platform/metrics';
import type { Tenant } from '../../lib/config/tenant';
import { familiesOf } from '../../lib/constructs/call-alarms';
import { assumed, unitsOf, type CostLine } from './prices';
import { ofType, type Resources } from './templates';

export const hoursInMonth = 730;
const minutesInMonth = hoursInMonth * 60;
export const gb = 1_000_000_000;

const alarmSchema = z.looseObject({
  Metrics: z.array(z.looseObject({ MetricStat: z.unknown().optional() })).optional(),
});

/** Metrics that an alarm is paid for: all that its arithmetic takes, else one. */
const metricsOfAlarm = (properties: unknown): number => {
  const { Metrics = [] } = alarmSchema.parse(properties);
  return Math.max(1, Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length);
};

const rateOf = (expression: unknown): number =>
  Number(/^rate\((\d+) minutes?\)$/.exec(z.string().parse(expression))?.[1]);

/** Runs of a rule’s schedule in a month. */
const runsOf = ({ ScheduleExpression }: Record<string, unknown>): number => {
  if (ScheduleExpression === undefined) return 0;
  const minutes = rateOf(ScheduleExpression);
  if (Number.isNaN(minutes)) throw new Error(`Nobody knows how often ${JSON.stringify(ScheduleExpression)} is.`);
  return minutesInMonth / minutes;
};

/** Runs of schedules in a month. */
const scheduledRuns = (resources: Resources): number =>
  ofType(resources, 'AWS::Events::Rule').reduce((sum, rule) => sum + runsOf(rule), 0);

/** Those of functions that are traced. */
const tracedRuns = (resources: Resources): number => {
  const traced = resources.filter(({ Type, Properties }) => Type === 'AWS::Lambda::Function' && isTraced(Properties));
  const isOfTraced = (rule: unknown): boolean => traced.some(({ id }) => JSON.stringify(rule).includes(`"${id}"`));
  return ofType(resources, 'AWS::Events::Rule').reduce(
    (sum, rule) => sum + (isOfTraced(rule['Targets']) ? runsOf(rule) : 0),
    0,
  );
};

const isTraced = ({ TracingConfig }: Record<string, unknown>): boolean =>
  z.object({ Mode: z.string() }).safeParse(TracingConfig).data?.Mode === 'Active';

/** GB of memory of every function: all have the same. */
export const memoryGb = (resources: Resources): number => {
  const sizes = new Set(ofType(resources, 'AWS::Lambda::Function').map(({ MemorySize }) => Number(MemorySize)));
  return Math.max(...sizes) / 1024;
};

/** Pairs of AT&T’s credentials: no template has them, because none may hold a secret of AT&T’s. */
const storedPairs = ({ solutionProviders }: Tenant): number =>
  solutionProviders.reduce((sum, { families }) => sum + families.length, 0);

/** Custom metrics there can be, however many operations and Solution Providers there are. */
export const mostCustomMetrics = (tenant: Tenant): number =>
  Object.keys(metricUnits).length - metricsByFamily.length + metricsByFamily.length * familiesOf(tenant).length + 3;

/** Those that every call has a value of. */
export const metricsOfEveryCall = (tenant: Tenant): number => familiesOf(tenant).length + 1;

const line = (what: string, price: CostLine['price'], quantity: number): CostLine => ({ what, price, quantity });

/** What a tenant costs in a month in which nobody calls. */
export const standingCosts = (tenant: Tenant, resources: Resources): CostLine[] => [
  ...thingsKept(tenant, resources),
  ...watching(resources),
  ...working(tenant, resources),
];

const thingsKept = (tenant: Tenant, resources: Resources): CostLine[] => [
  line('the tenant’s key', 'kmsKey', ofType(resources, 'AWS::KMS::Key').length),
  line('requests to the key', 'kmsRequest', assumed('kmsRequestsPerHour') * hoursInMonth),
  line('keys of the tenant’s own, as secrets', 'secret', ofType(resources, 'AWS::SecretsManager::Secret').length),
  line('pairs of AT&T’s credentials, as secrets', 'secret', storedPairs(tenant)),
];

const watching = (resources: Resources): CostLine[] => [
  line(
    `metrics of ${ofType(resources, 'AWS::CloudWatch::Alarm').length} alarms`,
    'alarmMetric',
    ofType(resources, 'AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOfAlarm(alarm), 0),
  ),
  line('rules of Contributor Insights', 'insightRule', ofType(resources, 'AWS::CloudWatch::InsightRule').length),
  line('dashboards', 'dashboard', ofType(resources, 'AWS::CloudWatch::Dashboard').length),
  // The age of credentials is told in one hour of each day.
  line('custom metrics', 'customMetric', 30 / hoursInMonth),
];

const working = (tenant: Tenant, resources: Resources): CostLine[] => {
  const runs = scheduledRuns(resources);
  const beats = minutesInMonth;
  const invocations = runs + beats;
  const providers = tenant.solutionProviders.length;
  const units = Math.max(unitsOf['sweep of polls'].reads, unitsOf['sweep of requests'].reads);
  const queues = ofType(resources, 'AWS::Lambda::EventSourceMapping').filter((mapping) => 'ScalingConfig' in mapping);
  const logged = (invocations * assumed('logBytesPerInvocation')) / gb;
  return [
    line('runs of schedules, and the heartbeat’s', 'lambdaRequest', invocations),
    line('their time', 'lambdaGbSecond', (invocations * memoryGb(resources) * assumed('runMs')) / 1000),
    line('their reads of the table', 'tableRead', runs * providers * units),
    line('the heartbeat', 'tableWrite', beats),
    line('looks into queues', 'queueRequest', queues.length * assumed('queuePollsPerMinute') * minutesInMonth),
    line('logs written', 'logIngested', logged),
    line('logs kept', 'logStored', (logged * tenant.logRetentionDays) / 30),
    line('traces', 'trace', tracedRuns(resources) + beats),
  ];
};
