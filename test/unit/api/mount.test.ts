import { mountOf } from '#api/mount';
import { calledAt, gatewayEvent } from '../../support/gateway-event';

const mountAt = (resource: string, path: string | undefined): string => {
  const event = { ...gatewayEvent(), resource };
  return mountOf(path === undefined ? event : calledAt(event, path));
};

/** `requestContext.path` as API Gateway’s REST APIs have it: the path of the address that was called. */
describe.each([
  ['the address of the API, below its stage', '/uat/v1/requests/req_1', '/uat'],
  ['a domain of its own', '/v1/requests/req_1', ''],
  ['a domain of its own, below a base path', '/partners/v1/requests/req_1', '/partners'],
  ['a domain of its own, below a base path of several parts', '/a/b-c/v1/requests/req_1', '/a/b-c'],
  ['a base path that is named like the API’s version', '/v1/v1/requests/req_1', '/v1'],
  ['an address that ends in a slash', '/uat/v1/requests/req_1/', '/uat'],
  ['an id that looks like a path of ours', '/uat/v1/requests/%2Fv1%2Frequests%2F', '/uat'],
  ['the console’s own test', '/v1/requests/req_1', ''],
  ['nobody: a call of a bulk write', undefined, ''],
  ['an address in other words', '/uat/v1/%72equests/req_1', ''],
  ['an address that would name another host', '//evil.example.com/v1/requests/req_1', ''],
])('called at %s', (_, path, mount) => {
  it('what stands before `/v1` is the mount', () => {
    expect(mountAt('/v1/requests/{requestId}', path)).toBe(mount);
  });
});

it('a route without parameters is found as well', () => {
  expect(mountAt('/v1/requests', '/uat/v1/requests')).toBe('/uat');
});
