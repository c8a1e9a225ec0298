import type { Binding } from '#domain/define-operation';
import { operations } from '#operations/registry';
import type { SimOperation } from '../../../tools/simulator/behaviour';
import { chooseOperation, createRoutes, pathParameters } from '../../../tools/simulator/routes';

const [any] = operations;

/** An operation under a made-up address; its summary tells it apart. */
const at = (summary: string, binding: Partial<Binding>): SimOperation => ({
  ...any!,
  summary,
  binding: {
    domain: 'mobility',
    method: 'PATCH',
    path: '/line/{number}',
    provenance: 'assumed',
    baseUrls: {},
    source: '',
    ...binding,
  },
});

const found = (served: SimOperation[], method: string, path: string, body?: unknown): string | undefined => {
  const resource = createRoutes(served).find(method, path);
  return typeof resource === 'string' ? resource : chooseOperation(resource, body)?.summary;
};

const suspend = at('suspend', { bodyMembers: { action: 'suspend' } });
const resume = at('resume', { bodyMembers: { action: 'resume' } });

describe('routes', () => {
  it('come from the registry: every operation is found at its own address', () => {
    const routes = createRoutes(operations);
    for (const operation of operations) {
      const { domain, method, path, bodyMembers } = operation.binding;
      const resource = routes.find(method, `/${domain}${path.replaceAll(/\{\w+\}/g, 'x%2Fy')}`);
      expect(typeof resource === 'string' ? resource : chooseOperation(resource, bodyMembers)?.id).toBe(operation.id);
    }
  });

  it('tell operations at one address apart by the constants in the body', () => {
    expect(found([suspend, resume], 'PATCH', '/mobility/line/1', { action: 'resume' })).toBe('resume');
    expect(found([suspend, resume], 'PATCH', '/mobility/line/1', { action: 'suspend', reason: 'Lost' })).toBe(
      'suspend',
    );
    expect(found([suspend, resume], 'PATCH', '/mobility/line/1', { action: 'explode' })).toBeUndefined();
    expect(found([suspend, resume], 'PATCH', '/mobility/line/1', null)).toBeUndefined();
  });

  it('prefer the operation with more constants, in whatever order they are registered', () => {
    const plain = at('plain', {});
    const urgent = at('urgent', { bodyMembers: { action: 'suspend', priority: 'high' } });
    for (const served of [
      [plain, suspend, urgent],
      [urgent, suspend, plain],
    ]) {
      expect(found(served, 'PATCH', '/mobility/line/1', { action: 'suspend', priority: 'high' })).toBe('urgent');
      expect(found(served, 'PATCH', '/mobility/line/1', { action: 'suspend' })).toBe('suspend');
      expect(found(served, 'PATCH', '/mobility/line/1', {})).toBe('plain');
    }
  });

  it('want a member that carries an id from the route, whatever its value', () => {
    const cancel = at('cancel', { path: '/cancel', bodyMembers: { id: '{portInId}' } });
    expect(found([cancel], 'PATCH', '/mobility/cancel', { id: '17' })).toBe('cancel');
    expect(found([cancel], 'PATCH', '/mobility/cancel', {})).toBeUndefined();
  });

  it('prefer a literal to a parameter', () => {
    const list = at('list', { method: 'GET', path: '/line/all' });
    const one = at('one', { method: 'GET', path: '/line/{number}' });
    expect(found([one, list], 'GET', '/mobility/line/all')).toBe('list');
    expect(found([one, list], 'GET', '/mobility/line/2')).toBe('one');
  });

  it('know a wrong method from a wrong path', () => {
    expect(found([suspend], 'DELETE', '/mobility/line/1')).toBe('wrong-method');
    expect(found([suspend], 'PATCH', '/mobility/line/')).toBe('unknown-path');
    expect(found([suspend], 'PATCH', '/mobility/line/1/2')).toBe('unknown-path');
    expect(found([suspend], 'PATCH', '/order/line/1')).toBe('unknown-path');
  });

  it('decode path parameters, and take malformed ones as they are', () => {
    expect(pathParameters(suspend, '/mobility/line/a%2Fb%20c')).toEqual({ number: 'a/b c' });
    expect(pathParameters(suspend, '/mobility/line/%zz')).toEqual({ number: '%zz' });
  });

  it.each([
    ['the same address', at('b', { bodyMembers: { action: 'suspend' } })],
    [
      'the same address with another parameter name',
      at('b', { path: '/line/{subscriber}', bodyMembers: { action: 'suspend' } }),
    ],
    ['constants of other members', at('b', { bodyMembers: { mode: 'suspend' } })],
  ])('refuse two operations with %s', (_, other) => {
    expect(() => createRoutes([suspend, other])).toThrow(
      /cannot be told apart: both are PATCH .* Give each its own `bodyMembers`/,
    );
  });

  it('take the same method and path on two domains for two addresses', () => {
    const create = at('create', { domain: 'order', method: 'POST', path: '/order-apex' });
    const handOff = at('hand off', { domain: 'order-handoff', method: 'POST', path: '/order-apex' });
    expect(found([create, handOff], 'POST', '/order-handoff/order-apex')).toBe('hand off');
    expect(() => createRoutes([create, { ...handOff, binding: create.binding }])).toThrow();
  });
});
