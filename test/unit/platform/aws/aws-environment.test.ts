import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { STSClient } from '@aws-sdk/client-sts';
import { awsEnvironmentOf } from '#platform/aws/aws-environment';

const keys = { AWS_ACCESS_KEY_ID: 'made up', AWS_SECRET_ACCESS_KEY: 'made up' };

/** Every region the SDK knows, and some of partitions it knows that are to come. */
const core = join(__dirname, '../../../../node_modules/@aws-sdk/core');
const partitions = readFileSync(join(core, 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js'), 'utf8');
const regions = [...partitions.matchAll(/"([a-z]+(?:-[a-z]+)+-\d+)": \{/g)].map(([, region]) => region!);
const toCome = ['eu-north-9', 'cn-south-9', 'us-gov-south-9', 'us-iso-south-9', 'us-isob-south-9', 'eusc-de-west-9'];

describe('where services answer', () => {
  it('knows as many regions as there are', () => {
    expect(regions.length).toBeGreaterThan(40);
  });

  it.each([...new Set([...regions, ...toCome])])('in %s is where the SDK says', (region) => {
    const sdk = {
      ...{ dynamodb: new DynamoDBClient({ region }), secretsmanager: new SecretsManagerClient({ region }) },
      ...{ lambda: new LambdaClient({ region }), states: new SFNClient({ region }), sts: new STSClient({ region }) },
    };
    const { endpoints } = awsEnvironmentOf({ ...keys, AWS_REGION: region });
    const parameters = { Region: region, UseFIPS: false, UseDualStack: false };
    expect(Object.fromEntries(Object.entries(endpoints).map(([service, { href }]) => [service, href]))).toEqual({
      lambda: sdk.lambda.config.endpointProvider(parameters).url.href,
      states: sdk.states.config.endpointProvider(parameters).url.href,
      sts: sdk.sts.config.endpointProvider(parameters).url.href,
      dynamodb: sdk.dynamodb.config.endpointProvider(parameters).url.href,
      secretsmanager: sdk.secretsmanager.config.endpointProvider(parameters).url.href,
    });
  });

  it.each([
    [{ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, ['http://127.0.0.1:1/', 'http://127.0.0.1:1/']],
    [
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_DYNAMODB: 'http://[::1]:2' },
      ['http://[::1]:2/', 'http://127.0.0.1:1/'],
    ],
    [
      { AWS_ENDPOINT_URL_SECRETS_MANAGER: 'https://vpce.example.com', AWS_ENDPOINT_URL_DYNAMODB: '' },
      ['https://dynamodb.eu-west-1.amazonaws.com/', 'https://vpce.example.com/'],
    ],
    [
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
      ['https://dynamodb.eu-west-1.amazonaws.com/', 'https://secretsmanager.eu-west-1.amazonaws.com/'],
    ],
  ])('is where %j says', (stated, expected) => {
    const { endpoints } = awsEnvironmentOf({ ...keys, AWS_REGION: 'eu-west-1', ...stated });
    expect([endpoints.dynamodb.href, endpoints.secretsmanager.href]).toEqual(expected);
  });

  it.each(['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'])('is not guessed where %s is asked for', (name) => {
    const variables = { ...keys, AWS_REGION: 'us-gov-west-1', [name]: 'true' };
    expect(() => awsEnvironmentOf(variables)).toThrow(name);
    expect(() => awsEnvironmentOf({ ...variables, AWS_ENDPOINT_URL: 'https://fips.example.com' })).not.toThrow();
  });
});

it.each(['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])('says that %s is missing', (name) => {
  expect(() => awsEnvironmentOf({ ...keys, AWS_REGION: 'us-east-1', [name]: '' })).toThrow(`${name} is missing`);
});
