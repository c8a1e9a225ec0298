import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json';
import * as z from 'zod';
import { context } from '../../cdk.json';
import { stackName } from '../../lib/names';
import { anApp } from './app';
import { aTenant, readable, resourcesOf, synthesize, type Template } from './synthesized';

const pushes = { secretHeader: 'X-Push-Secret' };
const tokenIssuer = {
  issuer: 'https://login.partner.example',
  jwksUri: 'https://login.partner.example/keys',
  audience: 'gateway',
};

/** Everything a tenant can have. */
const all = synthesize({ tenant: aTenant({ pushes, lateAnswers: {} }) });
const kinds = Object.keys(all) as (keyof typeof all)[];
const keeping = ['data', 'api', 'tracking'] as const;

describe('stacks that are updated', () => {
  it('export nothing, so that no update is refused because another stack uses what goes', () => {
    for (const template of Object.values(all)) {
      expect(Object.values(template.Outputs).filter((output) => 'Export' in output)).toEqual([]);
      expect(JSON.stringify(template)).not.toContain('Fn::ImportValue');
    }
    expect(JSON.stringify(all.api)).toContain('Fn::GetStackOutput');
  });

  it('read of another stack what its template has', () => {
    const outputs = new Map(kinds.map((kind) => [stackName('example', kind), Object.keys(all[kind].Outputs)]));
    const read = [...JSON.stringify(all).matchAll(/"Fn::GetStackOutput":(\{[^}]*\})/g)].map(([, text]) =>
      z.looseObject({ StackName: z.string(), OutputName: z.string() }).parse(JSON.parse(text!)),
    );
    expect(read.length).toBeGreaterThan(10);
    for (const { StackName, OutputName } of read) expect(outputs.get(StackName)).toContain(OutputName);
  });

  it('are deployed after the one they read', () => {
    const assembly = anApp({ operations: [] }).synth();
    for (const kind of ['api', 'tracking', 'monitoring'] as const)
      expect(
        assembly.getStackByName(stackName('example', kind)).dependencies.map(({ manifest }) => manifest.displayName),
      ).toContain(stackName('example', 'data'));
  });

  it('may have a token issuer of the partner’s from one day to the next: what is retained has no reader left', () => {
    const { data, api } = synthesize({ operations: [], tenant: aTenant({ tokenIssuer }) });
    expect(resourcesOf(data, 'AWS::Cognito::UserPool')).toEqual([]);
    expect(JSON.stringify(api)).not.toContain('TokenIssuer');
    const [pool] = resourcesOf(all.data, 'AWS::Cognito::UserPool');
    expect(pool).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  it('keep the environment they were deployed for: CloudFormation remembers the parameter and refuses another template', () => {
    const production = synthesize({ operations: [], tenant: aTenant({ environment: 'production' }) });
    const simulated = synthesize({ operations: [], simulatorUrl: 'http://127.0.0.1:9999' });
    for (const kind of keeping) {
      const kept = [all, production, simulated].map((templates) => templates[kind].Parameters['TalksTo']);
      expect(all[kind].Outputs['Environment']?.Value).toEqual({ Ref: 'TalksTo' });
      expect(kept.map((parameter) => parameter?.Default)).toEqual(['uat', 'production', 'simulator']);
      for (const parameter of kept) {
        const others = kept.filter((other) => other !== parameter);
        const pattern = new RegExp(String(parameter?.['AllowedPattern']));
        expect(pattern.test(String(parameter?.Default))).toBe(true);
        for (const other of others) expect(pattern.test(String(other?.Default))).toBe(false);
        expect(parameter?.['ConstraintDescription']).toMatch(/make a tenant of its own \(docs\/operating\.md/);
      }
    }
  });

  it('have templates in ASCII: nothing can be imported into others', () => {
    for (const template of Object.values(all)) expect(JSON.stringify(template)).toMatch(/^[\x20-\x7e]*$/);
  });
});

describe('a change of the API', () => {
  const deploymentOf = (change: (api: CfnRestApi) => void): string => {
    const app = anApp({ operations: [] });
    for (const one of app.node.findAll()) if (one instanceof CfnRestApi) change(one);
    const { template } = app.synth().getStackByName(stackName('example', 'api')) as { template: Template };
    return Object.keys(template.Resources).find(
      (id) => template.Resources[id]!.Type === 'AWS::ApiGateway::Deployment',
    )!;
  };
  const before = deploymentOf(() => undefined);

  it.each<[string, (api: CfnRestApi) => void]>([
    [
      'authorizer',
      (api) => {
        const scheme = 'Body.components.securitySchemes.RequestAuthorizer.x-amazon-apigateway-authorizer';
        api.addPropertyOverride(`${scheme}.authorizerResultTtlInSeconds`, 59);
      },
    ],
    ['settings', (api) => api.addPropertyOverride('DisableExecuteApiEndpoint', true)],
  ])('of its %s reaches the stage: it is another deployment', (_, change) => {
    expect(deploymentOf(change)).not.toBe(before);
    expect(deploymentOf(() => undefined)).toBe(before);
  });
});

describe('the CDK’s feature flags', () => {
  /** Those that are set otherwise, and why. None of them names, replaces or moves a resource. */
  const otherwise: Record<string, { value: unknown; why: string }> = {
    '@aws-cdk/aws-iam:minimizePolicies': { value: false, why: 'a statement for each right, under its name' },
    '@aws-cdk/core:enablePartitionLiterals': { value: false, why: 'one way to write ARNs, whatever the region' },
  };

  it('are set as recommended for every module in use, so that none is switched on after the first deployment', () => {
    const lib = join(__dirname, '..', '..', 'lib');
    const sources = readdirSync(lib, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(lib, name), 'utf8'));
    const modules = new Set(
      sources.flatMap((text) => [...text.matchAll(/'aws-cdk-lib\/(aws-[\w-]+)'/g)].map(([, m]) => m)),
    );
    const wanted = Object.entries(recommended).filter(([flag]) => {
      const module = /^@aws-cdk\/([^:]+):/.exec(flag)?.[1];
      return module === 'core' || modules.has(module);
    });
    expect(wanted.length).toBeGreaterThan(20);
    expect(context).toMatchObject(
      Object.fromEntries(wanted.map(([flag, value]) => [flag, otherwise[flag]?.value ?? value])),
    );
  });
});

/** Members by which a resource has a name of its own, and what holds things that must not be lost. */
const names = /^(?:\w*Name|Domain|Identifier)$/;
const stateful = /^AWS::(?:ApiGateway::RestApi|Cognito::UserPool|DynamoDB::Table|KMS::Key)$/;
/** They name what they are about. */
const unnamed = /Permission$|EventInvokeConfig$|MetricFilter$|EventSourceMapping$/;
const isOneReference = (name: string): boolean => /^<[^<>]*>$/.test(name);

describe('what must stay what it is', () => {
  it.each(kinds)(
    'is the same in the %s stack: another logical id, type or name is another resource, and the one there collides with it or is left behind',
    (kind) => {
      const lines = Object.entries(all[kind].Resources).flatMap(([id, { Type, Properties }]) => {
        const named = Object.entries(Properties)
          .filter(([member]) => names.test(member) && !unnamed.test(Type))
          .map(([member, value]) => ({ member, name: readable(value) }))
          .filter(({ name }) => !isOneReference(name))
          .map(({ member, name }) => `${member}=${name}`);
        return stateful.test(Type) || named.length > 0 ? [[id, Type, ...named].join(' ')] : [];
      });
      expect(lines.toSorted().join('\n')).toMatchSnapshot();
    },
  );
});
