import { operations } from '#operations/registry';
import { attEnvironmentOf, requireOwnHosts } from '#att/hosts';
import { checkedBindings, collisions } from '../../lib/config/check-bindings';
import { hostMistakes } from '../../lib/config/check-hosts';
import { describeBindings } from '../../lib/config/describe-bindings';
import { resolveBindings } from '../../lib/config/resolve-bindings';
import type { Settings } from '#platform/settings';
import type { TenantInput } from '../../lib/config/tenant';
import { boundBinding, testSettings } from '../support/operations';
import { aTenant } from './synthesized';

const uat = 'https://uat-att-order-eapi.nprd-gw.cloud.att.com/api/v1';
const production = 'https://att-order-eapi.gw.cloud.att.com/api/v1';

describe('addresses of a tenant’s operations', () => {
  it.each(['uat', 'production'] as const)('are all different in %s, as the product knows them', (environment) => {
    expect(() => checkedBindings(aTenant({ environment }))).not.toThrow();
  });

  it('are all different at the simulator', () => {
    expect(() => checkedBindings(aTenant(), 'http://127.0.0.1:1')).not.toThrow();
  });

  it('may not send APEX order creation and handoff to the same host, which would be the same request', () => {
    const bindings = { 'apex-create-order': { baseUrl: uat }, 'apex-hand-off-order': { baseUrl: `${uat}/` } };
    expect(() => checkedBindings(aTenant({ bindings }))).toThrow(
      /bindings\.apex-hand-off-order: has the same base URL, method and path as apex-create-order \(POST/,
    );
  });

  it('may differ in what goes into the body alone', () => {
    const binding = {
      baseUrl: uat,
      method: 'PUT' as const,
      path: '/x/{a}',
      credentialHeaders: { clientId: 'a', clientSecret: 'b' },
    };
    const [first, second] = operations;
    expect(collisions({ [first!.id]: binding, [second!.id]: { ...binding, path: '/x/{b}' } })).toHaveLength(1);
    expect(
      collisions({
        [first!.id]: { ...binding, bodyMembers: { mode: 'on' } },
        [second!.id]: { ...binding, bodyMembers: { mode: 'off' } },
      }),
    ).toEqual([]);
  });

  it.each([
    ['get-port-in', { path: '/port-ins' }, 'path: must name {portInId}, unless a member of bodyMembers does'],
    ['get-port-in', { path: '/port-ins/{portInId}/{part}' }, 'path: {part} is no parameter of the operation'],
    [
      'get-port-in',
      { method: 'POST' as const, path: '/port-ins', bodyMembers: { id: '{portIn}' } },
      'path: must name {portInId}, unless a member of bodyMembers does',
    ],
    ['request-port-in', { method: 'GET' as const }, 'method: a GET carries no body, and the operation has one'],
    [
      'get-port-in',
      { path: '/port-ins', bodyMembers: { id: '{portInId}' } },
      'method: a GET carries no body, and the operation has one',
    ],
  ])('may not lose a part of the request: %s %j', (id, binding, mistake) => {
    const hosts = { uat: ['att.partner.example'] };
    const bindings = { [id]: { baseUrl: 'https://att.partner.example', ...binding } };
    expect(() => checkedBindings(aTenant({ hosts, bindings }))).toThrow(`bindings.${id}.${mistake}`);
  });

  it('may have a parameter in the body instead of the path', () => {
    const id = 'get-port-in';
    const binding = { method: 'POST' as const, path: '/search', bodyMembers: { id: '{portInId}' } };
    expect(() => checkedBindings(aTenant({ bindings: { [id]: binding } }))).not.toThrow();
  });

  it.each([
    ['uat', production, 'production'],
    ['production', uat, 'uat'],
  ] as const)('may not leave %s for the other environment’s host', (environment, baseUrl, served) => {
    const tenant = aTenant({ environment, bindings: { 'apex-create-order': { baseUrl } } });
    expect(hostMistakes(tenant)).toEqual([
      `bindings.apex-create-order.baseUrl: ${new URL(baseUrl).hostname} is a ${served} host of AT&T, this tenant’s environment is ${environment}`,
    ]);
    expect(() => checkedBindings(tenant)).toThrow(hostMistakes(tenant)[0]);
  });

  it('may not leave an environment by a host’s name with the root’s dot either', () => {
    const baseUrl = 'https://att-order-eapi.gw.cloud.att.com./';
    expect(hostMistakes(aTenant({ bindings: { 'apex-create-order': { baseUrl } } }))).toHaveLength(1);
  });

  describe.each([
    ['uat', 'production'],
    ['production', 'uat'],
  ] as const)('of a tenant of %s', (environment, other) => {
    const proxy = 'att.proxy.partner.example';
    const bindings = { 'apex-create-order': { baseUrl: `https://${proxy.toUpperCase()}.:8443/x` } };
    const mistakesWith = (hosts: TenantInput['hosts']) => hostMistakes(aTenant({ environment, hosts, bindings }));

    it('may be a host that is not AT&T’s own, e.g. a partner’s proxy, where it is stated for the environment', () => {
      expect(mistakesWith({ [environment]: [proxy] })).toEqual([]);
    });

    it('may not be a host that is stated nowhere, for the other environment, or for both', () => {
      expect(mistakesWith({})).toEqual([
        `bindings.apex-create-order.baseUrl: ${proxy} is not known. If it leads to AT&T’s ${environment}, list it in \`hosts.${environment}\` of the tenant file`,
      ]);
      expect(mistakesWith({ [other]: [proxy] })).toEqual([
        `bindings.apex-create-order.baseUrl: ${proxy} is stated for ${other}, this tenant’s environment is ${environment}`,
      ]);
      expect(mistakesWith({ uat: [proxy], production: [proxy] })).toEqual([
        `hosts.uat.0: ${proxy} is stated for production too`,
      ]);
    });

    it('may not be a host by a name that only looks like one of AT&T’s', () => {
      const baseUrl = 'https://gw.cloud.att.com.evil.example';
      expect(hostMistakes(aTenant({ environment, bindings: { 'apex-create-order': { baseUrl } } }))).toEqual([
        expect.stringContaining('gw.cloud.att.com.evil.example is not known'),
      ]);
    });

    it('is not made one of its own by stating a host of AT&T’s other environment', () => {
      const host = { uat: new URL(uat).hostname, production: new URL(production).hostname }[other];
      expect(hostMistakes(aTenant({ environment, hosts: { [environment]: [host] } }))).toEqual([
        `hosts.${environment}.0: ${host} is a ${other} host of AT&T`,
      ]);
    });

    it('is checked again by a function at its start, against settings changed by hand', () => {
      const [own, foreign] = environment === 'uat' ? [uat, production] : [production, uat];
      const settings = (baseUrl: string, talksTo: Settings['environment'] = environment) =>
        testSettings({ environment: talksTo, bindings: { 'apex-create-order': boundBinding({ baseUrl }) } });
      expect(() => requireOwnHosts(settings(own))).not.toThrow();
      expect(() => requireOwnHosts(settings(foreign))).toThrow(
        `bound to AT&T’s ${other}, ENVIRONMENT is ${environment}`,
      );
      expect(() => requireOwnHosts(settings(own, 'simulator'))).toThrow('ENVIRONMENT is simulator');
    });
  });

  it('may not be a simulator’s for a tenant of production, whose credentials would go there', () => {
    expect(() => checkedBindings(aTenant({ environment: 'production' }), 'http://127.0.0.1:1')).toThrow(
      'environment: production credentials must not go to a simulator',
    );
  });

  it('are in the right environment for every host AT&T prints', () => {
    for (const { binding } of operations) {
      for (const [environment, baseUrl] of Object.entries(binding.baseUrls)) {
        expect(attEnvironmentOf(new URL(baseUrl).hostname)).toBe(environment);
      }
    }
  });
});

describe('the table of addresses', () => {
  it('lists every operation once, as bound or with the setting to fill in', () => {
    const tenant = aTenant();
    const bindings = resolveBindings(tenant);
    const text = describeBindings(tenant, bindings);
    for (const { id } of operations) {
      const line = text.split('\n').filter((candidate) => candidate.startsWith(`  ${id} `));
      expect(line).toHaveLength(1);
      const { baseUrl } = bindings[id]!;
      expect(line[0]).toContain(baseUrl === undefined ? `of bindings['${id}']` : new URL(baseUrl).host);
    }
    expect(text).toMatch(/Tenant example, talking to AT&T uat\./);
  });

  it('asks for the host only where the path is known, and says what the tenant stated', () => {
    const id = 'alliance-look-up-end-customer';
    const lineOf = (tenant = aTenant()) =>
      describeBindings(tenant, resolveBindings(tenant))
        .split('\n')
        .find((line) => line.includes(id));
    expect(lineOf()).toMatch(/fill in baseUrl of/);
    expect(lineOf(aTenant({ bindings: { [id]: { baseUrl: uat } } }))).toMatch(
      /nprd-gw.*path published, host stated by the tenant; members as AT&T prints them/,
    );
    expect(lineOf(aTenant({ environment: 'production' }))).toMatch(
      /att-endcustomerlookup-eapi\.gw\.cloud\.att\.com  \(path published; members as AT&T prints them\)/,
    );
  });

  it('asks for all that is unknown, and says what the tenant stated of it and how many samples prove that', () => {
    const id = 'request-port-in';
    const lineOf = (stated: NonNullable<TenantInput['bindings']>[string]) => {
      const tenant = aTenant({ bindings: { [id]: stated } });
      const lines = describeBindings(tenant, resolveBindings(tenant)).split('\n');
      return lines.find((line) => line.startsWith(`  ${id} `));
    };
    const where = { baseUrl: 'https://att.partner.example', path: '/ports' };
    const request = { members: { '/subscriberNumber': '/ctn' } };
    const answer = { members: { '/id': '/key', '/state': '/word' } };
    expect(lineOf({})).toMatch(/fill in baseUrl, path, request, answer of/);
    expect(lineOf(where)).toMatch(/fill in request, answer of/);
    expect(lineOf({ ...where, request, answer: { members: { '/id': '/key' } } })).toMatch(
      /fill in answer\.members\['\/state'\] of/,
    );
    const sample = { name: 'one', answer: { status: 201, body: {} }, means: 'done' as const };
    expect(lineOf({ ...where, request, answer, samples: [sample] })).toMatch(
      /att\.partner\.example  \(path stated by the tenant, host stated by the tenant; members stated by the tenant, 1 sample\)/,
    );
  });

  it.each([
    [
      'a misspelt member',
      { request: { members: { '/subscriberNumbr': '/ctn' } } },
      "request.members['/subscriberNumbr']: the operation’s reference has no such member; did you mean `/subscriberNumber`?",
    ],
    [
      'a needed member that is not there',
      { request: { members: { '/subscriberNumber': null } } },
      "request.members['/subscriberNumber']: must be a pointer",
    ],
    [
      'a needed member under the name of a secret, which records hide',
      { request: { members: { '/subscriberNumber': '/order/no' }, secretMembers: ['/losing/no'] } },
      "request.members['/subscriberNumber']: `no` is the name of a secret as well",
    ],
    [
      'a needed member inside of what has the name of a secret',
      { request: { members: { '/subscriberNumber': '/credentials/ctn' } } },
      "request.members['/subscriberNumber']: `credentials` is the name of a secret as well",
    ],
    ['an answer without the id', { answer: { members: { '/id': null } } }, "answer.members['/id']: must be a pointer"],
    [
      'an address by what is no parameter',
      { addresses: [{ by: 'colour', path: '/x' }] },
      'addresses.0.by: colour is no parameter',
    ],
    [
      'an address at a host that is stated nowhere',
      { addresses: [{ by: 'x', path: '/x', baseUrl: 'https://elsewhere.example' }] },
      'addresses.0.baseUrl: elsewhere.example is not known',
    ],
  ])('refuses %s', (_, stated, mistake) => {
    const hosts = { uat: ['att.partner.example'] };
    const binding = {
      baseUrl: 'https://att.partner.example',
      path: '/ports',
      request: 'as-documented' as const,
      answer: 'as-documented' as const,
      ...stated,
    };
    const tenant = aTenant({ hosts, bindings: { 'request-port-in': binding } });
    expect(() => checkedBindings(tenant)).toThrow(`bindings.request-port-in.${mistake}`);
  });
});
