import { parseTenant } from '../../../lib/config/tenant';
import example from '../../../tenants/example';

const page = 'https://backoffice.example.com';
const tenantWith = (crossOrigin: unknown, environment = 'uat') =>
  parseTenant({ ...example, environment, crossOrigin }, 'a tenant');

describe('what a tenant says of pages that may call', () => {
  it('is nothing, unless it is stated', () => {
    expect(parseTenant(example, 'a tenant')).not.toHaveProperty('crossOrigin');
  });

  it('is exact origins, and how long browsers need not ask again', () => {
    expect(tenantWith({ origins: [page] }).crossOrigin).toEqual({ origins: [page], maxAgeSeconds: 7_200 });
    const several = { origins: [page, 'https://10.0.0.7:8443'], maxAgeSeconds: 0, answersOfApiGateway: 'any-origin' };
    expect(tenantWith(several, 'production').crossOrigin).toEqual(several);
  });

  it.each([
    ['any', '*', /origins\.0: must be one whole origin, e\.g\. `https:.+`: by `\*` any page there is could call/],
    ['any below a domain', 'https://*.example.com', /origins\.0: must be one whole origin/],
    ['any port of this machine', 'http://localhost:*', /origins\.0: must be one whole origin/],
    ['no URL', 'backoffice.example.com', /origins\.0: must be an origin, e\.g\. `https:/],
    ['the origin of pages without one', 'null', /origins\.0: must be an origin/],
    ['another scheme', 'ftp://example.com', /origins\.0: must be an origin/],
    [
      'a slash',
      `${page}/`,
      /origins\.0: must be written as browsers have it, without a path: `https:\/\/backoffice\.example\.com`/,
    ],
    [
      'a path',
      `${page}/app`,
      /origins\.0: must be written as browsers have it.+: `https:\/\/backoffice\.example\.com`/,
    ],
    [
      'capitals',
      'https://Backoffice.example.com',
      /origins\.0: must be written.+: `https:\/\/backoffice\.example\.com`/,
    ],
    ['the usual port', `${page}:443`, /origins\.0: must be written.+: `https:\/\/backoffice\.example\.com`/],
    [
      'a name not in ASCII',
      'https://büro.example.com',
      /origins\.0: must be written.+: `https:\/\/xn--bro-hoa\.example\.com`/,
    ],
    ['a quote', 'https://a".example.com', /origins\.0: must be an origin/],
    ['a word of templates', 'https://$input.example.com', /origins\.0: must be an origin/],
    [
      'no TLS',
      'http://backoffice.example.com',
      /origins\.0: must be https: `https:\/\/backoffice\.example\.com`; only a page on/,
    ],
    ['a host named like this machine', 'http://localhost.example.com', /origins\.0: must be https/],
  ])('is not %s', (_, origin, mistake) => {
    expect(() => tenantWith({ origins: [origin] })).toThrow(mistake);
  });

  it('may be a page on a developer’s machine at AT&T’s UAT alone', () => {
    const origins = ['http://localhost:5173'];
    expect(tenantWith({ origins }).crossOrigin).toMatchObject({ origins });
    expect(() => tenantWith({ origins }, 'production')).toThrow(
      /crossOrigin\.origins\.0: is a page on a developer’s machine, which may call at `uat` alone/,
    );
  });

  it('is nothing for an API that takes certificates of clients alone', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/0f1e2d3c-4b5a';
    const domain = { name: 'gateway.example.com', certificateArn };
    const at = (endpoint: object) => () =>
      parseTenant({ ...example, endpoint, crossOrigin: { origins: [page] } }, 'a tenant');
    expect(at({ domain })).not.toThrow();
    expect(at({ domain: { ...domain, mutualTls: { truststore: 's3://example-truststore/clients.pem' } } })).toThrow(
      /crossOrigin: no page can call at a domain with `mutualTls`.+Leave out one of the two/,
    );
  });

  it.each<[object, RegExp]>([
    [{ origins: [] }, /crossOrigin\.origins: must name at least one origin; without any, leave out `crossOrigin`/],
    [{ origins: [page, page], answersOfApiGateway: 'any-origin' }, /crossOrigin\.origins\.1: is listed twice/],
    [
      { origins: Array.from({ length: 6 }, (_, at) => `https://p${at}.example.com`) },
      /origins: must be at most 5: CloudFormation would not take the API/,
    ],
    [{ origins: [`https://${'x'.repeat(100)}.example.com`] }, /origins\.0: must be at most 80 characters/],
    [{ origins: [page], maxAgeSeconds: 86_401 }, /crossOrigin\.maxAgeSeconds: /],
    [{ origins: [page], credentials: true }, /crossOrigin: Unrecognized key: "credentials"/],
    [{ origins: [page, 'https://example.com'] }, /answersOfApiGateway: must be `any-origin` with several origins/],
    [{ origins: [page], answersOfApiGateway: 'any-origin' }, /answersOfApiGateway: is needless with one origin/],
  ])('is refused as %j', (crossOrigin, mistake) => {
    expect(() => tenantWith(crossOrigin)).toThrow(mistake);
  });
});
