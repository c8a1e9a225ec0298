import * as z from 'zod';
import { operations } from '#operations/registry';
import type { RouteGroup } from '#routes/define-group';
import { routeGroups } from '#routes/registry';
import { readEnvironment } from '#platform/environment';
import { callSettings } from '#platform/settings';
import { checkedBindings } from '../../lib/config/check-bindings';
import { keepsRecords } from '#domain/operation-entry';
import { functionName, logGroupName } from '../../lib/names';
import {
  apiBodyOf,
  aTenant,
  readable,
  resourcesOf,
  functionOf,
  routes,
  synthesize,
  type Resource,
  type Template,
} from './synthesized';

const functionSchema = z.looseObject({
  FunctionName: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  LoggingConfig: z.object({ LogGroup: z.unknown() }),
});

const functionsOf = (template: Template) =>
  resourcesOf(template, 'AWS::Lambda::Function').map(({ Properties }) => functionSchema.parse(Properties));

describe('API stack', () => {
  const { api } = synthesize();
  const { api: changed } = synthesize({
    tenant: aTenant({ logRetentionDays: 365, throttling: { requestsPerSecond: 7, burst: 9 } }),
  });
  const functions = functionsOf(api);
  const only = (type: string): Resource => {
    const found = resourcesOf(api, type);
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  const body = apiBodyOf(api);
  const methods = Object.entries(body.paths).flatMap(([path, here]) =>
    Object.entries(here).map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase() })),
  );
  const uriOf = (functionId: string): string =>
    `arn:<AWS::Partition>:apigateway:us-east-1:lambda:path/2015-03-31/functions/<${functionId}.Arn>/invocations`;
  const logicalIdOf = (name: string): string =>
    Object.entries(api.Resources).find(
      ([, { Properties }]) => Properties['FunctionName'] === functionName('example', name),
    )![0];
  const invokingRole = expect.stringMatching(/^<InvokingRole\w+\.Arn>$/);

  it.each(routes.map((route) => [route.id, route] as const))(
    'serves %s on its route, by its function, behind the authorizer',
    (id, { method, path }) => {
      expect(methods.find((candidate) => candidate.method === method && candidate.path === path)).toMatchObject({
        operationId: id,
        security: [{ RequestAuthorizer: [] }],
        integration: {
          type: 'aws_proxy',
          httpMethod: 'POST',
          uri: uriOf(logicalIdOf(functionOf({ id }))),
          credentials: invokingRole,
        },
      });
    },
  );

  it('has no route that is not registered', () => {
    const served = methods
      .filter(({ method }) => !method.startsWith('X-') && method !== 'HEAD')
      .map(({ method, path }) => `${method} ${path}`);
    expect(served.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('answers every other method of every path without a function', () => {
    const others = methods.filter(({ method }) => method === 'X-AMAZON-APIGATEWAY-ANY-METHOD');
    expect(others.map(({ path }) => path).sort()).toEqual(Object.keys(body.paths).sort());
    for (const { integration } of others) expect(integration.type).toBe('mock');
  });

  it('lets nothing past the authorizer but who asks for a path that is not there', () => {
    const open = methods.filter(({ security }) => security === undefined);
    const served = new Set<string>(routes.map(({ path }) => path));
    expect(open.map(({ path }) => path)).toEqual(expect.arrayContaining(['/', '/v1', '/v1/{proxy+}']));
    expect(open.filter(({ path }) => served.has(path))).toEqual([]);
  });

  it('asks the authorizer about every call, which it counts, and never without a token', () => {
    expect(body.components.securitySchemes).toEqual({
      RequestAuthorizer: {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          identitySource: 'method.request.header.Authorization',
          authorizerUri: uriOf(logicalIdOf('authorizer')),
          authorizerCredentials: invokingRole,
          authorizerResultTtlInSeconds: 0,
        },
      },
    });
  });

  it('is made of its document alone, and made anew when the document changes', () => {
    const types = new Set(Object.values(api.Resources).map(({ Type }) => Type));
    expect([...types].filter((type) => type.startsWith('AWS::ApiGateway::')).sort()).toEqual([
      'AWS::ApiGateway::Account',
      'AWS::ApiGateway::Deployment',
      'AWS::ApiGateway::RestApi',
      'AWS::ApiGateway::Stage',
    ]);
    const deploymentOf = (template: Template) =>
      Object.keys(template.Resources).filter((id) => template.Resources[id]!.Type === 'AWS::ApiGateway::Deployment');
    const { api: fewer } = synthesize({ operations: operations.slice(1) });
    expect(deploymentOf(api)).toHaveLength(1);
    expect(deploymentOf(changed)).toEqual(deploymentOf(api));
    expect(deploymentOf(fewer)).not.toEqual(deploymentOf(api));
  });

  it('is the same API as ever: its logical id is part of its address', () => {
    expect(Object.keys(api.Resources)).toContain('ApiF70053CD');
    expect(only('AWS::ApiGateway::RestApi').Properties).toMatchObject({
      Name: 'att-partner-gateway-example',
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
  });

  const environmentOf = (id: string): Record<string, string> => {
    const { Environment } = functions.find(({ FunctionName }) => FunctionName === functionName('example', id))!;
    return Object.fromEntries(Object.entries(Environment.Variables).map(([name, value]) => [name, readable(value)]));
  };

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    'tells %s what its handler needs to start, and only the bindings it asks by',
    (id, operation) => {
      const settings = readEnvironment(environmentOf(id), ...callSettings);
      expect(settings).toMatchObject({
        tenant: 'example',
        environment: 'uat',
        secretPrefix: 'att-partner-gateway/example',
        source: 'partner-gateway',
      });
      const { readBack } = operation;
      const asked = [id, ...(readBack?.confirms ? [readBack.by.id] : [])];
      expect(settings.bindings).toEqual(
        Object.fromEntries(asked.map((name) => [name, checkedBindings(aTenant())[name]])),
      );
      expect('WORKFLOW' in environmentOf(id)).toBe(keepsRecords(operation));
    },
  );

  it('tells functions that keep records where, and how strict to be', () => {
    const { tableName, workflow } = readEnvironment(environmentOf('apex-create-order'), 'tableName', 'workflow');
    expect(tableName).toMatch(/PublishOutputRefTable/);
    expect(workflow).toBe('strict');
  });

  it.each(routeGroups.map((group) => [group.id, group] as const))(
    'tells %s where the table is, and beyond it what it says it is told',
    (id, group: RouteGroup) => {
      const { tableName, boundReads, workflow } = readEnvironment(
        environmentOf(id),
        'tableName',
        'boundReads',
        'workflow',
      );
      expect(tableName).toMatch(/PublishOutputRefTable/);
      expect(workflow).toBe('strict');
      expect('WORKFLOW' in environmentOf(id)).toBe(group.told?.includes('workflow') ?? false);
      expect(boundReads !== undefined).toBe(group.told?.includes('boundReads') ?? false);
    },
  );

  it('runs every function on arm64 and Node.js 24, answers before the gateway gives up, and logs JSON to an encrypted group that forgets', () => {
    for (const { Properties } of resourcesOf(api, 'AWS::Lambda::Function')) {
      expect(Properties).toMatchObject({
        Architectures: ['arm64'],
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: expect.any(String) } },
        TracingConfig: { Mode: 'Active' },
      });
      expect(Number(Properties['Timeout'])).toBeLessThanOrEqual(29);
    }
    const groups = resourcesOf(api, 'AWS::Logs::LogGroup');
    expect(groups).toHaveLength(3);
    for (const { Properties } of groups)
      expect(Properties).toMatchObject({ RetentionInDays: 90, KmsKeyId: expect.anything() });
    expect(groups.map(({ Properties }) => Properties['LogGroupName'])).toContain(
      logGroupName('example', 'api-functions'),
    );
  });

  it('keeps logs as long as the tenant says', () => {
    for (const { Properties } of resourcesOf(changed, 'AWS::Logs::LogGroup'))
      expect(Properties['RetentionInDays']).toBe(365);
  });

  it('logs calls without anything personal', () => {
    const setting = z
      .object({ Format: z.string() })
      .parse(only('AWS::ApiGateway::Stage').Properties['AccessLogSetting']);
    const fields = Object.values(z.record(z.string(), z.string()).parse(JSON.parse(setting.Format)));
    expect(fields).toContain('$context.resourcePath');
    for (const field of fields) expect(field).not.toMatch(/identity|\$context\.path|header|querystring|domain/i);
  });

  it('throttles as the tenant says and never logs bodies', () => {
    expect(resourcesOf(changed, 'AWS::ApiGateway::Stage')[0]!.Properties['MethodSettings']).toEqual([
      expect.objectContaining({
        HttpMethod: '*',
        ResourcePath: '/*',
        ThrottlingRateLimit: 7,
        ThrottlingBurstLimit: 9,
        DataTraceEnabled: false,
      }),
    ]);
  });

  it('sends everything to the simulator when one is named', () => {
    const simulated = functionsOf(synthesize({ simulatorUrl: 'http://127.0.0.1:9999' }).api);
    const asking = simulated.filter(({ Environment }) => 'BINDINGS' in Environment.Variables);
    expect(asking).toHaveLength(operations.length);
    for (const { Environment } of asking) {
      expect(Environment.Variables['ENVIRONMENT']).toBe('simulator');
      expect(readable(Environment.Variables['BINDINGS'])).toContain('"baseUrl":"http://127.0.0.1:9999/');
    }
  });

  it('invokes functions by a role instead of a permission each, and has no test invocations', () => {
    expect(resourcesOf(api, 'AWS::Lambda::Permission')).toEqual([]);
    expect(JSON.stringify(api)).not.toContain('test-invoke-stage');
  });

  it('says where the API is', () => {
    expect(readable(api.Outputs['ApiUrl']?.Value)).toMatch(
      /^https:\/\/<Api\w+>\.execute-api\.us-east-1\.<AWS::URLSuffix>\/<ApiDeploymentStage\w+>$/,
    );
  });
});
