import * as z from 'zod';
import { parseRequest } from '#api/parse-request';
import { maximumBodyBytes } from '#api/request-body';
import type { FieldError, Problem } from '#domain/problems/problems';
import type { Operation } from '#domain/define-operation';
import { gatewayEvent } from '../../support/gateway-event';
import { readThing, writeThing } from '../../support/operations';
import { problemOf } from '../../support/problem-of';

type Parts = Parameters<typeof gatewayEvent>[0];

const refusalOf = (operation: Operation, parts: Parts): Problem =>
  problemOf(() => parseRequest(operation, gatewayEvent(parts)));

const errorsOf = (operation: Operation, parts: Parts): readonly FieldError[] => {
  const problem = refusalOf(operation, parts);
  expect(problem.code).toBe('invalid-request');
  return problem.details.errors ?? [];
};

const nullDetail = 'is null: leave the member out, or give it a value';

describe('a body that does not fit', () => {
  test.each<[string, unknown, FieldError[]]>([
    ['an empty body', '', [{ pointer: '', detail: 'is required: the body is empty' }]],
    ['no body', undefined, [{ pointer: '', detail: 'is required: the body is empty' }]],
    ['an array', [], [{ pointer: '', detail: 'Invalid input: expected object, received array' }]],
    ['null', 'null', [{ pointer: '', detail: 'Invalid input: expected object, received null' }]],
    ['a string', '"x"', [{ pointer: '', detail: 'Invalid input: expected object, received string' }]],
    ['a missing member', {}, [{ pointer: '/name', detail: 'is required' }]],
    ['a wrong type', { name: 1 }, [{ pointer: '/name', detail: 'Invalid input: expected string, received number' }]],
    ['null for a member', { name: null }, [{ pointer: '/name', detail: nullDetail }]],
    ['null for an optional member', { name: 'x', size: null }, [{ pointer: '/size', detail: nullDetail }]],
    ['null in a list', { name: 'x', parts: [null] }, [{ pointer: '/parts/0', detail: nullDetail }]],
    ['null for a union', { name: 'x', owner: null }, [{ pointer: '/owner', detail: nullDetail }]],
    [
      'a member with / and ~ in its name, escaped in the pointer',
      { name: 'x', parts: [{ 'a/b~c': 'x' }, { 'a/b~c': 1 }] },
      [{ pointer: '/parts/1/a~1b~0c', detail: 'Invalid input: expected string, received number' }],
    ],
    ['the nearest branch of a union', { name: 'x', owner: {} }, [{ pointer: '/owner/id', detail: 'is required' }]],
    [
      'every mistake at once',
      { size: 'big' },
      [
        { pointer: '/name', detail: 'is required' },
        { pointer: '/size', detail: 'Invalid input: expected number, received string' },
      ],
    ],
    [
      'a number too large to be one, where a number is checked',
      '{"name":"x","size":1e400}',
      [expect.objectContaining({ pointer: '/size' })],
    ],
  ])('names the place: %s', (_, body, errors) => {
    expect(errorsOf(writeThing, { body })).toEqual(errors);
  });

  test('names members that nobody knows, and those that are known', () => {
    const body = z.strictObject({ rows: z.array(z.strictObject({ id: z.string() })).optional() });
    const strict: Operation = { ...writeThing, request: { ...writeThing.request, body } };
    expect(errorsOf(strict, { body: { row: [], 'a/b': 1, rows: [{ id: 'x', di: 'y' }] } })).toEqual([
      { pointer: '/rows/0/di', detail: 'is not a member of this object' },
      { pointer: '/row', detail: 'is not a member of this object, which takes `rows`; did you mean `rows`?' },
      { pointer: '/a~1b', detail: 'is not a member of this object, which takes `rows`' },
    ]);
  });

  test('is refused before anything else when it is not JSON', () => {
    expect(refusalOf(writeThing, { body: '{' }).code).toBe('invalid-json');
  });

  test('never quotes a value, which may be a PIN', () => {
    const problem = refusalOf(writeThing, { body: { name: 4711, owner: 'canary-4711', size: 'canary-4711' } });
    expect(JSON.stringify(problem.details)).not.toContain('4711');
  });
});

describe('a body that fits', () => {
  test('keeps members the operation does not name, and their digits', () => {
    const body = '{"name":"x","unknown":{"big":12345678901234567890,"price":10.00}}';
    expect(parseRequest(writeThing, gatewayEvent({ body })).body?.text).toBe(body);
  });

  test('may be sent as Base64', () => {
    const body = Buffer.from('{"name":"é"}').toString('base64');
    expect(parseRequest(writeThing, gatewayEvent({ body, isBase64Encoded: true })).body?.value).toEqual({ name: 'é' });
  });

  test('has to be UTF-8, because other bytes would reach AT&T as question marks', () => {
    const body = Buffer.from('{"name":"é"}', 'latin1').toString('base64');
    expect(refusalOf(writeThing, { body, isBase64Encoded: true }).code).toBe('invalid-json');
  });

  test('has to be UTF-8 also where whoever handed it on has put replacement characters in', () => {
    const body = Buffer.from('{"name":"é"}', 'latin1').toString('utf8');
    expect(refusalOf(writeThing, { body }).code).toBe('invalid-json');
  });

  test('may be exactly 1 MB, and not a byte more', () => {
    const ofSize = (bytes: number): string => `{"name":"${'x'.repeat(bytes - 11)}"}`;
    expect(Buffer.byteLength(ofSize(maximumBodyBytes))).toBe(1_048_576);
    expect(parseRequest(writeThing, gatewayEvent({ body: ofSize(maximumBodyBytes) })).body?.text).toHaveLength(
      1_048_576,
    );
    expect(refusalOf(writeThing, { body: ofSize(maximumBodyBytes + 1) }).code).toBe('request-too-large');
  });

  test.each([false, true])(
    'may begin with a byte order mark, which AT&T is not sent (Base64: %s)',
    (isBase64Encoded) => {
      const text = '\uFEFF{"name":"x"}';
      const body = isBase64Encoded ? Buffer.from(text).toString('base64') : text;
      expect(parseRequest(writeThing, gatewayEvent({ body, isBase64Encoded })).body?.text).toBe('{"name":"x"}');
    },
  );

  test('is measured in bytes, not in characters or Base64', () => {
    const twoByteLetters = `{"name":"${'é'.repeat(maximumBodyBytes / 2)}"}`;
    expect(refusalOf(writeThing, { body: twoByteLetters }).code).toBe('request-too-large');
    const exact = Buffer.from(`{"name":"${'x'.repeat(maximumBodyBytes - 11)}"}`).toString('base64');
    expect(parseRequest(writeThing, gatewayEvent({ body: exact, isBase64Encoded: true })).body).toBeDefined();
  });

  test('is not looked at by an operation that takes none', () => {
    const event = gatewayEvent({ path: { thingId: 'ab' }, body: 'not json' });
    expect(parseRequest(readThing, event)).toEqual({ path: { thingId: 'ab' }, query: {} });
  });
});

describe('the content type', () => {
  test.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'application/json ; charset="utf-8"',
    'application/vnd.att.v1+json',
    ' application/json ',
    'application/json; odata=verbose',
    'application/json;odata.metadata=minimal; charset="UTF-8"',
  ])('%j is taken', (type) => {
    const event = gatewayEvent({ headers: { 'Content-Type': type }, body: { name: 'x' } });
    expect(parseRequest(writeThing, event).body).toBeDefined();
  });

  test('may be left out', () => {
    expect(parseRequest(writeThing, gatewayEvent({ body: { name: 'x' } })).body).toBeDefined();
  });

  test.each([
    '',
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'application/jsonp',
    'application/json, text/plain',
    'application/json=x',
    'application/json; charset="utf-8',
    'text/json',
    '+json',
  ])('%j is refused', (type) => {
    const problem = refusalOf(writeThing, { headers: { 'content-type': type }, body: { name: 'x' } });
    expect(problem.code).toBe('unsupported-media-type');
  });
});

describe('a content encoding', () => {
  test.each(['gzip', 'br', 'GZIP', 'identity, deflate', 'aws-chunked'])('%s is refused by name', (encoding) => {
    const problem = refusalOf(writeThing, { headers: { 'Content-Encoding': encoding }, body: { name: 'x' } });
    expect(problem).toMatchObject({
      code: 'unsupported-media-type',
      details: { detail: expect.stringContaining(encoding.toLowerCase().split(', ').at(-1)!) as string },
    });
  });

  test('of none is none', () => {
    const event = gatewayEvent({ headers: { 'Content-Encoding': 'identity' }, body: { name: 'x' } });
    expect(parseRequest(writeThing, event).body).toBeDefined();
  });
});

describe('parameters', () => {
  test('a wrong one is named with where it stands', () => {
    expect(errorsOf(readThing, { path: { thingId: 'a' } })).toEqual([
      { parameter: 'path thingId', detail: expect.stringContaining('Too small') as string },
    ]);
    expect(errorsOf(readThing, {})).toEqual([{ parameter: 'path thingId', detail: 'is required' }]);
  });

  test.each([
    ['a%40b', 'a@b'],
    ['a%2Fb', 'a/b'],
    ['a%2520b', 'a%20b'],
    ['a+b', 'a+b'],
    ['%C3%A9%F0%9F%98%80', 'é😀'],
  ])('in the path is read as the caller meant it, because API Gateway leaves it encoded: %s', (encoded, meant) => {
    expect(parseRequest(readThing, gatewayEvent({ path: { thingId: encoded } })).path).toEqual({ thingId: meant });
  });

  test.each(['%', '%zz', '%ff%fe', '%c3'])('in the path that decodes to nothing is refused: %s', (encoded) => {
    expect(errorsOf(readThing, { path: { thingId: encoded } })).toEqual([
      { parameter: 'path thingId', detail: 'is not valid percent-encoded UTF-8' },
    ]);
  });

  test.each(['colour', 'Color', 'colors'])('in the query of a name like a known one is refused: %s', (name) => {
    const detail = 'is not a parameter of this operation, which takes `color`; did you mean `color`?';
    expect(errorsOf(readThing, { path: { thingId: 'ab' }, query: { [name]: 'red' } })).toEqual([
      { parameter: `query ${name}`, detail },
    ]);
  });

  test('in the query is taken as API Gateway decoded it, known or not', () => {
    const query = { color: '100%', shade: 'a+b' };
    expect(parseRequest(readThing, gatewayEvent({ path: { thingId: 'ab' }, query })).query).toEqual(query);
  });
});
