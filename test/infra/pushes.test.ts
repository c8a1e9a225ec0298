import * as z from 'zod';
import { functionName } from '../../lib/names';
import { aTenant, readable, resourcesOf, synthesize, writtenOut, type Template } from './synthesized';

const settings = { secretHeader: 'X-Push-Secret', sources: ['192.0.2.0/24'] };
const on = synthesize({ operations: [], tenant: aTenant({ pushes: settings }) });

const functionOf = (template: Template, name: string) =>
  resourcesOf(template, 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties['FunctionName'] === functionName('example', name),
  );

const variablesOf = (name: string): Record<string, unknown> =>
  z
    .object({ Variables: z.record(z.string(), z.unknown()) })
    .parse(writtenOut(functionOf(on.tracking, name)!.Properties['Environment'])).Variables;

const statementSchema = z.looseObject({
  Action: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
  Resource: z.unknown(),
  Condition: z.unknown().optional(),
});

/** What a function may do beyond its logs and traces, by action. */
const rightsOf = (name: string): Map<string, z.infer<typeof statementSchema>> => {
  const role = /<(\w+)\.Arn>/.exec(readable(functionOf(on.tracking, name)!.Properties['Role']))![1]!;
  const [policy] = z
    .array(z.object({ PolicyDocument: z.object({ Statement: z.array(statementSchema) }) }))
    .parse(writtenOut(on.tracking.Resources[role]!.Properties['Policies']));
  return new Map(policy!.PolicyDocument.Statement.flatMap((one) => one.Action.map((action) => [action, one] as const)));
};

const namesOf = (template: Template, type: string, property: string): string[] =>
  resourcesOf(template, type).map(({ Properties }) => String(Properties[property]));

describe('a tenant that AT&T may push to', () => {
  it('has one route of an API of its own, slow enough for nobody to be flooded, that tells where it is', () => {
    expect(namesOf(on.tracking, 'AWS::ApiGatewayV2::Route', 'RouteKey')).toEqual(['POST /pushes/{solutionProvider}']);
    const [stage] = resourcesOf(on.tracking, 'AWS::ApiGatewayV2::Stage');
    expect(stage!.Properties['DefaultRouteSettings']).toEqual({ ThrottlingBurstLimit: 50, ThrottlingRateLimit: 20 });
    expect(JSON.stringify(stage!.Properties['AccessLogSettings'])).not.toMatch(/header|body|sourceIp/i);
    expect(readable(on.tracking.Outputs['PushUrl']!.Value)).toMatch(/^https:\/\/.*\/pushes$/);
  });

  it('has a key for what is kept', () => {
    const names = namesOf(on.data, 'AWS::SecretsManager::Secret', 'Name');
    expect(names.filter((name) => name.includes('pushes'))).toEqual(['att-partner-gateway/example/pushes']);
  });

  it('tells the receiver who may push', () => {
    expect(variablesOf('push-receiver')).toMatchObject({
      PUSH_SECRET_HEADER: 'X-Push-Secret',
      PUSH_SOURCES: '192.0.2.0/24',
      PUSH_APPLIER_NAME: expect.stringMatching(/pushapplier/) as unknown,
    });
  });

  it('lets the receiver write messages, read its secrets, hand messages on, and nothing more', () => {
    const rights = rightsOf('push-receiver');
    expect([...rights.keys()].filter((action) => !/^(logs|xray|kms):/.test(action)).toSorted()).toEqual([
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'lambda:InvokeFunction',
      'secretsmanager:GetSecretValue',
    ]);
    for (const action of ['dynamodb:PutItem', 'dynamodb:UpdateItem'])
      expect(rights.get(action)!.Condition).toEqual({
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['PUSHES#*'] },
      });
    expect(JSON.stringify(rights.get('secretsmanager:GetSecretValue')!.Resource)).toMatch(
      /secret:att-partner-gateway\/example\/\*\/pushes-\?{6}"$/,
    );
    expect(JSON.stringify(rights.get('lambda:InvokeFunction')!.Resource)).toMatch(/^"<pushapplier\w+\.Arn>"$/);
  });

  it('lets the applier neither ask AT&T nor be called by it', () => {
    const rights = rightsOf('push-applier');
    expect([...rights.keys()]).toContain('states:StartExecution');
    expect(JSON.stringify(rights.get('secretsmanager:GetSecretValue')!.Resource)).toMatch(
      /secret:att-partner-gateway\/example\/pushes-\?{6}"$/,
    );
    expect(variablesOf('push-applier')).not.toHaveProperty('BINDINGS');
    const callers = resourcesOf(on.tracking, 'AWS::Lambda::Permission').map(({ Properties }) => [
      readable(Properties['FunctionName']),
      Properties['Principal'],
    ]);
    expect(callers.filter(([name]) => JSON.stringify(name).includes('pushapplier'))).toEqual([
      [expect.any(String), 'events.amazonaws.com'],
    ]);
  });

  it('has alarms that say what partners miss', () => {
    const names = namesOf(on.monitoring, 'AWS::CloudWatch::Alarm', 'AlarmName').filter((name) => /push/.test(name));
    expect(names.toSorted()).toEqual(
      ['push-applier-failing', 'push-receiver-failing', 'pushes-not-applied', 'pushes-refused'].map(
        (name) => `att-partner-gateway-example-${name}`,
      ),
    );
  });
});
