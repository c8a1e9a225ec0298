import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccessLogField,
  AccessLogFormat,
  EndpointType,
  IdentitySource,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RequestAuthorizer,
  ResponseType,
  RestApi,
  type StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Route } from '#domain/define-operation';
import type { Tenant } from '../config/tenant';
import { logGroupName, serviceName } from '../names';
import { EncryptedLogGroup } from './encrypted-log-group';
import { gatewayResponseProblems, staticProblem } from './gateway-responses';
import { answerOtherMethods, functionIntegration } from './route';

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
    requestId: AccessLogField.contextRequestId(),
    requestTime: AccessLogField.contextRequestTime(),
    method: AccessLogField.contextHttpMethod(),
    route: AccessLogField.contextResourcePath(),
    status: AccessLogField.contextStatus(),
    clientId: AccessLogField.contextAuthorizerPrincipalId(),
    gatewayError: AccessLogField.contextErrorResponseType(),
    authorizerLatencyMs: AccessLogField.contextAuthorizerLatency(),
    integrationLatencyMs: AccessLogField.contextIntegrationLatency(),
    latencyMs: AccessLogField.contextResponseLatency(),
    responseBytes: AccessLogField.contextResponseLength(),
    traceId: AccessLogField.contextXrayTraceId(),
  }),
);

/** The HTTPS API partners call: a route per operation and the gateway’s own, everything behind the authorizer, every error a problem document. */
export class PartnerApi extends RestApi {
  constructor(scope: Construct, id: string, { tenant, key, authorizer, routes }: PartnerApiProps) {
    const accessLogs = new EncryptedLogGroup(
      scope,
      `${id}AccessLogs`,
      logGroupName(tenant.tenant, accessLogName),
      tenant,
      key,
    );
    super(scope, id, {
      restApiName: serviceName(tenant.tenant),
      description: `AT&T partner gateway of ${tenant.tenant}`,
      endpointTypes: [EndpointType.REGIONAL],
      // The role is a setting of the whole account and region, so it stays when this stack goes.
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
      deployOptions: stageOptions(tenant, accessLogs),
    });
    // The construct’s own output; ours has a name.
    this.node.tryRemoveChild('Endpoint');
    this.keepExecutionLogs(tenant, key);
    this.answerProblems();
    const roleOf = invokingRoles(scope, [authorizer, ...routes.map(({ handler }) => handler)]);
    this.addRoutes(routes, roleOf, requestAuthorizer(scope, authorizer, roleOf(authorizer)));
    this.acknowledge();
  }

  private addRoutes(routes: PartnerApiProps['routes'], roleOf: RoleOf, authorizer: RequestAuthorizer): void {
    for (const path of new Set(routes.map(({ route }) => route.path))) {
      const resource = this.root.resourceForPath(path);
      const here = routes.filter(({ route }) => route.path === path);
      for (const { route, handler } of here) {
        resource.addMethod(route.method, functionIntegration(handler, roleOf(handler)), { authorizer });
      }
      const allowed = here.map(({ route }) => route.method);
      answerOtherMethods(resource, allowed, authorizer);
    }
  }

  private answerProblems(): void {
    for (const [type, code] of Object.entries(gatewayResponseProblems)) {
      const { status, headers, body } = staticProblem(code, '$context.requestId');
      this.addGatewayResponse(type, {
        type: ResponseType.of(type),
        statusCode: String(status),
        responseHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`])),
        templates: { 'application/json': body },
      });
    }
  }

  /** API Gateway would make this group itself at the first error, unencrypted and kept for ever. */
  private keepExecutionLogs(tenant: Tenant, key: IKey): void {
    const name = `API-Gateway-Execution-Logs_${this.restApiId}/${tenant.environment}`;
    this.deploymentStage.node.addDependency(new EncryptedLogGroup(this, 'ExecutionLogs', name, tenant, key));
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
  metricsEnabled: true,
  tracingEnabled: true,
});

const requestAuthorizer = (scope: Construct, handler: IFunction, role: Role): RequestAuthorizer =>
  new RequestAuthorizer(scope, 'RequestAuthorizer', {
    handler,
    identitySources: [IdentitySource.header('Authorization')],
    // A withdrawn grant ends within this time plus the authorizer’s own memory.
    resultsCacheTtl: Duration.seconds(60),
    assumeRole: role.withoutPolicyUpdates(),
  });

/** The role API Gateway invokes a function by. */
type RoleOf = (handler: IFunction) => Role;

/** IAM takes 10,240 characters of inline policy in a role; a function’s ARN has at most 115. */
const functionsPerRole = 80;

const invokingRoles = (scope: Construct, functions: readonly IFunction[]): RoleOf => {
  const roles = new Map<IFunction, Role>();
  for (let first = 0; first < functions.length; first += functionsPerRole) {
    const some = functions.slice(first, first + functionsPerRole);
    const role = invokingRole(
      scope,
      first === 0 ? 'InvokingRole' : `InvokingRole${first / functionsPerRole + 1}`,
      some,
    );
    for (const handler of some) roles.set(handler, role);
  }
  return (handler) => {
    const role = roles.get(handler);
    if (!role) throw new Error(`No role invokes ${handler.node.id}.`);
    return role;
  };
};

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
