import { Stack, Validations, type Acknowledgment } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';

export interface FunctionRoleProps {
  logGroup: LogGroup;
  isTraced: boolean;
  /** What its functions may do beyond writing their logs and traces. The `sid`s say it in words and name the role. */
  permissions: readonly PolicyStatement[];
  /** Why a permission names more than one resource, for cdk-nag. */
  acknowledgements: readonly Acknowledgment[];
}

/**
 * The role of all functions of a stack that may do the same. An account has 1,000 roles and a stack 500 resources, and a
 * role more for each function would allow none of them less.
 * @throws when two policies that differ have the same name
 */
export const functionRole = (stack: Stack, props: FunctionRoleProps): Role => {
  const names = props.permissions.flatMap(({ sid }) => sid ?? []);
  const id = `${names.join('')}Role`;
  const there = stack.node.tryFindChild(id);
  if (!(there instanceof FunctionRole)) return new FunctionRole(stack, id, names, props);
  if (!there.allows(props))
    throw new Error(`Two policies that differ are called ${id}: give their statements other sids.`);
  return there;
};

class FunctionRole extends Role {
  private readonly policy: string;

  constructor(stack: Stack, id: string, names: readonly string[], props: FunctionRoleProps) {
    const statements = statementsOf(props);
    super(stack, id, {
      description: `Of functions that may: ${['log', ...(props.isTraced ? ['trace'] : []), ...names.map(inWords)].join(', ')}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      // Inline, because a policy of its own would be one more resource per role.
      inlinePolicies: { function: new PolicyDocument({ statements }) },
    });
    this.policy = asText(stack, statements);
    Validations.of(this).acknowledge(...(props.isTraced ? tracingExceptions : []), ...props.acknowledgements);
  }

  allows(props: FunctionRoleProps): boolean {
    return asText(Stack.of(this), statementsOf(props)) === this.policy;
  }
}

const statementsOf = ({ logGroup, isTraced, permissions }: FunctionRoleProps): PolicyStatement[] => [
  new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  }),
  ...(isTraced
    ? [new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] })]
    : []),
  ...permissions,
];

const asText = (stack: Stack, statements: readonly PolicyStatement[]): string =>
  JSON.stringify(stack.resolve(new PolicyDocument({ statements: [...statements] })));

/** `ReadMobilityCredentials` in words: read mobility credentials. */
const inWords = (name: string): string => name.replace(/(?!^)[A-Z]/g, ' $&').toLowerCase();

const tracesAnywhere = 'X-Ray has no resources to name: its write actions take only `*`.';
const tracingExceptions: Acknowledgment[] = [
  { id: 'AwsSolutions-IAM5[Resource::*]', reason: tracesAnywhere },
  { id: 'Serverless-LambdaStarPermissions', reason: tracesAnywhere },
];
