import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { parseTenant } from '../../../lib/config/tenant';
import { openToOperators } from '../../../tools/local/operator-access';
import exampleTenant from '../../../tenants/example';

const keys = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
const urls = {
  AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
  AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://127.0.0.1:2',
};
const userPool = { url: 'http://127.0.0.1:3', id: 'us-east-1_local', close: () => Promise.resolve() };

/** Which user pool operators are told of. */
const userPoolOf = async (stated: object): Promise<string | undefined> => {
  const tenant = parseTenant({ ...exampleTenant, ...stated }, 'tenants/example.ts');
  const gateway = { baseUrl: 'http://127.0.0.1:4', lambdaUrl: 'http://127.0.0.1:5', userPool };
  const opened = await openToOperators(tenant, gateway, { ...keys, ...urls });
  const aws = new CloudFormationClient({
    region: 'us-east-1',
    endpoint: opened.variables['AWS_ENDPOINT_URL_CLOUDFORMATION']!,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const StackName = 'att-partner-gateway-example-data';
  const { Stacks } = await aws.send(new DescribeStacksCommand({ StackName }));
  await opened.close();
  return Stacks![0]!.Outputs!.find(({ OutputKey }) => OutputKey === 'UserPoolId')?.OutputValue;
};

it('tells operators of the user pool, where the tenant would have one deployed', async () => {
  expect(await userPoolOf({})).toBe(userPool.id);
  const issuer = 'https://login.example.com/';
  const tokenIssuer = { issuer, jwksUri: `${issuer}keys`, audience: 'https://gateway.example.com' };
  expect(await userPoolOf({ tokenIssuer })).toBeUndefined();
});
