import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { lateOperations } from '../config/late-answers';
import type { Tenant } from '../config/tenant';
import { lateWorkerPrefix } from '../names';
import { addingAlarms, type SharedOfAlarms } from './gateway-alarm';
import { alarmPeriod, crashesOf } from './gateway-metrics';

/** An alarm’s arithmetic takes so many metrics. */
const mostMetrics = 10;

/** What tells people that workers of writes which AT&T may answer late crash. Nobody waits for them, so no call shows it. */
export const alarmsOnLateWorkers = (scope: Construct, tenant: Tenant, shared: SharedOfAlarms): void => {
  const alarm = addingAlarms(scope, shared);
  const late = lateOperations(tenant);
  for (let from = 0; from < late.length; from += mostMetrics) {
    const some = late.slice(from, from + mostMetrics);
    const number = from === 0 ? '' : `-${from / mostMetrics + 1}`;
    alarm(`LateWorkersFailing${number}`, {
      name: `late-workers-failing${number}`,
      impact: `Partners wait for the outcome of at least one write that a worker crashed in, of: ${some.join(', ')}. It is found out by reading.`,
      runbook: 'outcomes-unknown',
      metric: new MathExpression({
        label: 'crashes of workers',
        period: alarmPeriod,
        expression: some.map((_, index) => `FILL(worker${index}, 0)`).join(' + '),
        usingMetrics: Object.fromEntries(
          some.map((id, index) => [`worker${index}`, crashesOf(`${lateWorkerPrefix(tenant.tenant)}${id}`)]),
        ),
      }),
    });
  }
};
