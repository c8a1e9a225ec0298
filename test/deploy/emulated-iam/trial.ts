import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, STSClient, type Tag } from '@aws-sdk/client-sts';
import * as z from 'zod';
import { within } from '#platform/aws/within';
import type { ProbedWorld } from '../probes/probe';

export type Place = Pick<ProbedWorld, 'settings' | 'region' | 'account'>;

/** Whom a trial’s table and secrets are of. */
export const providers = ['10067', '10006'] as const;
export const tag = 'SolutionProvider';
const variable = `\${aws:PrincipalTag/${tag}}`;

const version = '2012-10-17';
const prefix = 'trial-of-iam';
export const names = {
  table: prefix,
  /** May be taken on by who names it in a tag, and then as one Solution Provider. */
  session: `${prefix}-session`,
  /** Names it in a tag, and may take it on. */
  caller: `${prefix}-caller`,
  /** Names nothing in a tag, and may take on every role as far as it says itself. */
  stranger: `${prefix}-stranger`,
  /** Lets anybody take it on whose own policy does. */
  open: `${prefix}-open`,
} as const;
export type RoleName = Exclude<(typeof names)[keyof typeof names], typeof names.table>;

export const secretOf = (provider: string): string => `${prefix}/${provider}/mobility`;

const allow = (Action: string | string[], Resource: string | string[], Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});

/** What the session may: where its tag says whose it is. */
const ofOneProvider = ({ region, account }: Place) => {
  const table = `arn:aws:dynamodb:${region}:${account}:table/${names.table}`;
  const partitions = {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`SP#${variable}`, `ORDERS#${variable}#*`] },
  };
  const each = [
    'GetItem',
    'PutItem',
    'UpdateItem',
    'DeleteItem',
    'ConditionCheckItem',
    'BatchWriteItem',
    'BatchGetItem',
  ];
  return [
    allow(
      [...each, 'Query'].map((action) => `dynamodb:${action}`),
      [table, `${table}/index/list`],
      partitions,
    ),
    allow(
      'secretsmanager:GetSecretValue',
      `arn:aws:secretsmanager:${region}:${account}:secret:${secretOf(variable)}-??????`,
    ),
  ];
};

interface Trust {
  AWS: string;
  Condition?: object;
}

const trusting = ({ AWS, Condition }: Trust) => ({
  Version: version,
  Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: taking, ...(Condition && { Condition }) }],
});

const taking = ['sts:AssumeRole', 'sts:TagSession'];
const takes = 'Takes';
/** Of whoever names the role in a tag, and with one provider’s id and nothing else. */
const byTags = {
  StringEquals: { [`aws:PrincipalTag/${takes}`]: names.session },
  StringLike: { [`aws:RequestTag/${tag}`]: '?*' },
  'ForAllValues:StringEquals': { 'aws:TagKeys': [tag] },
};

const roleArn = ({ account }: Place, name: RoleName): string => `arn:aws:iam::${account}:role/${name}`;

const makeRole = async (
  place: Place,
  RoleName: RoleName,
  trust: Trust,
  Statement: object[],
  Tags: Tag[] = [],
): Promise<void> => {
  const iam = new IAMClient({ ...place.settings, region: place.region, ...within(20_000) });
  const AssumeRolePolicyDocument = JSON.stringify(trusting(trust));
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Tags }));
  const policy = JSON.stringify({ Version: version, Statement });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'trial', PolicyDocument: policy }));
};

const makeTable = async ({ settings, region }: Place): Promise<void> => {
  const keys = ['pk', 'sk', 'listPk', 'listSk'];
  const schema = ([hash, range]: readonly string[]) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await new DynamoDBClient({ ...settings, region, ...within(20_000) }).send(
    new CreateTableCommand({
      TableName: names.table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: schema(keys),
      GlobalSecondaryIndexes: [
        { IndexName: 'list', KeySchema: schema(keys.slice(2)), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  );
};

/** Makes a table, a secret of each provider, and the roles. The account forgets them with the emulator. */
export const makeTrial = async (place: Place): Promise<void> => {
  const { settings, region, account } = place;
  const everybody = { AWS: `arn:aws:iam::${account}:root` };
  await makeTable(place);
  const secrets = new SecretsManagerClient({ ...settings, region, ...within(20_000) });
  for (const provider of providers)
    await secrets.send(new CreateSecretCommand({ Name: secretOf(provider), SecretString: provider }));
  await makeRole(place, names.session, { ...everybody, Condition: byTags }, ofOneProvider(place));
  const tags = [{ Key: takes, Value: names.session }];
  await makeRole(place, names.caller, everybody, [allow(taking, roleArn(place, names.session))], tags);
  await makeRole(place, names.stranger, everybody, [allow('sts:*', '*')]);
  await makeRole(place, names.open, everybody, [allow('dynamodb:ListTables', '*')]);
};

const credentials = z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), SessionToken: z.string() });

/** Takes on a role, asked by a form as AWS’s query protocol has it. @returns the same place, as whoever has the role */
export const as = async (place: Place, name: RoleName, Tags: Tag[] = []): Promise<Place> => {
  const sts = new STSClient({ ...place.settings, region: place.region, ...within(20_000) });
  const asked = { RoleArn: roleArn(place, name), RoleSessionName: 'trial', ...(Tags.length > 0 && { Tags }) };
  const { Credentials } = await sts.send(new AssumeRoleCommand(asked));
  const { AccessKeyId, SecretAccessKey, SessionToken } = credentials.parse(Credentials);
  const own = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  return { ...place, settings: { ...place.settings, credentials: own } };
};

/** A session of one Solution Provider, taken on by who names its role. */
export const asProvider = async (place: Place, provider: string): Promise<Place> =>
  as(await as(place, names.caller), names.session, [{ Key: tag, Value: provider }]);

export const readSecret = ({ settings, region }: Place, provider: string): Promise<unknown> =>
  new SecretsManagerClient({ ...settings, region, ...within(20_000) }).send(
    new GetSecretValueCommand({ SecretId: secretOf(provider) }),
  );
