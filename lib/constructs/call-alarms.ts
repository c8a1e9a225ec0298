import { Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ownFamily, type MetricFamily } from '#platform/metrics';
import type { Tenant } from '../config/tenant';
import { logGroupName } from '../names';
import { addingAlarms, type AddAlarm, type SharedOfAlarms } from './gateway-alarm';
import {
  accessLogCounts,
  accessLogNamespace,
  alarmPeriod,
  countOfAccessLog,
  notableFailures,
  notableUpstreamFailures,
  ofApi,
  totalOf,
} from './gateway-metrics';
import { accessLogName } from './partner-api';
import { callsOf, timesOf, whoOf } from './saved-query';

/** What a person cannot do while operations of a family fail. What it is of each, says docs/impacts.md. */
const impactOf: Record<MetricFamily, string> = {
  'ordering-apex': 'Partners cannot rely on APEX orders, quotes and lookups: at least one call in five fails.',
  'ordering-alliance': 'Partners cannot rely on Alliance orders, quotes and lookups: at least one call in five fails.',
  mobility: 'Partners cannot rely on lines, devices and port-ins: at least one call in five fails.',
  [ownFamily]:
    'Partners cannot rely on what the gateway itself knows of their orders, events, webhooks and bulk writes: at least one call in five fails.',
};

/** Families the tenant has anything of. */
export const familiesOf = ({ solutionProviders }: Tenant): MetricFamily[] => {
  const had = new Set<MetricFamily>(solutionProviders.flatMap(({ families }) => families));
  had.add(ownFamily);
  return [...had].toSorted();
};

/** Milliseconds nine calls in ten should be answered in. API Gateway waits for 29 seconds. */
const longestAnswerMs = Duration.seconds(10).toMilliseconds();

/** What tells people that calls fail, are slow, or are not let through. */
export const alarmsOnCalls = (scope: Construct, tenant: Tenant, shared: SharedOfAlarms): void => {
  const alarm = addingAlarms(scope, shared);
  countInAccessLog(
    LogGroup.fromLogGroupName(scope, 'AccessLog', logGroupName(shared.tenant, accessLogName)),
    shared.tenant,
  );
  alarmsOnFailures(tenant, alarm);
  alarmsOnTime(tenant, alarm);
  alarmsOnAtt(shared.tenant, alarm);
  alarmsOnRefusals(shared.tenant, alarm);
  alarmsOnCredentials(tenant, alarm);
};

const alarmsOnFailures = (tenant: Tenant, alarm: AddAlarm): void => {
  const { tenant: name } = tenant;
  for (const family of familiesOf(tenant))
    alarm(`${family}-failing`, {
      name: `${family}-failing`,
      impact: impactOf[family],
      runbook: 'operation-failing',
      metric: notableFailures(name, family),
      question: callsOf('OperationFailures'),
    });
  alarm('OperationFailing', {
    name: 'operation-failing',
    impact:
      'Partners cannot use at least one operation for at least one Solution Provider: three calls in a row have failed.',
    runbook: 'operation-failing',
    metric: totalOf(name, 'RepeatedFailures'),
    question: callsOf('RepeatedFailures'),
  });
  alarm('CallsUnanswered', {
    name: 'calls-unanswered',
    impact: 'At least one caller got no answer, because a function crashed, ran out of time or could not be invoked.',
    runbook: 'operation-failing',
    metric: countOfAccessLog(name, accessLogCounts.unansweredCalls),
    question: {
      log: 'access',
      lines: [
        'filter status like /^5/ and functionStatus not like /^5/',
        'stats count(*) as times, latest(callId) as callId by method, route, status, gatewayError',
        'sort times desc',
      ],
    },
  });
};

/** What is slow where it happens, and what no function sees of it: cold starts, and API Gateway itself. */
const alarmsOnTime = (tenant: Tenant, alarm: AddAlarm): void => {
  alarm('OperationSlow', {
    name: 'operation-slow',
    impact:
      'Partners wait long for at least one operation for at least one Solution Provider, and may give up: three answers in a row took over half of the time there is.',
    runbook: 'operation-slow',
    metric: totalOf(tenant.tenant, 'RepeatedSlowAnswers'),
    question: timesOf('RepeatedSlowAnswers > 0'),
  });
  alarm('CallsSlow', {
    name: 'calls-slow',
    impact: 'Partners wait long for answers, and may give up: for half an hour one call in ten took over ten seconds.',
    runbook: 'operation-slow',
    metric: ofApi(tenant, 'Latency', Stats.p(90)),
    threshold: longestAnswerMs,
    periods: 2,
    question: timesOf('message = "operation-answered" and durationMs >= 5000'),
  });
};

const alarmsOnAtt = (tenant: string, alarm: AddAlarm): void => {
  alarm('AttFailing', {
    name: 'att-failing',
    impact:
      'Partners cannot rely on anything that AT&T is asked for: at least one request in five gets no usable answer.',
    runbook: 'operation-failing',
    metric: notableUpstreamFailures(tenant),
    question: callsOf('UpstreamFailures'),
  });
  alarm('AttNotAsked', {
    name: 'att-not-asked',
    impact:
      'Partners are refused calls for at least one Solution Provider: AT&T has failed it so often in a row that it is not asked any more for half a minute.',
    runbook: 'operation-failing',
    metric: totalOf(tenant, 'CircuitsOpened'),
    question: whoOf('CircuitsOpened'),
  });
};

/** In a quarter of an hour: more than a client that is being set up makes by mistake. */
const manyRefusals = 100;
const manyScopeRefusals = 20;

const alarmsOnRefusals = (tenant: string, alarm: AddAlarm): void => {
  alarm('AuthorizerFailing', {
    name: 'authorizer-failing',
    impact: 'Partners get a 503 for every call, because the gateway cannot tell who they are.',
    runbook: 'authorizer-failing',
    metric: countOfAccessLog(tenant, accessLogCounts.authorizerFailures),
  });
  alarm('CallersRefused', {
    name: 'callers-refused',
    impact: 'A partner may be shut out by its token or its grant, or somebody tries to get in who may not.',
    runbook: 'callers-refused',
    metric: countOfAccessLog(tenant, accessLogCounts.callersRefused),
    threshold: manyRefusals,
    question: {
      lines: [
        'filter message = "caller-refused"',
        'stats count(*) as times by clientId, failure, errorName, errorCode',
        'sort times desc',
      ],
    },
  });
  alarm('ScopeRefusals', {
    name: 'scope-refusals',
    impact:
      'A partner may lack a scope or a Solution Provider it needs, or one of its clients tries what it may not do.',
    runbook: 'callers-refused',
    metric: totalOf(tenant, 'ScopeRefusals', alarmPeriod),
    threshold: manyScopeRefusals,
    question: {
      lines: [
        'filter ScopeRefusals > 0',
        'stats count(*) as times by clientId, operation, problem, solutionProvider',
        'sort times desc',
      ],
    },
  });
};

const alarmsOnCredentials = ({ tenant, alarms }: Tenant, alarm: AddAlarm): void => {
  alarm('CredentialsRefused', {
    name: 'credentials-refused',
    impact: 'At least one Solution Provider cannot work at all: AT&T refuses its credentials, or they cannot be read.',
    runbook: 'credentials-refused',
    metric: totalOf(tenant, 'CredentialFailures'),
    question: callsOf('CredentialFailures'),
  });
  alarm('CredentialsOld', {
    name: 'credentials-old',
    impact:
      'Nobody yet, but a pair of AT&T’s credentials has not been changed for as long as the tenant allows: whoever may have seen it can still use it.',
    runbook: 'credentials-refused',
    metric: oldestCredentials(tenant),
    threshold: alarms.credentialsDays,
  });
};

const oldestCredentials = (tenant: string): IMetric =>
  totalOf(tenant, 'OldestCredentialsDays', Duration.days(1)).with({ statistic: Stats.MAXIMUM });

const countInAccessLog = (accessLog: ILogGroup, tenant: string): void => {
  const is = (field: string, comparison: '=' | '!=', value: string) =>
    FilterPattern.stringValue(`$.${field}`, comparison, value);
  const patterns = {
    [accessLogCounts.authorizerFailures]: FilterPattern.any(
      is('gatewayError', '=', 'AUTHORIZER_FAILURE'),
      is('gatewayError', '=', 'AUTHORIZER_CONFIGURATION_ERROR'),
    ),
    [accessLogCounts.callersRefused]: FilterPattern.any(
      is('gatewayError', '=', 'UNAUTHORIZED'),
      is('gatewayError', '=', 'ACCESS_DENIED'),
    ),
    [accessLogCounts.unansweredCalls]: FilterPattern.all(
      is('status', '=', '5*'),
      is('functionStatus', '!=', '5*'),
      is('gatewayError', '!=', 'AUTHORIZER_*'),
    ),
  };
  for (const [metricName, filterPattern] of Object.entries(patterns))
    accessLog.addMetricFilter(metricName, {
      filterPattern,
      metricNamespace: accessLogNamespace(tenant),
      metricName,
    });
};
