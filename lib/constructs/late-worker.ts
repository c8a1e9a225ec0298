import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { lateWorkerRights } from '#entry/background-rights';
import { lateWorkerPrefix } from '../names';
import { GatewayFunction } from './gateway-function';
import { operationSettings, type OperationFunctionProps } from './operation-function';
import { mayUseTable } from './table-permissions';

/** Beyond what AT&T has: the worker completes its record in it, and is not alive any more when others take it for stopped. */
const reserveSeconds = 5;

const nothingIsLost =
  'What no worker has begun was not sent, and what one has begun may have been: the reconciler finds both by their records and tells the partner.';

/**
 * Makes writes of an operation that were handed over, and waits for AT&T longer than a caller can. It runs the operation’s own
 * code with the operation’s own rights, and invokes nobody. An invocation that fails is never tried again by Lambda.
 */
export class LateWorker extends GatewayFunction {
  constructor(scope: Construct, id: string, props: OperationFunctionProps & { seconds: number }) {
    const { tenant, operation, code, key, table, seconds } = props;
    const { permissions, ...settings } = operationSettings(scope, props);
    super(scope, id, {
      ...settings,
      tenant,
      name: operation.id,
      functionName: `${lateWorkerPrefix(tenant.tenant)}${operation.id}`,
      handler: 'worker',
      description: `Waits for AT&T longer than a caller can: ${operation.summary}`,
      code,
      key,
      timeout: Duration.seconds(seconds + reserveSeconds),
      afterFailure: nothingIsLost,
      permissions: [
        ...permissions,
        ...mayUseTable(table, key, scope, { name: 'FindHandedOver', rights: lateWorkerRights }),
      ],
    });
    this.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
  }
}
