import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Operation } from '#domain/define-operation';
import { keepsRecords, operationEntryOf, type OperationEntry } from '#domain/operation-entry';
import { markedRights, markingRights, operationRights } from '#entry/effect-rights';
import type { ResolvedBinding } from '#platform/resolved-binding';
import { together, type TableRights } from '#platform/table/table-rights';
import { crossOriginSettings } from '../config/cross-origin';
import { lateAnswerSettings } from '../config/late-answers';
import type { Tenant } from '../config/tenant';
import { secretPrefix } from '../names';
import { mayReadDataKeys } from './data-keys';
import { GatewayFunction, throughService, type GatewayFunctionProps } from './gateway-function';
import type { LateWorker } from './late-worker';
import { portInSettings, readCacheSettings, recordSettings, takesPartInReadCache } from './records';
import { mayLeaveSightings, type SightingKeeper } from './sighting-keeper';
import { inPascalCase, mayReadSecretsInSession } from './secrets';
import { mayUseTableInSession } from './table-permissions';

/** What is stated; functions know what holds otherwise. */
const sensitiveSettings = ({ sensitiveOperations: { requireActorAndReason, changesPerNumber } }: Tenant) => ({
  ...(requireActorAndReason !== undefined && { requireActorAndReason }),
  ...(changesPerNumber !== undefined && { lineChangeLimit: changesPerNumber }),
});

export interface OperationFunctionProps {
  tenant: Tenant;
  operation: Operation;
  /** Its own, and that of the operation it looks with whether AT&T did what it said. */
  bindings: Record<string, ResolvedBinding>;
  /** Whether it talks to the simulator instead of AT&T. */
  isSimulated: boolean;
  table: Table;
  code: Code;
  key: IKey;
}

/** What calls are about, as far as it matters to policies: all that is followed up stands in the same partitions. */
const subjectOf: Record<OperationEntry['effects'], string> = {
  orderEffects: 'Tracked',
  portInEffects: 'Tracked',
  activationEffects: 'Tracked',
  provisioningEffects: 'Tracked',
  lineEffects: 'Lines',
  lineReadEffects: 'Lines',
  plainEffects: '',
};

const nameOf = ({ handler, effects }: OperationEntry): string => {
  const subject = subjectOf[effects];
  if (handler === 'write') return `KeepRecords${subject && `And${subject}`}`;
  return handler === 'trackedRead' ? `See${subject}` : '';
};

/** What its function does in the table, and what that is called. */
const tableRightsOf = (operation: Operation, tenant: Tenant): { name: string; rights: TableRights } => {
  const entry = operationEntryOf(operation);
  const marking = entry.handler === 'write' ? markingRights : markedRights;
  const isMarking = takesPartInReadCache(operation, tenant);
  return {
    name: [nameOf(entry), ...(isMarking ? ['ChangeMarks'] : [])].filter((name) => name !== '').join('And'),
    rights: together(operationRights(entry), isMarking ? marking : {}),
  };
};

/** What a function that makes calls of an operation is told, and may do. */
export const operationSettings = (
  scope: Construct,
  { tenant, operation, bindings, isSimulated, table, key }: OperationFunctionProps,
): Pick<GatewayFunctionProps, 'environment' | 'permissions' | 'inSession'> => {
  return {
    environment: {
      environment: isSimulated ? 'simulator' : tenant.environment,
      secretPrefix: secretPrefix(tenant.tenant),
      bindings,
      source: tenant.source,
      ...(tenant.bodySolutionProvider === 'any' && { bodySolutionProvider: 'any' }),
      ...(operation.sensitive && sensitiveSettings(tenant)),
      ...(keepsRecords(operation) ? recordSettings(table, tenant) : {}),
      ...(takesPartInReadCache(operation, tenant) ? readCacheSettings(table, tenant) : {}),
      ...(operation.longRunning?.kind === 'port-in' ? portInSettings(tenant) : {}),
      ...lateAnswerSettings(tenant, operation),
    },
    // What is repeated is told by the fingerprint of the request before; what nobody can judge is kept sealed.
    permissions:
      operation.idempotency === 'safe'
        ? []
        : [
            mayReadDataKeys(scope, tenant.tenant, ['fingerprints', 'answers']),
            throughService('secretsmanager', key, scope),
          ],
    inSession: [
      mayReadSecretsInSession(scope, tenant.tenant, [operation.family]),
      throughService('secretsmanager', key, scope),
      ...mayUseTableInSession(table, key, scope, tableRightsOf(operation, tenant)),
    ],
  };
};

export interface CalledFunctionProps extends OperationFunctionProps {
  /** Of writes that AT&T may answer late. */
  worker?: LateWorker | undefined;
  /** Of what reads have shown. */
  keeper: SightingKeeper;
}

/**
 * The function of one AT&T operation. It may read the credentials of its own API family, and keep records and tell requests apart if it
 * has any to keep: in each call those of the Solution Provider it is for.
 */
export class OperationFunction extends GatewayFunction {
  constructor(scope: Construct, id: string, props: CalledFunctionProps) {
    const { tenant, operation, code, key, worker, keeper } = props;
    const isLeaving = operationEntryOf(operation).handler === 'trackedRead';
    const { permissions, environment, ...settings } = operationSettings(scope, props);
    super(scope, id, {
      ...settings,
      environment: {
        ...environment,
        ...crossOriginSettings(tenant),
        ...(isLeaving && { sightingKeeperName: keeper.functionName }),
      },
      tenant,
      name: operation.id,
      description: operation.summary,
      code,
      key,
      // API Gateway waits no longer; the function answers well before by its own budget.
      timeout: Duration.seconds(29),
      permissions: [
        ...permissions,
        ...(worker ? [mayHandOver(worker, operation)] : []),
        ...(isLeaving ? [mayLeaveSightings(keeper)] : []),
      ],
    });
  }
}

/** Having the operation’s own worker begin, and nobody else’s. */
const mayHandOver = ({ functionArn }: LateWorker, { id }: Operation): PolicyStatement =>
  new PolicyStatement({
    sid: `HandOver${inPascalCase(id)}`,
    actions: ['lambda:InvokeFunction'],
    resources: [functionArn],
  });
