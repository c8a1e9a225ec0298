import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Tenant } from '../config/tenant';
import { AlarmTopic } from '../constructs/alarm-topic';
import { alarmsOnCalls } from '../constructs/call-alarms';
import { alarmsOnEvents } from '../constructs/event-alarms';
import { GatewayDashboard } from '../constructs/gateway-dashboard';
import { alarmsOnLateWorkers } from '../constructs/late-alarms';
import { alarmsOnPushes } from '../constructs/push-alarms';
import { alarmsOnSensitiveChanges } from '../constructs/sensitive-change-alarms';
import { alarmsOnPolling } from '../constructs/status-poller-alarms';
import { stackName } from '../names';

export interface MonitoringStackProps {
  tenant: Tenant;
  key: IKey;
}

/** What tells people that something does not work: alarms with the queries that name operations and Solution Providers, a topic and a dashboard. (ADR 0100) */
export class MonitoringStack extends Stack {
  constructor(scope: Construct, { tenant, key }: MonitoringStackProps) {
    super(scope, stackName(tenant.tenant, 'monitoring'), {
      env: { region: tenant.region },
      description: `AT&T partner gateway of ${tenant.tenant}: alarms and dashboard`,
    });
    const shared = {
      tenant: tenant.tenant,
      topic: new AlarmTopic(this, 'Alarms', tenant, key),
    };
    alarmsOnCalls(this, tenant, shared);
    alarmsOnEvents(this, tenant, shared);
    alarmsOnPolling(this, shared);
    alarmsOnSensitiveChanges(this, tenant, shared);
    alarmsOnLateWorkers(this, tenant, shared);
    if (tenant.pushes) alarmsOnPushes(this, shared);
    new GatewayDashboard(this, 'Dashboard', tenant);
  }
}
