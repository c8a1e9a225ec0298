import { readSubmission } from '#bulk/submission';
import { mostBodyBytes } from '#bulk/bulk-write';
import { operations } from '#operations/registry';
import { gatewayEvent } from '../../support/gateway-event';
import { problemOf } from '../../support/problem-of';

const operationOf = (id: string) => operations.find((one) => one.id === id && one.idempotency !== 'safe');
const csv = 'text/csv';
const read = (
  body: unknown,
  { type, query, ...more }: { type?: string; query?: Record<string, string>; isBase64Encoded?: boolean } = {},
) =>
  readSubmission(
    gatewayEvent({
      ...more,
      ...(type !== undefined && { headers: { 'content-type': type } }),
      ...(query && { query }),
      body,
    }),
    operationOf,
  );
const problem = (...parts: Parameters<typeof read>) => {
  const { code, details } = problemOf(() => read(...parts));
  return { code, ...details };
};
const pathParameters = { subscriberNumber: '2125550171' };
const query = { operation: 'reset-voicemail' };

it('as JSON is read with the digits as they are written, and with labels and names', () => {
  const text = `{"operation":"reset-voicemail","rows":[{"reference":"a","customerReference":"our 7","metadata":{"shop":"12"},"pathParameters":{"subscriberNumber":"2125550171"},"body":{"pin":1.10}},{}]}`;
  const { operation, rows } = read(text, { type: 'application/json' });
  expect(operation.id).toBe('reset-voicemail');
  expect(rows).toStrictEqual([
    { pathParameters, customerReference: 'our 7', metadata: { shop: '12' }, reference: 'a', body: '{"pin":1.10}' },
    { pathParameters: {}, body: '{}' },
  ]);
  expect(read({ operation: 'remove-static-ip', rows: [{ pathParameters }] }).rows).toStrictEqual([{ pathParameters }]);
});

it('as JSON has each body as it is written, without the blanks around it', () => {
  const [first, second] = ['{ "pin" : 1.10,\n"a":"\\/\\u00fc ]}" }', '[ 1E2 ,{ } ]'];
  const text = ` { "rows" :[ {"body": ${first} ,"reference":"body"} , { } ,\t{"\\u0062ody":${second}}\n] , "operation":"reset-voicemail" }`;
  expect(read(text).rows.map(({ body }) => body)).toEqual([first, '{}', second]);
});

it('as JSON that gives a member twice is read as what was checked', () => {
  const text = '{"operation":"reset-voicemail","rows":[{"body":{"pin":1}, "body":{"pin":2.0, "pin":3.0}}]}';
  expect(read(text).rows.map(({ body }) => body)).toEqual(['{"pin":3.0}']);
});

it.each([csv, 'text/csv; header=present', 'text/csv; header=PRESENT; charset=utf-8'])(
  'as %s is read with labels',
  (type) => {
    const { operation, rows } = read(
      '{subscriberNumber},pin,{customerReference}\n2125550171,135790,our 7\n2125550171,135791,\n',
      { type, query },
    );
    expect(operation.id).toBe('reset-voicemail');
    expect(rows).toStrictEqual([
      { pathParameters, body: '{"pin":"135790"}', customerReference: 'our 7' },
      { pathParameters, body: '{"pin":"135791"}' },
    ]);
  },
);

it('as a file keeps no secret among its labels', () => {
  const [row] = read('pin,{metadata.pin}\n135790,135790\n', { type: csv, query }).rows;
  expect(row).toMatchObject({ metadata: { pin: '[secret]' } });
});

it('may be encoded', () => {
  const body = Buffer.from('{subscriberNumber},pin\n2125550171,135790\n').toString('base64');
  expect(read(body, { type: csv, query, isBase64Encoded: true }).rows).toHaveLength(1);
  const latin1 = Buffer.from('{subscriberNumber},pin\n2125550171,\xe9\n', 'latin1').toString('base64');
  expect(problem(latin1, { type: csv, query, isBase64Encoded: true })).toMatchObject({
    code: 'invalid-request',
    errors: [{ pointer: '', detail: 'is not encoded in UTF-8' }],
  });
});

it.each<[string, Parameters<typeof read>, object]>([
  [
    'of another type',
    ['x', { type: 'text/plain' }],
    { code: 'unsupported-media-type', detail: 'Send `application/json` or `text/csv`.' },
  ],
  ['of a file without a header', ['x', { type: 'text/csv; header=absent', query }], { code: 'unsupported-media-type' }],
  [
    'of a file for no operation',
    ['pin\n1\n', { type: csv }],
    { code: 'invalid-request', errors: [{ parameter: 'query operation', detail: expect.any(String) as string }] },
  ],
  [
    'of a file for a read',
    ['pin\n1\n', { type: csv, query: { operation: 'get-port-in' } }],
    { code: 'invalid-request', errors: [{ parameter: 'query operation' }] },
  ],
  [
    'of a file without rows',
    ['pin\n', { type: csv, query }],
    { code: 'invalid-request', errors: [{ pointer: '/rows', detail: 'must have a row' }] },
  ],
  [
    'of a label that cannot be one',
    ['pin,{customerReference}\n1,é\n', { type: csv, query }],
    { code: 'invalid-request', errors: [{ pointer: '/rows/0/customerReference' }] },
  ],
  ['that is no JSON', ['{', { type: 'application/json' }], { code: 'invalid-json' }],
  [
    'for a read',
    [{ operation: 'get-port-in', rows: [{}] }],
    { code: 'invalid-request', errors: [{ pointer: '/operation' }] },
  ],
  [
    'without rows',
    [{ operation: 'reset-voicemail', rows: [] }],
    { code: 'invalid-request', errors: [{ pointer: '/rows', detail: 'must have a row' }] },
  ],
  [
    'of no list',
    [{ operation: 'reset-voicemail', rows: 'x' }],
    { code: 'invalid-request', errors: [{ pointer: '/rows' }] },
  ],
  [
    'of too many rows',
    [{ operation: 'reset-voicemail', rows: Array.from({ length: 2_001 }, () => ({})) }],
    {
      code: 'request-too-large',
      detail: expect.stringContaining('at most 2000 rows; this one has 2001') as string,
      hint: 'Split the rows over several bulk writes.',
    },
  ],
  [
    'of too many bytes',
    [`{"x":"${'x'.repeat(mostBodyBytes)}"}`],
    { code: 'request-too-large', detail: `A bulk write takes at most ${mostBodyBytes} bytes.` },
  ],
  [
    'of another parameter',
    [{ operation: 'reset-voicemail', rows: [{}, { pathParameters: { 'a/b': 'x', ...pathParameters } }] }],
    {
      code: 'invalid-request',
      errors: [{ pointer: '/rows/1/pathParameters/a~1b', detail: 'is no path parameter of the operation' }],
    },
  ],
  ['of something unknown', [{ operation: 'reset-voicemail', rows: [{ boddy: {} }] }], { code: 'invalid-request' }],
])('%s is refused with the reason', (_, parts, expected) => {
  expect(problem(...parts)).toMatchObject(expected);
});

it('may have as many bytes and rows as it may', () => {
  expect(read({ operation: 'reset-voicemail', rows: Array.from({ length: 2_000 }, () => ({})) }).rows).toHaveLength(
    2_000,
  );
  const text = (fill: number) => `{"operation":"reset-voicemail","rows":[{"body":"${'x'.repeat(fill)}"}]}`;
  expect(read(text(mostBodyBytes - text(0).length)).rows).toHaveLength(1);
});
