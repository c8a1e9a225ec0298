import { createRouter } from '../../../tools/local/gateway/router';
import type { ServedRoute } from '../../../tools/local/gateway/served-routes';

const routeOf = createRouter(
  ['/v1/orders', '/v1/orders/newest', '/v1/orders/{id}', '/v1/orders/{id}/notes', '/v1/{kind}/newest/notes'].map(
    (path) => ({ route: { path, method: 'GET' }, load: () => Promise.resolve({}) }) as unknown as ServedRoute,
  ),
);

const found = (path: string) => {
  const match = routeOf(path);
  return match && [match.resource.path, match.parameters];
};

describe('the local gateway’s routes', () => {
  it.each([
    ['/v1/orders', ['/v1/orders', {}]],
    ['/v1/orders/', ['/v1/orders', {}]],
    ['/v1/orders/newest', ['/v1/orders/newest', {}]],
    ['/v1/orders/newest/', ['/v1/orders/newest', {}]],
    ['/v1/orders/a%20b', ['/v1/orders/{id}', { id: 'a%20b' }]],
    ['/v1/orders/newest/notes', ['/v1/orders/{id}/notes', { id: 'newest' }]],
    ['/v1/lines/newest/notes', ['/v1/{kind}/newest/notes', { kind: 'lines' }]],
    ['/v1/orders//notes', undefined],
    ['/v1/orders/{id}', ['/v1/orders/{id}', { id: '{id}' }]],
    ['/v1', undefined],
    ['v1/orders', undefined],
    ['', undefined],
  ])('finds %s as API Gateway does', (path, expected) => {
    expect(found(path)).toEqual(expected);
  });

  it('gives each call parameters of its own', () => {
    expect(routeOf('/v1/orders')?.parameters).not.toBe(routeOf('/v1/orders')?.parameters);
  });
});
