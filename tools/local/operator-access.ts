import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Tenant } from '../../lib/config/tenant';
import { stackName } from '../../lib/names';
import { refusalWithoutKey } from '../loopback/foreign-requests';
import { close, listen, loopback } from '../loopback/listen';
import type { Gateway } from './start-gateway';
import { tableName } from './store';
import type { UserPool } from './user-pool';

/** What operators reach by the same addresses and keys as functions. */
const shared = [
  'AWS_ENDPOINT_URL_DYNAMODB',
  'AWS_ENDPOINT_URL_SECRETS_MANAGER',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
] as const;
type FunctionAccess = Readonly<Record<(typeof shared)[number], string>>;

/** How the operator’s command line gets at a local gateway. */
export interface OperatorAccess {
  /** As the AWS SDK reads them from the environment. */
  variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Opens the way for operators’ commands, with AWS CloudFormation and AWS STS as far as they ask them: what stacks say of themselves
 * (`DescribeStacks`), that none of their resources is to be had by its name (`ListStackResources`), and who the operator is
 * (`GetCallerIdentity`).
 */
export const openToOperators = async (
  { tenant, tokenIssuer }: Tenant,
  { baseUrl, lambdaUrl, userPool }: Pick<Gateway, 'baseUrl' | 'lambdaUrl'> & { userPool: UserPool },
  functions: FunctionAccess,
): Promise<OperatorAccess> => {
  const stacks = new Map<string, Readonly<Record<string, string>>>([
    // As deployed, a tenant with a token issuer of its own has no user pool; here the local one stands in for either.
    [
      stackName(tenant, 'data'),
      { TableName: tableName, Environment: 'simulator', ...(!tokenIssuer && { UserPoolId: userPool.id }) },
    ],
    [stackName(tenant, 'api'), { ApiUrl: baseUrl }],
    // Here nothing is laid aside and no alarm rings, so they say of none where it is.
    [stackName(tenant, 'tracking'), {}],
    [stackName(tenant, 'monitoring'), {}],
  ]);
  const server = createServer((request, response) => {
    void text(request).then((form) => {
      const asked = new URLSearchParams(form);
      const outputs = stacks.get(asked.get('StackName') ?? '');
      const answer = answerTo(asked.get('Action'), outputs);
      response.writeHead(answer === undefined ? 400 : 200, { 'content-type': 'text/xml' }).end(answer ?? unknown);
    });
  });
  const port = await listen(server, 0, [refusalWithoutKey(functions.AWS_ACCESS_KEY_ID)]);
  const variables = {
    AWS_ENDPOINT_URL_CLOUDFORMATION: `http://${loopback}:${port}`,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: userPool.url,
    AWS_ENDPOINT_URL_SQS: `http://${loopback}:${port}`,
    AWS_ENDPOINT_URL_STS: `http://${loopback}:${port}`,
    AWS_ENDPOINT_URL_LAMBDA: lambdaUrl,
    ...Object.fromEntries(shared.map((name) => [name, functions[name]])),
  };
  return { variables, close: () => close(server) };
};

/** Outputs are words without signs that XML reads anything into. */
const answerTo = (action: string | null, outputs: Readonly<Record<string, string>> | undefined): string | undefined => {
  if (action === 'GetCallerIdentity') return identified;
  if (!outputs) return undefined;
  return action === 'ListStackResources' ? noResources : described(outputs);
};

const described = (outputs: Readonly<Record<string, string>>): string => {
  const members = Object.entries(outputs).map(
    ([name, value]) => `<member><OutputKey>${name}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  const stacks = `<Stacks><member><Outputs>${members.join('')}</Outputs></member></Stacks>`;
  return `<DescribeStacksResponse><DescribeStacksResult>${stacks}</DescribeStacksResult></DescribeStacksResponse>`;
};

const noResources =
  '<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries/></ListStackResourcesResult></ListStackResourcesResponse>';

/** Whoever has the keys that `npm start` prints. */
const identified =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::000000000000:user/local-operator</Arn><UserId>local</UserId><Account>000000000000</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

const unknown =
  '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>There is no such stack here.</Message></Error></ErrorResponse>';
