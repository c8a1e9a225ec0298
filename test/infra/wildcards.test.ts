import * as z from 'zod';
import { parseTenant } from '../../lib/config/tenant';
import everything from '../../tools/lint-templates/tenants/everything';
import { readable, synthesize, type Template } from './synthesized';

const many = z.union([z.array(z.unknown()), z.unknown().transform((one) => (one === undefined ? [] : [one]))]);
const statement = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Action: many,
  NotAction: z.undefined().optional(),
  Resource: many.optional().transform((resources) => resources ?? []),
  NotResource: z.undefined().optional(),
  NotPrincipal: z.undefined().optional(),
  Principal: z.unknown().optional(),
  Condition: z.unknown().optional(),
});

interface Allowed {
  type: string;
  actions: string[];
  resources: string[];
  principal: string;
  condition: string;
}

/** Every statement of every policy of a template that allows something, wherever it stands. */
const allowedIn = ({ Resources }: Template): Allowed[] =>
  Object.values(Resources).flatMap(({ Type, Properties }) =>
    statementsIn(Properties).flatMap((written) => {
      const { Effect, Action, Resource, Principal, Condition } = statement.parse(written);
      if (Effect === 'Deny') return [];
      const text = (value: unknown): string => (value === undefined ? '' : readable(value));
      return [
        {
          type: Type,
          actions: Action.map(readable),
          resources: Resource.map(readable),
          principal: text(Principal),
          condition: text(Condition),
        },
      ];
    }),
  );

const statementsIn = (value: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'Statement' in value ? [value.Statement].flat() : [];
  return [...own, ...Object.values(value).flatMap(statementsIn)];
};

const secret = (name: string): RegExp =>
  new RegExp(
    `^arn:<AWS::Partition>:secretsmanager:[a-z0-9-]+:<AWS::AccountId>:secret:att-partner-gateway/[a-z]+/${name}-\\?{6}$`,
  );

/** What may have a `*` or a `?` in it, and why. Nothing else may. */
const listed: readonly { why: string; type: string; actions: RegExp; resources: RegExp; condition?: RegExp }[] = [
  {
    why: 'X-Ray’s actions know no resources',
    type: 'AWS::IAM::Role',
    actions: /^xray:(?:Put(?:TraceSegments|TelemetryRecords)|GetSampling(?:Rules|Targets))$/,
    resources: /^\*$/,
  },
  {
    why: 'Secrets Manager adds six characters to a name',
    type: 'AWS::IAM::Role',
    actions: /^secretsmanager:GetSecretValue$/,
    resources: secret(
      '(?:\\$\\{aws:PrincipalTag/SolutionProvider\\}/(?:mobility|ordering-apex|ordering-alliance)|[a-z-]+)',
    ),
  },
  {
    why: 'AT&T’s messages do not say whose they are before their secret is known; Solution Providers are added without a deployment of functions',
    type: 'AWS::IAM::Role',
    actions: /^secretsmanager:GetSecretValue$/,
    resources: secret('\\*/pushes'),
  },
  {
    why: 'a key’s policy is about the key it stands in; the account’s own policies decide',
    type: 'AWS::KMS::Key',
    actions: /^kms:\*$/,
    resources: /^\*$/,
  },
  {
    why: 'the same, for one service and on a condition',
    type: 'AWS::KMS::Key',
    actions: /^kms:(?:(?:En|De)crypt|ReEncrypt(?:From|To|\*)|GenerateDataKey\*?|DescribeKey|CreateGrant)$/,
    resources: /^\*$/,
    condition: /aws:SourceAccount|kms:ViaService|kms:EncryptionContext/,
  },
];

const isListed = ({ type, actions, resources, condition }: Allowed): boolean =>
  listed.some(
    (one) =>
      one.type === type &&
      actions.every((action) => one.actions.test(action)) &&
      resources.every((resource) => one.resources.test(resource)) &&
      (one.condition?.test(condition) ?? true),
  );

const hasWildcard = ({ actions, resources }: Allowed): boolean =>
  [...actions, ...resources].some((text) => /[*?]/.test(text));

describe.each([
  ['a tenant', synthesize()],
  ['a tenant that states everything', synthesize({ tenant: parseTenant(everything, 'everything') })],
])('in the templates of %s', (_, templates) => {
  const allowed = Object.values(templates).flatMap(allowedIn);

  it('policies are found: of roles, keys, queues, topics and the table', () => {
    const types = new Set(
      Object.values(templates).flatMap(({ Resources }) =>
        Object.values(Resources).flatMap(({ Type, Properties }) => (statementsIn(Properties).length > 0 ? [Type] : [])),
      ),
    );
    expect([...types]).toEqual(
      expect.arrayContaining([
        ...[
          'AWS::IAM::Role',
          'AWS::KMS::Key',
          'AWS::SQS::QueuePolicy',
          'AWS::SNS::TopicPolicy',
          'AWS::DynamoDB::Table',
        ],
      ]),
    );
    expect(allowed.length).toBeGreaterThan(100);
  });

  it('nothing is allowed with a wildcard beyond the listed', () => {
    expect(allowed.filter((one) => hasWildcard(one) && !isListed(one))).toEqual([]);
  });

  it('nothing is allowed to everybody', () => {
    expect(allowed.filter(({ principal }) => /^\*$|:"\*"|:\*/.test(principal))).toEqual([]);
    const permissions = Object.values(templates).flatMap(({ Resources }) =>
      Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::Permission'),
    );
    for (const { Properties } of permissions) expect(readable(Properties['Principal'])).toMatch(/\.amazonaws\.com$/);
  });

  it.each(listed.map((one) => [one.why, one] as const))('what is listed is needed: %s', (_why, one) => {
    expect(
      allowed.some((allow) => hasWildcard(allow) && allow.type === one.type && one.actions.test(allow.actions[0]!)),
    ).toBe(true);
  });
});
