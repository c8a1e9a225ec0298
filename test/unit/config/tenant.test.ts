import { parseTenant } from '../../../lib/config/tenant';
import example from '../../../tenants/example';

const tenant = {
  tenant: 'acme',
  environment: 'uat',
  region: 'us-east-1',
  solutionProviders: [{ id: '10067', families: ['mobility'] }],
};

/** Lines of the refusal, the heading left out. */
const mistakesOf = (value: unknown): string[] => {
  try {
    parseTenant(value, 'tenants/acme.ts');
  } catch (error) {
    const [heading, ...mistakes] = (error as Error).message.split('\n');
    expect(heading).toBe('tenants/acme.ts is not a valid tenant:');
    return mistakes.map((line) => line.trim());
  }
  throw new Error('was accepted');
};

test('the example in the repository is a valid tenant', () => {
  expect(parseTenant(example, 'tenants/example.ts').tenant).toBe('example');
});

test('a tenant needs to say no more than who, where and for whom', () => {
  expect(parseTenant(tenant, 'x')).toMatchObject({
    ...tenant,
    bindings: {},
    throttling: { requestsPerSecond: 50, burst: 100 },
    logRetentionDays: 90,
    alarms: { emails: [], urls: [], topics: [] },
    endpoint: {},
  });
});

describe('a broken tenant file is refused with place and reason', () => {
  test.each<[string, object, string]>([
    ['a name with capitals', { tenant: 'Acme' }, 'tenant: must be 2 to 20 lower-case letters, digits and hyphens'],
    ['a name that is too long', { tenant: 'a'.repeat(21) }, 'tenant: must be 2 to 20 lower-case'],
    ['an unknown environment', { environment: 'test' }, 'environment: Invalid option'],
    ['a wrong region', { region: 'Ohio' }, 'region: must be an AWS region, e.g. `us-east-1`'],
    ['no Solution Provider', { solutionProviders: [] }, 'solutionProviders: must name at least one Solution Provider'],
    [
      'a Solution Provider with a slash',
      { solutionProviders: [{ id: '../B', families: ['mobility'] }] },
      'solutionProviders.0.id: must be 1 to 32 letters, digits and hyphens',
    ],
    [
      'a Solution Provider with a space, which would read as two',
      { solutionProviders: [{ id: 'A B', families: ['mobility'] }] },
      'solutionProviders.0.id: must be 1 to 32 letters, digits and hyphens',
    ],
    [
      'a Solution Provider without a family',
      { solutionProviders: [{ id: 'A', families: [] }] },
      'solutionProviders.0.families: must name at least one API family',
    ],
    [
      'a Solution Provider listed twice',
      { solutionProviders: [...tenant.solutionProviders, ...tenant.solutionProviders] },
      'solutionProviders.1.id: is listed twice',
    ],
    ['an unknown member', { enviroment: 'uat' }, '(the whole file): Unrecognized key: "enviroment"'],
    ['a binding of no operation', { bindings: { 'no-such': {} } }, 'bindings.no-such: is not an operation'],
    [
      'a binding without TLS',
      { bindings: { 'alliance-look-up-end-customer': { baseUrl: 'http://att.example' } } },
      'bindings.alliance-look-up-end-customer.baseUrl: must be an https URL',
    ],
    [
      'a relative path',
      { bindings: { 'alliance-look-up-end-customer': { path: 'x' } } },
      'bindings.alliance-look-up-end-customer.path: must start with `/`',
    ],
    [
      'a header name with a colon',
      { bindings: { 'alliance-look-up-end-customer': { credentialHeaders: { clientId: 'a:b', clientSecret: 'c' } } } },
      'bindings.alliance-look-up-end-customer.credentialHeaders.clientId: must be a header name',
    ],
    [
      'one header for both credentials',
      {
        bindings: { 'alliance-look-up-end-customer': { credentialHeaders: { clientId: 'x-a', clientSecret: 'X-A' } } },
      },
      'bindings.alliance-look-up-end-customer.credentialHeaders: must be two different headers',
    ],
    [
      'a header every request has',
      { bindings: { 'alliance-look-up-end-customer': { credentialHeaders: { clientId: 'Host', clientSecret: 'c' } } } },
      'bindings.alliance-look-up-end-customer.credentialHeaders.clientId: is a header of every request',
    ],
    [
      'an issuer without TLS',
      { tokenIssuer: { issuer: 'http://i.example', jwksUri: 'https://i.example/keys', audience: 'a' } },
      'tokenIssuer.issuer: must be an https URL',
    ],
    ['a source with a line break', { source: 'a\nb' }, 'source: must be 1 to 64 printable ASCII characters'],
    ['a wrong address for alarms', { alarms: { emails: ['nobody'] } }, 'alarms.emails.0: Invalid email address'],
    ['an odd retention', { logRetentionDays: 31 }, 'logRetentionDays: '],
  ])('%s', (_, change, mistake) => {
    expect(mistakesOf({ ...tenant, ...change })).toEqual([expect.stringContaining(mistake)]);
  });

  test.each([null, 7, 'tenant', []])('that is no object: %j', (value) => {
    expect(mistakesOf(value)).toEqual([expect.stringMatching(/^\(the whole file\): /)]);
  });

  test('with all its mistakes at once', () => {
    const broken = {
      ...tenant,
      tenant: 'A',
      region: 'Ohio',
      bindings: { 'no-such': {} },
      alarms: { emails: ['x'] },
      source: 7,
    };
    expect(mistakesOf(broken)).toHaveLength(5);
  });
});
