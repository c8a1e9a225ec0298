import {
  Integration,
  IntegrationType,
  MockIntegration,
  PassthroughBehavior,
  type IAuthorizer,
  type Resource,
} from 'aws-cdk-lib/aws-apigateway';
import { Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { methodNotAllowed } from './gateway-responses';

/** Hands a call to a function. A role of the gateway’s allows it, which saves a permission resource per function. */
export const functionIntegration = (handler: IFunction, credentialsRole: IRole): Integration =>
  new Integration({
    type: IntegrationType.AWS_PROXY,
    integrationHttpMethod: 'POST',
    uri: Stack.of(handler).formatArn({
      service: 'apigateway',
      account: 'lambda',
      resource: `path/2015-03-31/functions/${handler.functionArn}/invocations`,
    }),
    options: { credentialsRole },
  });

/** Answers every other method of a route with 405 and what it takes instead, without a function. */
export const answerOtherMethods = (resource: Resource, allowed: readonly string[], authorizer: IAuthorizer): void => {
  const { status, headers, body } = methodNotAllowed(allowed, '$context.requestId');
  const statusCode = String(status);
  const headerNames = Object.keys(headers);
  resource.addMethod(
    'ANY',
    new MockIntegration({
      passthroughBehavior: PassthroughBehavior.NEVER,
      requestTemplates: { 'application/json': JSON.stringify({ statusCode: status }) },
      integrationResponses: [
        {
          statusCode,
          responseTemplates: { 'application/json': body },
          responseParameters: Object.fromEntries(
            headerNames.map((name) => [`method.response.header.${name}`, `'${headers[name] ?? ''}'`]),
          ),
        },
      ],
    }),
    {
      authorizer,
      methodResponses: [
        {
          statusCode,
          responseParameters: Object.fromEntries(headerNames.map((name) => [`method.response.header.${name}`, true])),
        },
      ],
    },
  );
};
