import { readEnvironment, toEnvironment } from '#platform/environment';
import { callSettings } from '#platform/settings';
import { boundBinding } from '../../support/operations';

const environment = {
  TENANT: 'acme',
  ENVIRONMENT: 'production',
  SECRET_PREFIX: 'att/acme',
  BINDINGS: JSON.stringify({ 'read-thing': boundBinding(), 'write-thing': { ...boundBinding(), baseUrl: undefined } }),
  SOURCE: 'shop',
};

const settingsFrom = (variables: NodeJS.ProcessEnv) => readEnvironment(variables, ...callSettings);

const failureOf = (changes: NodeJS.ProcessEnv): string => {
  try {
    settingsFrom({ ...environment, ...changes });
  } catch (error) {
    return String(error);
  }
  throw new Error('was accepted');
};

test('the deployment’s settings are read as they were written', () => {
  expect(settingsFrom(environment)).toMatchObject({
    tenant: 'acme',
    environment: 'production',
    secretPrefix: 'att/acme',
    source: 'shop',
    bindings: { 'read-thing': boundBinding() },
  });
  expect(settingsFrom(environment).bindings['write-thing']).not.toHaveProperty('baseUrl');
});

test.each<[string, NodeJS.ProcessEnv]>([
  ['TENANT', { TENANT: undefined }],
  ['ENVIRONMENT', { ENVIRONMENT: 'canary-4711' }],
  ['SECRET_PREFIX', { SECRET_PREFIX: undefined }],
  ['BINDINGS', { BINDINGS: undefined }],
  ['BINDINGS', { BINDINGS: 'canary-4711' }],
  ['BINDINGS', { BINDINGS: '["canary-4711"]' }],
  ['baseUrl', { BINDINGS: JSON.stringify({ a: { ...boundBinding(), baseUrl: 'ftp://canary-4711' } }) }],
  ['path', { BINDINGS: JSON.stringify({ a: { ...boundBinding(), path: 'canary-4711' } }) }],
  ['method', { BINDINGS: JSON.stringify({ a: { ...boundBinding(), method: 'canary-4711' } }) }],
])('a deployment with a bad %s does not start, and says which variable it is without its value', (name, changes) => {
  const failure = failureOf(changes);
  expect(failure).toContain(name);
  expect(failure).not.toContain('4711');
});

test('every bad variable is named at once', () => {
  const failure = failureOf({ TENANT: undefined, ENVIRONMENT: 'test', BINDINGS: '{' });
  expect(['TENANT', 'ENVIRONMENT', 'BINDINGS'].filter((name) => failure.includes(name))).toHaveLength(3);
});

test('what lib tells a function is what the function reads, for every variable there is', () => {
  const told = {
    tenant: 'acme',
    environment: 'uat',
    secretPrefix: 'att/acme',
    bindings: { 'read-thing': boundBinding() },
    source: 'shop',
    requireActorAndReason: true,
    readCacheSeconds: 5,
    bodySolutionProvider: 'any',
    clientLimits: { perSecond: 5, perDay: 1_000 },
    tableName: 'records',
    workflow: 'advisory',
    boundReads: ['get-port-in', 'get-line-details'],
    portInSla: ['wireless'],
    pollsPerMinute: 30,
    solutionProviders: ['10006', '10007'],
    sightable: {
      reads: ['get-port-in'],
      solutionProviders: [{ families: 'mobility ordering-apex', ids: '10006 10007' }],
    },
    sightingKeeperName: 'att-acme-sighting-keeper',
    statusPollerArn: 'arn:poller',
    bulkWriterArn: 'arn:bulk',
    functionPrefix: 'acme-',
    eventBusName: 'bus',
    webhookQueueUrl: 'https://queue.example.com/1',
    webhookTargets: 'public',
    tokenIssuer: 'https://issuer.example.com',
    tokenKeysUrl: 'https://issuer.example.com/keys',
    tokenAudience: 'gateway',
    tokenScopeClaim: 'roles',
    tokenScopePrefix: 'gateway/',
    wholeGrantWithoutScope: true,
  } as const;
  const settings = Object.keys(told) as (keyof typeof told)[];
  expect(
    readEnvironment(
      toEnvironment({
        ...told,
        boundReads: [...told.boundReads],
        solutionProviders: [...told.solutionProviders],
        sightable: {
          reads: [...told.sightable.reads],
          solutionProviders: [...told.sightable.solutionProviders],
        },
        portInSla: [...told.portInSla],
      }),
      ...settings,
    ),
  ).toEqual(told);
});
