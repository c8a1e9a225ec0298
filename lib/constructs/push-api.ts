import { Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Tenant } from '../config/tenant';
import { logGroupName } from '../names';
import { EncryptedLogGroup } from './encrypted-log-group';

export interface PushApiProps {
  tenant: Tenant;
  key: IKey;
  receiver: IFunction;
}

const route = '/pushes/{solutionProvider}';

/** Whatever AT&T sends is small and rare beside what partners call. */
const throttle = { rateLimit: 20, burstLimit: 50 };

/** An API of its own for AT&T alone, with one route: what partners call has an authorizer that AT&T has no token for. */
export class PushApi extends Construct {
  /** Base URL of the route. */
  readonly url: string;

  constructor(scope: Construct, id: string, { tenant, key, receiver }: PushApiProps) {
    super(scope, id);
    const api = new HttpApi(this, 'Api', {
      apiName: `att-${tenant.tenant}-pushes`,
      description: `What AT&T pushes to ${tenant.tenant}`,
      createDefaultStage: false,
    });
    const log = new EncryptedLogGroup(this, 'AccessLog', logGroupName(tenant.tenant, 'push-access'), tenant, key);
    const [added] = api.addRoutes({
      path: route,
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('Receiver', receiver),
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        // Neither body nor headers: nothing personal, no secret.
        format: AccessLogFormat.custom(
          JSON.stringify({ requestId: '$context.requestId', at: '$context.requestTime', status: '$context.status' }),
        ),
      },
    });
    for (const one of [added, stage])
      if (one)
        Validations.of(one).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason: 'AT&T has no token of ours; the function knows it by its secret or by where it comes from.',
        });
    this.url = `${stage.url.replace(/\/$/, '')}/pushes`;
  }
}
