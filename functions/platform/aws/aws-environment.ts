/** What Lambda tells a function of AWS, or whoever plays AWS. */
export interface AwsEnvironment {
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  /** Where a service answers. */
  endpoints: Readonly<Record<AwsService, URL>>;
}

/** Services asked on a caller’s path: what their hosts and signatures are called. */
export type AwsService = 'dynamodb' | 'secretsmanager' | 'lambda' | 'states' | 'sts';

/** How variables call them. */
const variableNames: Readonly<Record<AwsService, string>> = {
  dynamodb: 'DYNAMODB',
  secretsmanager: 'SECRETS_MANAGER',
  lambda: 'LAMBDA',
  states: 'SFN',
  sts: 'STS',
};

type Variables = Readonly<Record<string, string | undefined>>;

/** @throws Error when something is missing, or asked for that is not known here */
export const awsEnvironmentOf = (variables: Variables): AwsEnvironment => {
  const needed = (name: string): string => {
    const value = variables[name];
    if (value === undefined || value === '') throw new Error(`${name} is missing.`);
    return value;
  };
  const sessionToken = variables['AWS_SESSION_TOKEN'];
  const region = needed('AWS_REGION');
  return {
    region,
    credentials: {
      accessKeyId: needed('AWS_ACCESS_KEY_ID'),
      secretAccessKey: needed('AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken !== undefined && sessionToken !== '' && { sessionToken }),
    },
    endpoints: {
      dynamodb: endpointOf('dynamodb', region, variables),
      secretsmanager: endpointOf('secretsmanager', region, variables),
      lambda: endpointOf('lambda', region, variables),
      states: endpointOf('states', region, variables),
      sts: endpointOf('sts', region, variables),
    },
  };
};

const endpointOf = (service: AwsService, region: string, variables: Variables): URL => {
  // `||`, because an empty variable says nothing, as with the SDK.
  const stated = variables[`AWS_ENDPOINT_URL_${variableNames[service]}`] || variables['AWS_ENDPOINT_URL'];
  if (stated && variables['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] !== 'true') return new URL(stated);
  for (const name of ['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'])
    if (variables[name] === 'true')
      throw new Error(`${name} is not known here: name the endpoint by AWS_ENDPOINT_URL_${variableNames[service]}.`);
  return new URL(`https://${service}.${region}.${suffixOf(region)}`);
};

/** What hosts end with in partitions other than AWS’s own, by how their regions begin. */
const suffixes: readonly (readonly [prefix: string, suffix: string])[] = [
  ['cn-', 'amazonaws.com.cn'],
  ['eusc-', 'amazonaws.eu'],
  ['us-iso-', 'c2s.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
];

const suffixOf = (region: string): string =>
  suffixes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'amazonaws.com';
