import { Stack } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, LogGroup, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Operation, Route } from '#domain/define-operation';
import type { RouteGroup } from '#routes/define-group';
import { lateOperations } from '../config/late-answers';
import type { Tenant } from '../config/tenant';
import { AlarmTopic } from '../constructs/alarm-topic';
import { alarmsOnEvents } from '../constructs/event-alarms';
import { GatewayAlarm } from '../constructs/gateway-alarm';
import { GatewayDashboard } from '../constructs/gateway-dashboard';
import {
  accessLogNamespace,
  authorizerFailureMetric,
  crashesWithWorker,
  functionCrashes,
  notableFailures,
  routeCrashes,
  totalOf,
  unansweredCalls,
} from '../constructs/gateway-metrics';
import { accessLogName } from '../constructs/partner-api';
import { alarmsOnPushes } from '../constructs/push-alarms';
import { alarmsOnSensitiveChanges } from '../constructs/sensitive-change-alarms';
import { alarmsOnPolling } from '../constructs/status-poller-alarms';
import { logGroupName, stackName } from '../names';

export interface MonitoringStackProps {
  tenant: Tenant;
  key: IKey;
  operations: readonly Operation[];
  routeGroups: readonly RouteGroup[];
}

/** What tells people that something does not work: an alarm per route, the gateway’s own, a topic and a dashboard. */
export class MonitoringStack extends Stack {
  constructor(scope: Construct, { tenant, key, operations, routeGroups }: MonitoringStackProps) {
    super(scope, stackName(tenant.tenant, 'monitoring'), {
      env: { region: tenant.region },
      description: `AT&T partner gateway of ${tenant.tenant}: alarms and dashboard`,
    });
    const shared = {
      tenant: tenant.tenant,
      topic: new AlarmTopic(this, 'Alarms', tenant.tenant, tenant.alarms.emails, key),
    };
    const accessLog = LogGroup.fromLogGroupName(this, 'AccessLog', logGroupName(tenant.tenant, accessLogName));
    const ownRoutes: readonly Route[] = routeGroups.flatMap(({ routes }) => routes);
    this.countUnansweredCalls(accessLog, tenant.tenant, ownRoutes);
    const alarmOn = ({ id, impact }: Route, crashes: IMetric): void => {
      const [name, metric] = [`${id}-failing`, notableFailures(tenant.tenant, id, crashes)];
      new GatewayAlarm(this, name, { ...shared, name, impact, runbook: 'operation-failing', metric });
    };
    const late = new Set(lateOperations(tenant));
    for (const operation of operations) {
      const crashes = late.has(operation.id) ? crashesWithWorker : functionCrashes;
      alarmOn(operation, crashes(tenant.tenant, operation.id));
    }
    for (const route of ownRoutes) alarmOn(route, routeCrashes(tenant.tenant, route));
    new GatewayAlarm(this, 'AuthorizerFailing', {
      ...shared,
      name: 'authorizer-failing',
      impact: 'Partners get a 503 for every call, because the gateway cannot tell who they are.',
      runbook: 'authorizer-failing',
      metric: this.countAuthorizerFailures(accessLog, tenant.tenant),
    });
    new GatewayAlarm(this, 'CredentialsRefused', {
      ...shared,
      name: 'credentials-refused',
      impact:
        'At least one Solution Provider cannot work at all: AT&T refuses its credentials, or they cannot be read.',
      runbook: 'credentials-refused',
      metric: totalOf(tenant.tenant, 'CredentialFailures'),
    });
    alarmsOnEvents(this, tenant, shared);
    alarmsOnPolling(this, shared);
    alarmsOnSensitiveChanges(this, tenant, shared);
    if (tenant.pushes) alarmsOnPushes(this, shared);
    new GatewayDashboard(this, 'Dashboard', tenant);
  }

  /** A refused token is an error of the authorizer’s function too, so only the access log tells a failure from a refusal. */
  private countAuthorizerFailures(accessLog: ILogGroup, tenant: string) {
    const metric = authorizerFailureMetric(tenant);
    accessLog.addMetricFilter('AuthorizerFailures', {
      filterPattern: FilterPattern.any(
        FilterPattern.stringValue('$.gatewayError', '=', 'AUTHORIZER_FAILURE'),
        FilterPattern.stringValue('$.gatewayError', '=', 'AUTHORIZER_CONFIGURATION_ERROR'),
      ),
      metricNamespace: metric.namespace,
      metricName: metric.metricName,
    });
    return metric;
  }

  /** Own routes answer neither 502 nor 504 themselves; operations do, when AT&T fails. */
  private countUnansweredCalls(accessLog: ILogGroup, tenant: string, routes: readonly Route[]) {
    const places = [...new Set(routes.map(({ path }) => path.split('/', 3).join('/')))];
    accessLog.addMetricFilter('UnansweredCalls', {
      filterPattern: FilterPattern.all(
        FilterPattern.any(...['502', '504'].map((status) => FilterPattern.stringValue('$.status', '=', status))),
        FilterPattern.any(...places.map((place) => FilterPattern.stringValue('$.route', '=', `${place}*`))),
      ),
      metricNamespace: accessLogNamespace(tenant),
      metricName: unansweredCalls.name,
      dimensions: unansweredCalls.dimensions,
    });
  }
}
