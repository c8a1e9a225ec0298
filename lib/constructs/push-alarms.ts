import type { Construct } from 'constructs';
import { pushApplierName } from '#pushes/push-applier-name';
import { pushReceiverName } from '#pushes/receive-push';
import { GatewayAlarm, type GatewayAlarmProps, type SharedOfAlarms } from './gateway-alarm';
import { functionCrashes, noRunEndedWell, totalOf } from './gateway-metrics';

/** What tells people that AT&T says something nobody understands, or that nobody listens. */
export const alarmsOnPushes = (scope: Construct, shared: SharedOfAlarms): void => {
  const { tenant } = shared;
  const alarm = (id: string, props: Omit<GatewayAlarmProps, keyof SharedOfAlarms | 'runbook'>): GatewayAlarm =>
    new GatewayAlarm(scope, id, { ...shared, runbook: 'pushes-not-applied', ...props });
  alarm('PushesNotApplied', {
    name: 'pushes-not-applied',
    impact:
      'Partners learn of at least one change only when AT&T is asked: what it pushed is not understood, or contradicts what is known.',
    metric: totalOf(tenant, 'PushesNotApplied'),
    question: {
      lines: ['filter message = "push-decided"', 'stats count(*) as times by solutionProvider, outcome, failure'],
    },
  });
  alarm('PushesRefused', {
    name: 'pushes-refused',
    impact: 'AT&T’s pushes may be refused, or somebody tries to push who is not AT&T.',
    metric: totalOf(tenant, 'PushesRefused'),
    threshold: 20,
  });
  alarm('PushReceiverFailing', {
    name: 'push-receiver-failing',
    impact: 'What AT&T pushes is not kept: partners learn of changes only when AT&T is asked.',
    metric: functionCrashes(tenant, pushReceiverName),
  });
  alarm('PushApplierFailing', {
    name: 'push-applier-failing',
    impact: 'What AT&T pushes is kept and not applied: partners learn of changes only when AT&T is asked.',
    metric: noRunEndedWell(tenant, pushApplierName),
    isHeartbeat: true,
  });
};
