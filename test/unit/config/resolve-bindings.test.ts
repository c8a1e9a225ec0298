import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveBindings } from '../../../lib/config/resolve-bindings';
import { operations } from '#operations/registry';
import { readEnvironment, toEnvironment } from '#platform/environment';
import { callSettings } from '#platform/settings';

const lookUp = 'alliance-look-up-end-customer';
const productionUrl = 'https://att-endcustomerlookup-eapi.gw.cloud.att.com/api/v1';

describe('where an operation is served', () => {
  test('is known for every operation, bound or not, and readable as a function’s settings', () => {
    for (const environment of ['uat', 'production'] as const) {
      const bindings = resolveBindings({ environment, bindings: {} });
      expect(Object.keys(bindings).toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
      const variables = toEnvironment({ tenant: 't', environment, secretPrefix: 'p', bindings });
      expect(readEnvironment(variables, ...callSettings).bindings).toEqual(bindings);
    }
  });

  test('is AT&T’s published address, and nowhere where AT&T publishes none', () => {
    expect(resolveBindings({ environment: 'production', bindings: {} })[lookUp]).toMatchObject({
      baseUrl: productionUrl,
      method: 'POST',
      path: '/customerAccountLookup',
      credentialHeaders: { clientId: 'client_id', clientSecret: 'client_secret' },
    });
    expect(resolveBindings({ environment: 'uat', bindings: {} })[lookUp]).not.toHaveProperty('baseUrl');
  });

  test('is never a real host while the path is only assumed', () => {
    const stated = Object.fromEntries(operations.map(({ id }) => [id, { baseUrl: 'https://att.example' }]));
    for (const environment of ['uat', 'production'] as const) {
      for (const bindings of [{}, stated]) {
        const resolved = resolveBindings({ environment, bindings });
        for (const { id, binding } of operations.filter((operation) => operation.binding.provenance === 'assumed')) {
          expect([id, binding.provenance, resolved[id]?.baseUrl]).toEqual([id, 'assumed', undefined]);
        }
      }
    }
  });

  test('is never a real host while nobody has stated what the gateway needs to know of its documents', () => {
    const stated = { baseUrl: 'https://att.example', path: '/stated' };
    const bindings = Object.fromEntries(operations.map(({ id }) => [id, stated]));
    const resolved = resolveBindings({ environment: 'uat', bindings });
    for (const { id, binding, idempotency } of operations) {
      const isUnknown = binding.shape === 'assumed' && idempotency !== 'safe';
      if (isUnknown) expect([id, resolved[id]]).toMatchObject([id, { missing: expect.arrayContaining(['answer']) }]);
      if (binding.shape !== 'assumed') expect([id, resolved[id]?.baseUrl]).toEqual([id, stated.baseUrl]);
    }
    expect(resolved['request-port-in']!.missing).toEqual(['request', 'answer']);
    // Nothing follows from it.
    expect(resolved['look-up-equipment']!.baseUrl).toBe(stated.baseUrl);
  });

  test('is a real host once the tenant states base URL, path and what the documents look like', () => {
    const documented = 'as-documented' as const;
    const stated = { baseUrl: 'https://att.example', path: '/stated', request: documented, answer: documented };
    const bindings = Object.fromEntries(operations.map(({ id }) => [id, stated]));
    const resolved = resolveBindings({ environment: 'uat', bindings });
    expect(operations.every(({ id }) => resolved[id]?.baseUrl === stated.baseUrl)).toBe(true);
    expect(operations.every(({ id }) => resolved[id]?.path === '/stated')).toBe(true);
  });

  test('follows the tenant in everything it states, and only in that', () => {
    const stated = {
      method: 'PUT' as const,
      credentialHeaders: { clientId: 'X-Id', clientSecret: 'X-Key' },
      bodyMembers: { mode: 'X' },
    };
    const resolved = resolveBindings({ environment: 'production', bindings: { [lookUp]: stated } })[lookUp];
    expect(resolved).toEqual({ baseUrl: productionUrl, path: '/customerAccountLookup', ...stated });
  });

  test('is the simulator’s host for its domain, for every operation, even where the tenant states a real one', () => {
    const bindings = { [lookUp]: { baseUrl: 'https://att.example' } };
    const resolved = resolveBindings({ environment: 'production', bindings }, 'http://127.0.0.1:4010');
    for (const { id, binding } of operations) {
      expect(resolved[id]?.baseUrl).toBe(`http://127.0.0.1:4010/${binding.domain}`);
    }
  });
});

test('the tenant file in docs/contract.md is the one the integration suite deploys', () => {
  const read = (...path: string[]) => readFileSync(join(import.meta.dirname, '..', '..', '..', ...path), 'utf8');
  const file = read('test', 'integration', 'tenants', 'rebound.json');
  expect(read('docs', 'contract.md')).toContain(`\`\`\`json\n${file}\`\`\``);
});
