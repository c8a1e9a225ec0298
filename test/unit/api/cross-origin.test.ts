import { preflightHeaders } from '#api/cross-origin';
import { wrapped } from '#api/read-handler';
import { Problem } from '#domain/problems/problems';
import { anyDeployment, openApiDocument } from '../../../tools/openapi/document';
import { recordingLog, recordingMetrics } from '../../support/fakes';
import { gatewayEvent, lambdaContext } from '../../support/gateway-event';

const page = 'https://backoffice.example.com';
const other = 'https://shop.example.com:8443';
const stranger = 'https://example.com';

interface Called {
  origins?: readonly string[];
  /** Of the call. */
  headers?: Record<string, string | string[]>;
  method?: string;
  error?: Error;
}

/** Headers of the answer of a handler, by the way every call takes. */
const headersTo = async ({ origins, headers = {}, method = 'POST', error }: Called) => {
  const deps = { log: recordingLog(), metrics: recordingMetrics(), ...(origins && { origins }) };
  const handler = wrapped({ id: 'do-thing' }, deps, () =>
    error
      ? Promise.reject(error)
      : Promise.resolve({ statusCode: 202, headers: { location: '/v1/requests/r1' }, body: '{}' }),
  );
  const { headers: answered } = await handler(gatewayEvent({ method, headers }), lambdaContext());
  return answered ?? {};
};

const origins = [page, other];
const ours = (headers: object): string[] =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-') || name === 'vary');

describe('an answer of a function', () => {
  it.each([page, other])('may be read by a page of %s, which is listed', async (origin) => {
    for (const name of ['Origin', 'origin'])
      expect(await headersTo({ origins, headers: { [name]: origin } })).toEqual({
        location: '/v1/requests/r1',
        vary: 'Origin',
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'location',
      });
  });

  it.each<[string, Record<string, string | string[]>]>([
    ['a page of another origin', { Origin: stranger }],
    ['a listed host without TLS', { Origin: 'http://backoffice.example.com' }],
    ['a listed host at another port', { Origin: `${page}:8443` }],
    ['a subdomain of a listed host', { Origin: 'https://evil.backoffice.example.com' }],
    ['a host that a listed one is the beginning of', { Origin: `${page}.example.org` }],
    ['a page without an origin', { Origin: 'null' }],
    ['an origin in capitals', { Origin: page.toUpperCase() }],
    ['two origins', { Origin: [page, stranger] }],
    ['a caller that is no page', {}],
  ])('allows nothing to %s, and says that it would be another for a page', async (_, headers) => {
    const answered = await headersTo({ origins, headers });
    expect(answered).not.toHaveProperty('access-control-allow-origin');
    expect(answered).toMatchObject({ vary: 'Origin' });
  });

  it.each([
    ['a refusal', new Problem('scope-not-granted')],
    ['a failure of AT&T', new Problem('upstream-timeout')],
    ['a failure of the gateway’s', new Error('made up')],
  ])('may be read as well when it is %s', async (_, error) => {
    expect(await headersTo({ origins, headers: { Origin: page }, error })).toMatchObject({
      'content-type': 'application/problem+json',
      'access-control-allow-origin': page,
      vary: 'Origin',
    });
  });

  it('names its headers that a browser would keep from a page: what limits of clients say, and where the record of a refusal is', async () => {
    const details = { retryAfterSeconds: 7, request: '/v1/requests/r1' };
    const error = new Problem('client-limit-reached', details);
    const { 'access-control-expose-headers': named, ...rest } = await headersTo({ origins, error });
    expect(named).toBe('x-request-id, x-request-record, retry-after');
    expect(Object.keys(rest)).toEqual(expect.arrayContaining(['retry-after', 'content-type', 'cache-control']));
  });

  it('may be read as well of `HEAD`', async () => {
    expect(await headersTo({ origins, headers: { Origin: page }, method: 'HEAD' })).toMatchObject({
      'access-control-allow-origin': page,
    });
  });

  it('never lets cookies or certificates go along', async () => {
    const names = ours(await headersTo({ origins, headers: { Origin: page } }));
    expect(names.sort()).toEqual(['access-control-allow-origin', 'access-control-expose-headers', 'vary']);
  });

  it('says nothing of pages where the tenant lists none, not even to one', async () => {
    for (const error of [undefined, new Error('made up')])
      expect(ours(await headersTo({ headers: { Origin: page }, ...(error && { error }) }))).toEqual([]);
  });
});

/** Names in lower case, of all headers that the published document has callers send. */
const documented = new Set<string>();

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const walk = (value: unknown): void => {
  if (!isObject(value)) return;
  if (value['in'] === 'header' && typeof value['name'] === 'string') documented.add(value['name'].toLowerCase());
  // What the gateway sends partners is no call of theirs.
  for (const [name, inner] of Object.entries(value)) if (name !== 'webhooks') walk(inner);
};
walk(openApiDocument(anyDeployment));

describe('the headers pages may send', () => {
  const allowed = new Set(preflightHeaders(['POST'], 60)['access-control-allow-headers']?.split(', '));

  it('are all that are documented, and what calls have anyway', () => {
    expect(documented.size).toBeGreaterThan(10);
    const wanted = [...documented, 'authorization', 'content-type', 'source', 'x-transaction-id'];
    expect(wanted.filter((name) => !allowed.has(name))).toEqual([]);
  });

  it('are none that a browser sets itself', () => {
    for (const name of ['origin', 'cookie', 'host', '*']) expect([name, allowed.has(name)]).toEqual([name, false]);
  });
});
