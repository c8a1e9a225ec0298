import { packRows } from '#bulk/pack-rows';
import type { Packing } from '#domain/define-operation';

const packing: Packing = { at: '/list', most: 2, by: '/id' };
const rowOf = (id: string, more: object = {}) => ({
  pathParameters: {},
  body: JSON.stringify({ list: [{ id }] }),
  ...more,
});
const rowsIn = (rows: Parameters<typeof packRows>[0], as: Packing | undefined = packing) =>
  packRows(rows, as).map((call) => call.rows);

it('a row keeps its place, its name and its labels', () => {
  const labels = { customerReference: 'our 7', metadata: { shop: '12' } };
  expect(packRows([rowOf('1', { reference: 'first', ...labels }), rowOf('2')], undefined)).toStrictEqual([
    { ...rowOf('1'), rows: [{ row: 0, reference: 'first', ...labels }] },
    { ...rowOf('2'), rows: [{ row: 1 }] },
  ]);
});

it.each<[string, object, object, boolean]>([
  ['are equal', {}, {}, true],
  ['have the same labels', { customerReference: 'a' }, { customerReference: 'a' }, true],
  ['have names of their own', { reference: 'a' }, { reference: 'b' }, true],
  ['have another customer reference', { customerReference: 'a' }, { customerReference: 'b' }, false],
  ['have other metadata', { metadata: { shop: '1' } }, { metadata: { shop: '2' } }, false],
  ['have other path parameters', { pathParameters: { a: '1' } }, { pathParameters: { a: '2' } }, false],
])('rows that %s share a call: %#', (_, first, second, isShared) => {
  expect(rowsIn([rowOf('1', first), rowOf('2', second)])).toHaveLength(isShared ? 1 : 2);
});

it('a call takes as many as it may, then another is begun', () => {
  const calls = packRows(
    ['1', '2', '3'].map((id) => rowOf(id)),
    packing,
  );
  expect(calls.map(({ body }) => body)).toEqual(['{"list":[{"id":"1"},{"id":"2"}]}', '{"list":[{"id":"3"}]}']);
  expect(calls.map(({ rows }) => rows.map(({ row }) => row))).toEqual([[0, 1], [2]]);
});

it('a row by itself is sent as it was written, and one without a body or a list is alone', () => {
  const body = '{ "list": [ {"id": 1.10} ] }';
  expect(packRows([{ pathParameters: {}, body }], packing)).toEqual([{ pathParameters: {}, body, rows: [{ row: 0 }] }]);
  expect(rowsIn([{ pathParameters: {} }, { pathParameters: {} }])).toHaveLength(2);
  expect(
    rowsIn([
      { pathParameters: {}, body: '{"list":{"0":1}}' },
      { pathParameters: {}, body: '{}' },
    ]),
  ).toHaveLength(2);
});

it('a shared call has the first row’s body, and the others’ elements as they were written', () => {
  const bodies = [
    ' { "x":"\\u0061]", "list" : [ { "id": 1.10 } ] }',
    '{"list":[{"id" :2E1}\n],"x":"a]"}',
    String.raw`{"x":"a\u005D","\u006cist":[ "\/" ]}`,
  ];
  const [call, ...others] = packRows(
    bodies.map((body) => ({ pathParameters: {}, body })),
    { ...packing, most: 3 },
  );
  expect(call!.body).toBe(String.raw` { "x":"\u0061]", "list" : [ { "id": 1.10 },{"id" :2E1},"\/" ] }`);
  expect(others).toEqual([]);
});

it('a list deeper in the body is packed there', () => {
  const body = (id: string) => `{"a":{"list":["${id}"],"x":1}}`;
  const calls = packRows(
    ['1', '2'].map((id) => ({ pathParameters: {}, body: body(id) })),
    { ...packing, at: '/a/list' },
  );
  expect(calls.map((call) => call.body)).toEqual(['{"a":{"list":["1","2"],"x":1}}']);
});

it('rows that name several are alone', () => {
  const several = { pathParameters: {}, body: '{"list":[1,2]}' };
  expect(rowsIn([several, several])).toEqual([[{ row: 0 }], [{ row: 1 }]]);
});
