import { operations } from '#operations/registry';
import { parseTenant, type TenantInput } from '../../lib/config/tenant';
import { mostTemplateBytes } from '../../lib/config/check-templates';
import everything from '../../tools/lint-templates/tenants/everything';
import pages from '../../tools/lint-templates/tenants/pages';
import { synthesize } from './synthesized';

const origins = [1, 2, 3, 4, 5].map((at) => `https://${'x'.repeat(62)}.${at}.example`);

/** Addresses nobody has, and nobody is kept from having. */
const longAddresses = Object.fromEntries(
  operations
    .filter(({ path }) => !path.includes('{'))
    .map(({ id }) => [id, { baseUrl: 'https://att.partner.example', path: `/${id}/${'p'.repeat(400)}` }]),
);

/** Everything a tenant may state at once, each as long as it may be. */
const largest: TenantInput = {
  ...pages,
  bindings: longAddresses,
  hosts: everything.hosts,
  tenant: 'a-name-of-19-letter',
  region: 'ap-southeast-2',
  alarms: {},
  endpoint: {
    domain: {
      name: 'gateway.example.com',
      certificateArn: 'arn:aws:acm:ap-southeast-2:111122223333:certificate/0f1e2d3c-4b5a',
      basePath: 'p'.repeat(50),
      hostedZoneId: 'Z0123456789ABC',
    },
  },
  crossOrigin: { origins, answersOfApiGateway: 'any-origin' },
};

const templatesOf = (tenant: TenantInput) => synthesize({ tenant: parseTenant(tenant, 'test') });

it('a tenant whose API CloudFormation would not take for its size is told before it deploys, and what to change', () => {
  expect(() => templatesOf(largest)).toThrow(
    /^The template of att-partner-gateway-a-name-of-19-letter-api would have 1\d{6} bytes, and CloudFormation takes 1000000: .*`crossOrigin\.origins`.*`lateAnswers\.operations`/,
  );
});

it('what it is told to change is a cure', () => {
  const cured = [
    { ...largest, crossOrigin: { ...largest.crossOrigin, origins: origins.slice(0, 2) } },
    { ...largest, lateAnswers: { operations: ['request-port-in'], seconds: 300 } },
  ] as TenantInput[];
  for (const tenant of [...cured, pages, everything])
    expect(Buffer.byteLength(JSON.stringify(templatesOf(tenant).api))).toBeLessThanOrEqual(mostTemplateBytes);
});

it('a tenant whose AT&T has names that are not ASCII has templates that are, and its functions the names', () => {
  const templates = templatesOf({
    ...everything,
    bindings: {
      'request-port-in': {
        baseUrl: 'https://att.partner.example',
        path: '/anschlüsse',
        bodyMembers: { grund: 'Übertrag \u{1f4de}' },
      },
    },
  });
  const text = JSON.stringify(templates);
  // Compared as booleans: a failure would print the templates.
  expect(/[^\x20-\x7e]/.test(text)).toBe(false);
  expect(text.includes(String.raw`\\u00dcbertrag \\ud83d\\udcde`)).toBe(true);
});

it('a tenant whose name is too long for one of its functions is told which, and what to change', () => {
  expect(() => templatesOf({ ...largest, tenant: 'a-name-of-20-letters' })).toThrow(
    /^The function late-a-name-of-20-letters-\S+ would have a name of 65 characters, and Lambda takes 64: .*shorter name.*`lateAnswers\.operations`/,
  );
});
