import { Stack, Validations, type Acknowledgment, type Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Function, LoggingFormat, Runtime, Tracing, type Code } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { toEnvironment, type Environment } from '#platform/environment';
import { checkFunctionName } from '../config/check-function-name';
import { checkVariables } from '../config/check-variables';
import { reservedFor } from '../config/reserved-concurrency';
import type { Tenant } from '../config/tenant';
import { functionLogGroupName, functionName } from '../names';
import { EncryptedLogGroup } from './encrypted-log-group';
import { functionRoles } from './function-role';
import { inAscii } from './in-ascii';

export interface GatewayFunctionProps {
  tenant: Tenant;
  /** Names the function and its log group. */
  name: string;
  description: string;
  /** Where it is not as others of the tenant are named. */
  functionName?: string;
  /** What of its bundle it runs. */
  handler?: string;
  code: Code;
  /** What it is told; the tenant’s name comes with it. */
  environment: Partial<Environment>;
  /** False where it runs by schedule alone, nearly always for nothing: a trace of each run is paid for, and nobody looks at it. Default: true. */
  isTraced?: boolean;
  /** What it may do beyond writing its own logs and traces. Functions of a stack that may do the same share a role. */
  permissions: PolicyStatement[];
  /** What it may do for one Solution Provider at a time, in a session for it. Default: nothing. */
  inSession?: PolicyStatement[];
  /** Why a permission names more than one resource, for cdk-nag. */
  acknowledgements?: Acknowledgment[];
  /** Why an invocation that fails loses nothing, for cdk-nag. Default: API Gateway waits for it. */
  afterFailure?: string;
  key: IKey;
  timeout: Duration;
}

/** A function with the gateway’s habits: arm64, Node.js 24, JSON logs in an encrypted group, a role that allows what it is said to do and nothing more. */
export class GatewayFunction extends Function {
  constructor(scope: Construct, id: string, props: GatewayFunctionProps) {
    const { tenant, name, description, code, environment, permissions, acknowledgements = [], key, timeout } = props;
    const { afterFailure = awaited, handler = 'handler', isTraced = true, inSession = [] } = props;
    const ownName = props.functionName ?? functionName(tenant.tenant, name);
    checkFunctionName(ownName);
    const stack = Stack.of(scope);
    const logGroup = functionLogsOf(stack, tenant, key);
    const { role, session } = functionRoles(stack, { logGroup, isTraced, permissions, inSession, acknowledgements });
    const variables = toEnvironment({ tenant: tenant.tenant, ...environment, sessionRoleArn: session?.roleArn });
    checkVariables(name, variables);
    const reservedConcurrentExecutions = reservedFor(name, tenant.reservedConcurrency);
    super(scope, id, {
      ...(reservedConcurrentExecutions !== undefined && { reservedConcurrentExecutions }),
      functionName: ownName,
      description: inAscii(description),
      code,
      handler: `index.${handler}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // Memory buys CPU, and CPU the cold start: 512 MB is where it stops getting much shorter.
      memorySize: 512,
      timeout,
      tracing: isTraced ? Tracing.ACTIVE : Tracing.PASS_THROUGH,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      environment: variables,
      role: role.withoutPolicyUpdates(),
    });
    Validations.of(this).acknowledge(...failureExceptions(afterFailure), ...(isTraced ? [] : [notTraced]));
  }
}

/**
 * One group for all functions of a stack: a group each would take a resource each, of the 500 a stack may have, and
 * a call that passes through several functions is followed in one place. Every line names its operation.
 */
const functionLogsOf = (stack: Stack, tenant: Tenant, key: IKey): LogGroup => {
  const id = 'FunctionLogs';
  const there = stack.node.tryFindChild(id);
  if (there instanceof EncryptedLogGroup) return there;
  return new EncryptedLogGroup(stack, id, functionLogGroupName(tenant.tenant, stack.stackName), tenant, key);
};

const awaited = 'API Gateway calls the function and waits for it; it is never invoked asynchronously.';
const failureExceptions = (reason: string): Acknowledgment[] => [
  { id: 'Serverless-LambdaDLQ', reason },
  { id: 'Serverless-LambdaAsyncFailureDestination', reason },
];

const notTraced: Acknowledgment = {
  id: 'Serverless-LambdaTracing',
  reason: 'It runs by schedule alone, nearly always for nothing, and what it does has its line in the log.',
};

/** Using the key on what another service keeps with it, and on nothing else. */
export const throughService = (
  service: 'dynamodb' | 'secretsmanager',
  key: IKey,
  scope: Construct,
  actions: string[] = ['kms:Decrypt'],
): PolicyStatement =>
  new PolicyStatement({
    actions,
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${Stack.of(scope).region}.amazonaws.com` } },
  });
