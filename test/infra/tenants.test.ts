import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTenant } from '../../lib/config/load-tenant';
import { functionName, logGroupName, stackName } from '../../lib/names';
import example from '../../tenants/example';
import { temporaryDirectory } from '../support/temporary-directory';
import { backgroundHandlers } from '../../lib/bundle-handlers';
import { aTenant, functionIds, synthesize } from './synthesized';

const directoryWith = (files: Record<string, string>): string => {
  const directory = temporaryDirectory('tenants-');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
};

describe('tenant files', () => {
  const good = JSON.stringify({ ...example, tenant: 'acme' });

  it('are found by the tenant’s name', async () => {
    await expect(loadTenant('acme', directoryWith({ 'acme.json': good }))).resolves.toMatchObject({
      tenant: 'acme',
      throttling: { requestsPerSecond: 50, burst: 100 },
      logRetentionDays: 90,
    });
  });

  it.each([
    [undefined, 'Name a tenant with `-c tenant=<tenant>`. There are: acme, zeta.'],
    ['', 'Name a tenant with `-c tenant=<tenant>`. There are: acme, zeta.'],
    ['nobody', 'There is no tenant `nobody`. There are: acme, zeta.'],
    ['../acme', 'There is no tenant `../acme`. There are: acme, zeta.'],
  ])('say in one line which there are when %s is asked for', async (name, message) => {
    const directory = directoryWith({ 'acme.json': good, 'zeta.ts': '', 'README.md': '' });
    await expect(loadTenant(name, directory)).rejects.toThrow(new Error(message));
  });

  it('list every mistake with its path and reason', async () => {
    const broken = {
      tenant: 'Acme Corp',
      environment: 'staging',
      region: 'Virginia',
      solutionProviders: [
        { id: 'a b', families: [] },
        { id: '10067', families: ['mobility'] },
        { id: '10067', families: ['voice'] },
      ],
      bindings: { 'no-such-operation': {}, 'apex-create-order': { baseUrl: 'http://att.example', path: 'order' } },
      tokenIssuer: { issuer: 'login' },
      throttling: { requestsPerSecond: 0, burst: 100 },
      logRetentionDays: 7,
      alarms: { emails: ['nobody'] },
      colour: 'blue',
    };
    const told = await loadTenant('acme', directoryWith({ 'acme.json': JSON.stringify(broken) })).catch(String);
    expect(told).toBe(
      [
        'ConfigurationMistake: acme.json is not a valid tenant:',
        '  tenant: must be 2 to 20 lower-case letters, digits and hyphens',
        '  environment: Invalid option: expected one of "uat"|"production"',
        '  region: must be an AWS region, e.g. `us-east-1`',
        '  solutionProviders.0.id: must be 1 to 32 letters, digits and hyphens',
        '  solutionProviders.0.families: must name at least one API family',
        '  solutionProviders.2.families.0: Invalid option: expected one of "ordering-apex"|"ordering-alliance"|"mobility"',
        '  bindings.apex-create-order.baseUrl: must be an https URL',
        '  bindings.apex-create-order.path: must start with `/`',
        '  tokenIssuer.issuer: must be an https URL',
        '  tokenIssuer.jwksUri: must be an https URL',
        '  tokenIssuer.audience: Invalid input: expected string, received undefined',
        '  throttling.requestsPerSecond: Too small: expected number to be >=1',
        '  logRetentionDays: must be 30, 90, 180 or 365',
        '  alarms.emails.0: Invalid email address',
        '  (the whole file): Unrecognized key: "colour"',
        '  bindings.no-such-operation: is not an operation',
        '  solutionProviders.2.id: is listed twice',
      ].join('\n'),
    );
  });

  it('may not state a host for one environment that another file states for the other', async () => {
    const hosts = { uat: ['att.proxy.partner.example'] };
    const acme = JSON.stringify({ ...example, tenant: 'acme', hosts });
    const told = (other: string) =>
      loadTenant('acme', directoryWith({ 'acme.json': acme, 'live.json': other, 'torn.json': '{' })).catch(String);
    expect(await told(JSON.stringify({ hosts: { production: hosts.uat } }))).toBe(
      'ConfigurationMistake: acme.json is not a valid tenant:\n' +
        '  hosts.uat.0: att.proxy.partner.example is stated for production by live.json',
    );
    expect(await told(JSON.stringify({ hosts }))).toMatchObject({ hosts });
  });

  it('may not call a file by one name and the tenant by another, whose stacks they would replace', async () => {
    await expect(loadTenant('other', directoryWith({ 'other.json': good }))).rejects.toThrow(
      /tenant: must be `other`, like the file, not `acme`/,
    );
  });

  it('say why they cannot be read', async () => {
    await expect(loadTenant('acme', directoryWith({ 'acme.json': '{' }))).rejects.toThrow(
      /acme\.json cannot be read: .*JSON/,
    );
    await expect(loadTenant('acme', join(temporaryDirectory('tenants-'), 'no', 'such'))).rejects.toThrow(
      /There is no directory/,
    );
  });

  it('follow port-ins as the rule has it and ask AT&T 120 times a minute, unless they say otherwise', () => {
    expect(aTenant().polling).toEqual({ pollsPerMinute: 120, portInSla: ['simple', 'non-simple'] });
    expect(aTenant({ polling: { portInSla: ['wireless'] } }).polling).toMatchObject({ pollsPerMinute: 120 });
  });

  it.each<[object, RegExp]>([
    [{ pollsPerMinute: 0 }, /polling\.pollsPerMinute: Too small/],
    [{ pollsPerMinute: 2.5 }, /polling\.pollsPerMinute: /],
    [{ portInSla: [] }, /polling\.portInSla: must name at least one profile/],
    [{ portInSla: ['fast'] }, /polling\.portInSla\.0: must be `simple`, `non-simple`, `wireless` or a/],
    [{ often: true }, /polling: Unrecognized key: "often"/],
  ])('are refused with %j about polling', (polling, mistake) => {
    expect(() => aTenant({ polling })).toThrow(mistake);
  });

  it('may not use names Cognito refuses', () => {
    expect(() => aTenant({ tenant: 'my-aws' })).toThrow(/tenant: must not contain `aws`/);
  });
});

describe('several tenants in one account', () => {
  const nameMembers = [
    'FunctionName',
    'LogGroupName',
    'AlarmName',
    'TopicName',
    'DashboardName',
    'UserPoolName',
    'AliasName',
    'Domain',
    'Name',
  ];

  const kinds = ['data', 'api', 'tracking', 'monitoring'] as const;

  it('share no name', () => {
    const names = ['example', 'acme', 'acme-two'].map((tenant) => {
      const templates = synthesize({ tenant: aTenant({ tenant }) });
      const named = Object.values(templates).flatMap(({ Resources }) => {
        return (
          Object.values(Resources)
            .flatMap(({ Type, Properties }) =>
              nameMembers.flatMap((member) =>
                // What is no text refers to something else by its name.
                typeof Properties[member] === 'string' ? [`${Type} ${Properties[member]}`] : [],
              ),
            )
            // Its name holds the API’s own id.
            .filter((name) => !name.includes('API-Gateway-Execution-Logs_'))
            // It names the group it counts in.
            .filter((name) => !name.startsWith('AWS::Logs::MetricFilter '))
        );
      });
      return [...kinds.map((kind) => stackName(tenant, kind)), ...named];
    });
    expect(names[0]!.length).toBeGreaterThan(20);
    expect(names.flat().filter((n, i, all) => all.indexOf(n) < i)).toEqual([]);
  });

  it('can have no two functions that would be called the same', () => {
    const ids = [...functionIds, ...backgroundHandlers, 'authorizer'];
    for (const id of ids) for (const other of ids) expect(id.endsWith(`-${other}`)).toBe(false);
    expect(logGroupName('a', 'b')).not.toBe(logGroupName('a-b', ''));
  });

  it('can have names as long as allowed', () => {
    for (const id of functionIds) expect(functionName('a'.repeat(20), id).length).toBeLessThanOrEqual(64);
    expect(() => functionName('a'.repeat(20), 'b'.repeat(40))).toThrow(/longer than Lambda’s 64/);
  });
});
