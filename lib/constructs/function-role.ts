import { Validations, type Acknowledgment, type Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { SessionRole } from './session-role';

export interface FunctionRoleProps {
  logGroup: LogGroup;
  isTraced: boolean;
  /** What its functions may do beyond writing their logs and traces. The `sid`s say it in words and name the role. */
  permissions: readonly PolicyStatement[];
  /** What they may do for one Solution Provider at a time, in a session for it; likewise named. */
  inSession: readonly PolicyStatement[];
  /** Why a permission names more than one resource, for cdk-nag. */
  acknowledgements: readonly Acknowledgment[];
}

export interface FunctionRoles {
  role: Role;
  /** What its functions take to act for one Solution Provider; undefined where they never do. */
  session: Role | undefined;
}

/**
 * The roles of all functions of a stack that may do the same. An account has 1,000 roles and a stack 500 resources, and a
 * role more for each function would allow none of them less.
 * @throws when two policies that differ have the same name
 */
export const functionRoles = (stack: Stack, props: FunctionRoleProps): FunctionRoles => {
  const session = props.inSession.length === 0 ? undefined : sessionRole(stack, props.inSession);
  return { role: functionRole(stack, props, session), session };
};

const sessionRole = (stack: Stack, statements: readonly PolicyStatement[]): SessionRole =>
  once(stack, `ForOne${namesOf(statements).join('')}Role`, statements, (id) => {
    return new SessionRole(stack, id, `For one Solution Provider at a time: ${inWords(statements)}`, statements);
  });

const functionRole = (stack: Stack, props: FunctionRoleProps, session: SessionRole | undefined): Role => {
  const { isTraced, permissions, inSession, acknowledgements } = props;
  const statements = [...statementsOf(props), ...(session ? [mayTake(session)] : [])];
  const id = `${namesOf(permissions).join('')}${session ? `As${session.node.id}` : 'Role'}`;
  return once(stack, id, statements, () => {
    const may = ['log', ...(isTraced ? ['trace'] : []), inWords(permissions)].filter((word) => word !== '');
    const forOne = session ? `; for one Solution Provider at a time: ${inWords(inSession)}` : '';
    const role = new Role(stack, id, {
      description: `Of functions that may: ${may.join(', ')}${forOne}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      // Inline, because a policy of its own would be one more resource per role.
      inlinePolicies: { function: new PolicyDocument({ statements }) },
    });
    session?.letTake(role);
    Validations.of(role).acknowledge(...(isTraced ? tracingExceptions : []), ...acknowledgements);
    return role;
  });
};

/** What each role allows. */
const policies = new WeakMap<Role, string>();

/** The role of that name there is. @throws when it allows something else */
const once = <R extends Role>(
  stack: Stack,
  id: string,
  statements: readonly PolicyStatement[],
  make: (id: string) => R,
): R => {
  const policy = JSON.stringify(stack.resolve(new PolicyDocument({ statements: [...statements] })));
  const there = stack.node.tryFindChild(id);
  if (there instanceof Role) {
    // Made here, by the same function.
    if (policies.get(there) === policy) return there as R;
    throw new Error(`Two policies that differ are called ${id}: give their statements other sids.`);
  }
  const made = make(id);
  policies.set(made, policy);
  return made;
};

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

const mayTake = ({ roleArn }: Role): PolicyStatement =>
  new PolicyStatement({ actions: ['sts:AssumeRole', 'sts:TagSession'], resources: [roleArn] });

const namesOf = (statements: readonly PolicyStatement[]): string[] => statements.flatMap(({ sid }) => sid ?? []);

/** `ReadMobilityCredentials` in words: read mobility credentials. */
const inWords = (statements: readonly PolicyStatement[]): string =>
  namesOf(statements)
    .map((name) => name.replace(/(?!^)[A-Z]/g, ' $&').toLowerCase())
    .join(', ');

const tracesAnywhere = 'X-Ray has no resources to name: its write actions take only `*`.';
const tracingExceptions: Acknowledgment[] = [
  { id: 'AwsSolutions-IAM5[Resource::*]', reason: tracesAnywhere },
  { id: 'Serverless-LambdaStarPermissions', reason: tracesAnywhere },
];
