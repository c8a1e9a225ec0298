import type { Construct } from 'constructs';
import type { Tenant } from '../config/tenant';
import { GatewayAlarm, type GatewayAlarmProps } from './gateway-alarm';
import { totalOfSolutionProvider } from './gateway-metrics';

/** What tells people that many lines of a Solution Provider are being changed at once: an alarm for each that has lines. */
export const alarmsOnSensitiveChanges = (
  scope: Construct,
  { solutionProviders, sensitiveOperations }: Tenant,
  shared: Pick<GatewayAlarmProps, 'tenant' | 'topic'>,
): void => {
  for (const { id, families } of solutionProviders) {
    if (!families.includes('mobility')) continue;
    new GatewayAlarm(scope, `SensitiveChanges-${id}`, {
      ...shared,
      name: `sensitive-changes-${id}`,
      impact: `Customers of ${id} may be losing their lines or numbers to somebody: far more of them than usual are being changed.`,
      runbook: 'sensitive-changes',
      metric: totalOfSolutionProvider(shared.tenant, id, 'SensitiveChanges'),
      threshold: sensitiveOperations.alarmFrom,
    });
  }
};
