import * as z from 'zod';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '#operations/registry';
import { ownRoutes } from '#routes/registry';
import { readEnvironment } from '#platform/environment';
import { callSettings } from '#platform/settings';
import { checkedBindings } from '../../lib/config/check-bindings';
import { keepsRecords } from '#domain/operation-entry';
import { functionName, logGroupName } from '../../lib/names';
import { aTenant, readable, resourcesOf, routes, synthesize, type Resource, type Template } from './synthesized';

const functionSchema = z.looseObject({
  FunctionName: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  LoggingConfig: z.object({ LogGroup: z.unknown() }),
});

const functionsOf = (template: Template) =>
  resourcesOf(template, 'AWS::Lambda::Function').map(({ Properties }) => functionSchema.parse(Properties));

/** Path of every resource of the API, from the tree of parents. */
const pathsOf = (template: Template): Map<string, string> => {
  const pathOf = (id: string): string => {
    const resource = template.Resources[id];
    if (resource?.Type !== 'AWS::ApiGateway::Resource') return '';
    const { ParentId, PathPart } = resource.Properties;
    return `${pathOf(readable(ParentId).slice(1, -1))}/${readable(PathPart)}`;
  };
  return new Map(Object.keys(template.Resources).map((id) => [id, pathOf(id)]));
};

describe('API stack', () => {
  const { api } = synthesize();
  const paths = pathsOf(api);
  const functions = functionsOf(api);
  const methods = resourcesOf(api, 'AWS::ApiGateway::Method').map(({ Properties }) => ({
    ...Properties,
    method: readable(Properties['HttpMethod']),
    path: paths.get(readable(Properties['ResourceId']).slice(1, -1)) ?? '',
  }));
  const only = (type: string): Resource => {
    const found = resourcesOf(api, type);
    expect(found).toHaveLength(1);
    return found[0]!;
  };

  it.each(routes.map((route) => [route.id, route] as const))(
    'serves %s on its route, by a function of its own',
    (id, route) => {
      const method = methods.find((candidate) => candidate.method === route.method && candidate.path === route.path);
      expect(method).toBeDefined();
      const integration = JSON.stringify(method);
      const logicalId = Object.entries(api.Resources).find(
        ([, { Properties }]) => Properties['FunctionName'] === functionName('example', id),
      )?.[0];
      expect(logicalId).toBeDefined();
      expect(integration).toContain(`"${logicalId}"`);
      expect(integration).toContain('AWS_PROXY');
    },
  );

  it('has no route that is not registered', () => {
    const served = methods.filter(({ method }) => method !== 'ANY').map(({ method, path }) => `${method} ${path}`);
    expect(served.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('has routes that API Gateway can hold side by side: one name per variable place', () => {
    const variables = [...new Set(paths.values())].filter((path) => path.endsWith('}'));
    const parents = variables.map((path) => path.slice(0, path.lastIndexOf('/')));
    expect(new Set(parents).size).toBe(parents.length);
  });

  it('lets nothing past the authorizer', () => {
    for (const method of methods)
      expect(method).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: expect.anything() });
  });

  it('asks the authorizer at most once a minute for the same token, and never without one', () => {
    expect(only('AWS::ApiGateway::Authorizer').Properties).toMatchObject({
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerResultTtlInSeconds: 60,
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
      expect('TABLE_NAME' in environmentOf(id)).toBe(keepsRecords(operation));
    },
  );

  it('tells functions that keep records where, and how strict to be', () => {
    for (const id of ['apex-create-order', ...ownRoutes.map((route) => route.id)]) {
      const { tableName, workflow } = readEnvironment(environmentOf(id), 'tableName', 'workflow');
      expect(tableName).toMatch(/ExportsOutputRefTable/);
      expect(workflow).toBe('strict');
    }
  });

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
    const { api: other } = synthesize({
      tenant: aTenant({ logRetentionDays: 365 }),
      operations: operations.slice(0, 1),
    });
    for (const { Properties } of resourcesOf(other, 'AWS::Logs::LogGroup'))
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
    const { api: throttled } = synthesize({
      tenant: aTenant({ throttling: { requestsPerSecond: 7, burst: 9 } }),
      operations: operations.slice(0, 1),
    });
    expect(resourcesOf(throttled, 'AWS::ApiGateway::Stage')[0]!.Properties['MethodSettings']).toEqual([
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
    const simulated = synthesize({ simulatorUrl: 'http://127.0.0.1:9999', operations: operations.slice(0, 3) });
    for (const { FunctionName, Environment } of functionsOf(simulated.api)) {
      if (FunctionName === functionName('example', 'authorizer')) continue;
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
