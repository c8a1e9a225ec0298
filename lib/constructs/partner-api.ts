import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AccessLogField,
  AccessLogFormat,
  ApiDefinition,
  CfnRestApi,
  EndpointType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  SpecRestApi,
  type StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Route } from '#domain/define-operation';
import type { Tenant } from '../config/tenant';
import { logGroupName, serviceName } from '../names';
import { apiBody, type Invocation } from './api-body';
import { answerLifetimeSeconds } from './client-limits';
import { connectionSecurity, isDefaultEndpointOff, securityInDocument } from './api-security';
import { EncryptedLogGroup } from './encrypted-log-group';

export interface PartnerApiProps {
  tenant: Tenant;
  key: IKey;
  authorizer: IFunction;
  routes: readonly { route: Route; handler: IFunction }[];
}

/** Name of the log group of one line per call. */
export const accessLogName = 'access';

/**
 * What stands in the access log. The path is the route’s template, because a real one can carry a telephone number;
 * addresses and user agents of callers are left out.
 */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    callId: AccessLogField.contextRequestId(),
    requestTime: AccessLogField.contextRequestTime(),
    method: AccessLogField.contextHttpMethod(),
    route: AccessLogField.contextResourcePath(),
    status: AccessLogField.contextStatus(),
    clientId: AccessLogField.contextAuthorizerPrincipalId(),
    functionStatus: '$context.integration.status',
    gatewayError: AccessLogField.contextErrorResponseType(),
    authorizerLatencyMs: AccessLogField.contextAuthorizerLatency(),
    integrationLatencyMs: AccessLogField.contextIntegrationLatency(),
    latencyMs: AccessLogField.contextResponseLatency(),
    responseBytes: AccessLogField.contextResponseLength(),
  }),
);

/** The HTTPS API partners call, made of one document: everything behind the authorizer, every error a problem document. */
export class PartnerApi extends SpecRestApi {
  constructor(scope: Construct, id: string, { tenant, key, authorizer, routes }: PartnerApiProps) {
    const accessLogs = new EncryptedLogGroup(
      scope,
      `${id}AccessLogs`,
      logGroupName(tenant.tenant, accessLogName),
      tenant,
      key,
    );
    const title = serviceName(tenant.tenant);
    const invocationOf = invocations(scope, [authorizer, ...routes.map(({ handler }) => handler)]);
    const body = apiBody({
      title,
      description: `AT&T partner gateway of ${tenant.tenant}`,
      authorizer: { ...invocationOf(authorizer), answerLifetimeSeconds: answerLifetimeSeconds(tenant) },
      routes: routes.map(({ route, handler }) => ({ route, invocation: invocationOf(handler) })),
      crossOrigin: tenant.crossOrigin,
    });
    super(scope, id, {
      restApiName: title,
      apiDefinition: ApiDefinition.fromInline({ ...body, ...securityInDocument(tenant) }),
      endpointTypes: [EndpointType.REGIONAL],
      ...(isDefaultEndpointOff(tenant) && { disableExecuteApiEndpoint: true }),
      // The role is a setting of the whole account and region, so it stays when this stack goes.
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
      deployOptions: stageOptions(tenant, accessLogs),
    });
    // The construct’s own output; ours has a name.
    this.node.tryRemoveChild('Endpoint');
    if (this.node.defaultChild instanceof CfnRestApi) Object.assign(this.node.defaultChild, connectionSecurity(tenant));
    this.keepExecutionLogs(tenant, key);
    if (tenant.endpoint.webAclArn !== undefined) this.filter(tenant.endpoint.webAclArn);
    this.acknowledge();
  }

  /** API Gateway would make this group itself at the first error, unencrypted and kept for ever. */
  private keepExecutionLogs(tenant: Tenant, key: IKey): void {
    const name = `API-Gateway-Execution-Logs_${this.restApiId}/${tenant.environment}`;
    this.deploymentStage.node.addDependency(new EncryptedLogGroup(this, 'ExecutionLogs', name, tenant, key));
  }

  private filter(webAclArn: string): void {
    new CfnWebACLAssociation(this, 'WebAcl', { webAclArn, resourceArn: this.deploymentStage.stageArn });
  }

  private acknowledge(): void {
    Validations.of(this).acknowledge(
      {
        id: 'AwsSolutions-APIG2',
        reason: 'The functions check requests against the operations’ schemas and answer with pointers.',
      },
      {
        id: 'AwsSolutions-APIG3',
        reason: 'A web ACL is the tenant’s choice; every route is behind the authorizer and throttled.',
      },
      {
        id: 'Serverless-APIGWXrayEnabled',
        reason: 'A trace of the stage has the whole URL, and with it telephone numbers, and the caller’s address.',
      },
      {
        id: 'AwsSolutions-COG4',
        reason: 'A Lambda authorizer accepts any OIDC issuer and looks up grants, which Cognito’s cannot.',
      },
      {
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
        reason: 'AWS’s own policy for the account-wide role API Gateway logs with.',
      },
    );
  }
}

const stageOptions = ({ environment, throttling }: Tenant, accessLogs: LogGroup): StageOptions => ({
  stageName: environment,
  throttlingRateLimit: throttling.requestsPerSecond,
  throttlingBurstLimit: throttling.burst,
  accessLogDestination: new LogGroupLogDestination(accessLogs),
  accessLogFormat,
  loggingLevel: MethodLoggingLevel.ERROR,
  // Would log bodies and headers.
  dataTraceEnabled: false,
  // Per method, each at the price of a custom metric; of the whole API there are metrics anyway.
  metricsEnabled: false,
  // A stage’s traces carry whole URLs, with the telephone numbers in them, and callers’ addresses.
  tracingEnabled: false,
});

/** IAM takes 10,240 characters of inline policy in a role; a function’s ARN has at most 115. */
const functionsPerRole = 80;

/** How API Gateway calls each function: by a role that may invoke them and nothing else (ADR 0011). */
const invocations = (scope: Construct, handlers: readonly IFunction[]): ((handler: IFunction) => Invocation) => {
  const functions = [...new Set(handlers)];
  const known = new Map<IFunction, Invocation>();
  for (let first = 0; first < functions.length; first += functionsPerRole) {
    const some = functions.slice(first, first + functionsPerRole);
    const number = first === 0 ? '' : String(first / functionsPerRole + 1);
    const { roleArn } = invokingRole(scope, `InvokingRole${number}`, some);
    for (const handler of some) known.set(handler, { uri: invocationUri(handler), credentials: roleArn });
  }
  return (handler) => {
    const invocation = known.get(handler);
    if (!invocation) throw new Error(`No role invokes ${handler.node.id}.`);
    return invocation;
  };
};

const invocationUri = (handler: IFunction): string =>
  Stack.of(handler).formatArn({
    service: 'apigateway',
    account: 'lambda',
    resource: `path/2015-03-31/functions/${handler.functionArn}/invocations`,
  });

const invokingRole = (scope: Construct, id: string, functions: readonly IFunction[]): Role =>
  new Role(scope, id, {
    description: 'Lets API Gateway invoke the functions of the gateway',
    assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
    inlinePolicies: {
      invoke: new PolicyDocument({
        statements: [
          new PolicyStatement({
            actions: ['lambda:InvokeFunction'],
            resources: functions.map(({ functionArn }) => functionArn),
          }),
        ],
      }),
    },
  });
