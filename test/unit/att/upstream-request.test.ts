import fc from 'fast-check';
import { isAddressed, upstreamRequest, type BoundBinding } from '#att/upstream-request';
import type { Operation } from '#domain/define-operation';
import { operations } from '#operations/registry';
import { parseJson } from '#domain/json/parse-json';
import { pairOf } from '../../support/fakes';
import { boundBinding } from '../../support/operations';
import { problemOf } from '../../support/problem-of';

const trace = { traceId: 't-1', transactionId: 'x-1' };

interface Parts {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: string;
}

const sent = (binding: Partial<BoundBinding>, { path = {}, query = {}, body }: Parts = {}) =>
  upstreamRequest(
    boundBinding(binding),
    { path, query, ...(body === undefined ? {} : { body: parseJson(body) }) },
    pairOf('SP-A'),
    trace,
  );

const readOne: Partial<BoundBinding> = { method: 'GET', path: '/things/{id}/parts' };

describe('AT&T’s address', () => {
  test.each([
    ['https://att.example/base', 'https://att.example/base/things'],
    ['https://att.example/base/', 'https://att.example/base/things'],
    ['https://att.example', 'https://att.example/things'],
    ['http://127.0.0.1:4010/mobility', 'http://127.0.0.1:4010/mobility/things'],
  ])('is the base URL %s with the path behind it', (baseUrl, expected) => {
    expect(sent({ baseUrl }).url.href).toBe(expected);
  });

  test('takes every path parameter percent-encoded', () => {
    const { url } = sent(readOne, { path: { id: 'a b?d#e;f+é' } });
    expect(url.href).toBe('https://att.example/base/things/a%20b%3Fd%23e%3Bf%2B%C3%A9/parts');
  });

  test('takes query parameters into the path where the path names them, the others into the query', () => {
    const { url } = sent(readOne, { query: { id: '7', color: 'light blue+', 'a&b': '=' } });
    expect(url.pathname).toBe('/base/things/7/parts');
    expect(url.search).toBe('?color=light%20blue%2B&a%26b=%3D');
  });

  test('prefers the route’s parameter to a query parameter of the same name', () => {
    expect(sent(readOne, { path: { id: 'mine' }, query: { id: 'theirs' } }).url.href).toBe(
      'https://att.example/base/things/mine/parts',
    );
  });

  test('keeps every path parameter within its segment', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.stringMatching(/^[./\\%2eEfF?#;@:]{1,8}$/),
      fc.constantFrom('.', '..', '%2e%2e', '.%2E', '../..', '..\\..', '/', '//evil.example', '@evil.example', '?', '#'),
    );
    fc.assert(
      fc.property(text, (id) => {
        if (/^\.{1,2}$|[/\\%\p{Cc}]/u.test(id)) {
          expect(problemOf(() => sent(readOne, { path: { id } })).code).toBe('invalid-request');
          return;
        }
        const { url } = sent(readOne, { path: { id } });
        const segments = url.pathname.split('/');
        expect(url.origin).toBe('https://att.example');
        expect([url.search, url.hash, url.username]).toEqual(['', '', '']);
        expect([segments[1], segments[2], segments[4], segments.length]).toEqual(['base', 'things', 'parts', 5]);
        expect(decodeURIComponent(segments[3]!)).toBe(id);
      }),
      { numRuns: 500 },
    );
  });

  test('gives any query parameter back as it was', () => {
    const value = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(value, value, (name, text) => {
        const { url } = sent({ method: 'GET' }, { query: { [`q${name}`]: text } });
        expect(decodeURIComponent(url.search.slice(1).split('=')[1]!)).toBe(text);
        expect([...url.searchParams]).toEqual([[`q${name}`, text]]);
      }),
    );
  });

  test.each(['constructor', 'toString', 'hasOwnProperty'])('has a parameter called %s under its name', (name) => {
    expect(sent({ method: 'GET' }, { query: { [name]: '1' } }).url.search).toBe(`?${name}=1`);
  });

  test('has its query as a URL writes it, whether or not the path begins one, but for spaces', () => {
    const parameters = fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(parameters, fc.constantFrom('/things', '/things?kind=a+b'), (query, path) => {
        const { url } = sent(
          { method: 'GET', path, queryNames: { a: 'b' } },
          { query: { ...query, a: "!~'()* +\uD800", b: '2' } },
        );
        const expected = new URL(`https://att.example/base${path}`);
        for (const [name, value] of Object.entries({ ...query, a: "!~'()* +\uD800", b: '2' }))
          expected.searchParams.set(name === 'a' ? 'b' : name, value);
        expected.search = expected.search.replaceAll('+', '%20');
        expect(url.href).toBe(expected.href);
      }),
    );
  });

  test.each(['', '.', '..'])('cannot be changed by the parameter %j', (id) => {
    const { code, details } = problemOf(() => sent(readOne, { path: { id } }));
    expect(code).toBe('invalid-request');
    expect(details.errors).toEqual([{ parameter: 'path id', detail: 'must not be empty, `.` or `..`' }]);
  });

  test.each(['a/b', '/', 'a\\b', '%2F', '..%2f', 'a%00', 'a\u0000', 'a\nb', 'a\u0085b'])(
    'has no segment that a server could take for several or for another: %j',
    (id) => {
      const detail = 'must not contain `/`, `\\`, `%` or control characters';
      expect(problemOf(() => sent(readOne, { path: { id } })).details.errors).toEqual([
        { parameter: 'path id', detail },
      ]);
      expect(problemOf(() => sent(readOne, { query: { id } })).details.errors).toEqual([
        { parameter: 'query id', detail },
      ]);
    },
  );

  test('is not made up when a parameter is missing', () => {
    expect(problemOf(() => sent(readOne)).code).toBe('invalid-request');
  });
});

describe('AT&T’s headers', () => {
  test('carry credentials and trace under AT&T’s names', () => {
    expect(sent({}, { body: '{}' }).headers).toEqual({
      accept: 'application/json',
      client_id: pairOf('SP-A').clientId,
      client_secret: pairOf('SP-A').clientSecret,
      'x-trace-id': 't-1',
      'x-transaction-id': 'x-1',
      'content-type': 'application/json',
    });
  });

  test('carry the credentials under other names where the binding says so', () => {
    const { headers } = sent({ credentialHeaders: { clientId: 'X-Id', clientSecret: 'X-Key' } });
    expect(headers).toMatchObject({ 'X-Id': pairOf('SP-A').clientId, 'X-Key': pairOf('SP-A').clientSecret });
    expect(headers).not.toHaveProperty('client_id');
  });

  test('name the source where there is one', () => {
    const request = { path: {}, query: {} };
    const { headers } = upstreamRequest(boundBinding(), request, pairOf('A'), { ...trace, source: 'shop' });
    expect(headers['source']).toBe('shop');
    expect(sent({}).headers).not.toHaveProperty('source');
  });

  test('announce no body where there is none', () => {
    expect(sent({ method: 'GET' }, { body: '{"a":1}' })).not.toHaveProperty('body');
    expect(sent({ method: 'GET' }).headers).not.toHaveProperty('content-type');
  });
});

describe('AT&T’s body', () => {
  const bodyMembers = { mode: 'SUSPEND', 'odd "name"': 'x' };

  test.each(['{"a":1.0,"b":12345678901234567890}', '[1.50]', '"x"'])('is the caller’s: %s', (body) => {
    expect(sent({}, { body }).body).toBe(body);
  });

  test('has AT&T’s constants beside the caller’s members, whose numbers keep their digits', () => {
    const { body } = sent({ bodyMembers }, { body: '{"price":10.00,"big":12345678901234567890}' });
    expect(body).toContain('"price":10.00,"big":12345678901234567890');
    expect(JSON.parse(body!)).toMatchObject(bodyMembers);
  });

  test.each([undefined, '{}', '{ }'])('has only the constants when the caller sends %s', (text) => {
    expect(JSON.parse(sent({ bodyMembers }, text === undefined ? {} : { body: text }).body!)).toEqual(bodyMembers);
  });

  test('holds each member once, whatever the caller sends', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (members) => {
        fc.pre(!('mode' in members));
        const { body } = sent({ bodyMembers: { mode: 'SUSPEND' } }, { body: JSON.stringify(members) });
        expect(JSON.parse(body!)).toEqual(JSON.parse(JSON.stringify({ ...members, mode: 'SUSPEND' })));
      }),
    );
  });

  test('cannot ask for another operation than the one the caller is granted', () => {
    const { code, details } = problemOf(() => sent({ bodyMembers }, { body: '{"mode":"CANCEL"}' }));
    expect(code).toBe('invalid-request');
    expect(details.errors).toEqual([
      { pointer: '/mode', detail: 'must be "SUSPEND" under the name `mode`, or left out' },
    ]);
    expect(sent({ bodyMembers: { mode: 'SUSPEND' } }, { body: '{"mode":"SUSPEND"}' }).body).toBe('{"mode":"SUSPEND"}');
  });

  const stating = operations.flatMap(({ id, binding }: Operation) =>
    Object.keys(binding.bodyMembers ?? {}).map((name) => [id, name, binding] as const),
  );

  test('is told apart by a member of AT&T’s in some operations', () => expect(stating.length).toBeGreaterThan(8));

  test.each(stating)(
    'of %s cannot have another `%s`, in whatever letter case',
    (_, name, { method, path, bodyMembers }) => {
      const parameters = Object.fromEntries(
        [...`${path}${bodyMembers![name]}`.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => [parameter!, 'x']),
      );
      const own = bodyMembers![name]!.replace(/\{\w+\}/, 'x');
      const binding = { method, path, ...(bodyMembers && { bodyMembers }) };
      const spellings = [
        name.toUpperCase(),
        name[0]!.toUpperCase() + name.slice(1),
        `${name.slice(0, -1)}${name.at(-1)!.toUpperCase()}`,
      ];
      for (const written of [name, ...spellings]) {
        for (const body of [{ [written]: 'cancel-all' }, { [name]: own, [written]: 'cancel-all' }]) {
          const refused = problemOf(() => sent(binding, { path: parameters, body: JSON.stringify(body) }));
          expect(refused.details.errors).toMatchObject([{ pointer: `/${written}` }]);
        }
      }
      for (const written of spellings) {
        const body = JSON.stringify({ [written]: own });
        expect(problemOf(() => sent(binding, { path: parameters, body })).code).toBe('invalid-request');
      }
    },
  );
});

test.each<[Partial<BoundBinding>, Parts, boolean]>([
  [{ path: '/things' }, { query: { sim: '89' } }, true],
  [readOne, { query: { sim: '89' } }, false],
  [readOne, { path: { id: '7' } }, true],
  [{ path: '/things', bodyMembers: { key: '{id}' } }, { query: { sim: '89' } }, false],
  [{ path: '/things', bodyMembers: { key: '{sim}', mode: 'find' } }, { query: { sim: '89' } }, true],
  [
    { ...readOne, addresses: [{ ...boundBinding({ path: '/sims/{sim}' }), by: 'sim' }] },
    { query: { sim: '89' } },
    true,
  ],
])('of %j a call with %j says all that it is filled with: %s', (binding, { path = {}, query = {} }, isFull) => {
  expect(isAddressed(boundBinding(binding), { path, query })).toBe(isFull);
});
