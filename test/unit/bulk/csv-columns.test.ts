import * as z from 'zod';
import { columnsOf } from '#bulk/csv-columns';
import { dialectOf } from '#bulk/csv-dialect';
import { memberTypesOf } from '#bulk/member-types';
import { readCsv } from '#bulk/read-csv';
import { problemOf } from '../../support/problem-of';

const named = { pathParameters: ['lineId'], members: new Set(['name', 'count', 'lineId', 'reference']) };
const columnOf = (cell: string, of = named) => columnsOf([cell], of);
const mistakeIn = (cell: string, of: Parameters<typeof columnsOf>[1] = named): string | undefined => {
  const result = columnsOf([cell], of);
  return 'errors' in result ? (result.errors[0] as { detail: string }).detail : undefined;
};
const deep = (tokens: number) => '/x'.repeat(tokens);

describe('a column', () => {
  it.each([
    ['{reference}', { kind: 'reference' }],
    [' {reference} ', { kind: 'reference' }],
    ['{customerReference}', { kind: 'customer-reference' }],
    ['{metadata.shop}', { kind: 'metadata', name: 'shop' }],
    ['{lineId}', { kind: 'path-parameter', name: 'lineId' }],
    ['name', { kind: 'member', path: ['name'] }],
    ['/a/0/b~1c~0d', { kind: 'member', path: ['a', '0', 'b/c~d'] }],
    [deep(16), { kind: 'member', path: Array.from({ length: 16 }, () => 'x') }],
  ])('%s is: %#', (cell, column) => {
    expect(columnOf(cell)).toEqual({ columns: [column] });
  });

  it.each<[string, Parameters<typeof columnsOf>[1], string]>([
    ['{number}', named, 'it has lineId'],
    ['{number}', { ...named, pathParameters: ['a', 'b'] }, 'it has a, b'],
    ['{number}', { ...named, pathParameters: [] }, 'it has none'],
    ['/name', { ...named, members: undefined }, 'the operation takes none'],
    ['name', { ...named, members: undefined }, 'is no documented member of the body'],
    [deep(17), named, 'is no JSON pointer into the body'],
    ['/', named, 'is no JSON pointer into the body'],
    ['/a/prototype', named, 'is no JSON pointer into the body'],
    ['reference', { ...named, members: new Set() }, 'your own name for a row is {reference}'],
    ['customerReference', named, 'your own labels are in braces: {customerReference}'],
    ['metadata.shop', named, 'your own labels are in braces: {metadata.shop}'],
    ['shop.metadata.', named, 'name any other by a JSON pointer'],
    ['lineId', { ...named, members: new Set() }, 'the path parameter is {lineId}'],
    ['nmae', named, 'name any other by a JSON pointer'],
  ])('%s is refused with what to write instead: %#', (cell, of, said) => {
    expect(mistakeIn(cell, of)).toContain(said);
  });

  it.each<[string[], string | undefined]>([
    [['{customerReference}', '{customerReference}'], 'column 2'],
    [['{metadata.shop}', '{metadata.shop}'], 'column 2'],
    [['{metadata.shop}', '{metadata.clerk}'], undefined],
    [['{reference}', 'reference', '/metadata/shop', '{lineId}', 'lineId'], undefined],
    [['name', '/nam', '/name2'], undefined],
  ])('is named once: %#', (header, parameter) => {
    const result = columnsOf(header, named);
    if (parameter === undefined) expect(result).toHaveProperty('columns');
    else
      expect(result).toEqual({ errors: [{ parameter, detail: expect.stringContaining('same as another') as string }] });
  });

  it('without a name is empty, and left out where it trails', () => {
    expect(columnsOf(['', ' ', 'name', ' ', ''], named)).toEqual({
      columns: [{ kind: 'empty' }, { kind: 'empty' }, { kind: 'member', path: ['name'] }],
    });
  });

  it('that is wrong is told with twenty others, no more', () => {
    const { errors } = columnsOf(
      Array.from({ length: 25 }, (_, index) => `wrong ${index}`),
      named,
    ) as { errors: object[] };
    expect(errors).toHaveLength(20);
    expect(errors[19]).toMatchObject({ parameter: 'column 20' });
  });
});

describe('the separator of a file', () => {
  it.each([
    ['name;count\n', { delimiter: ';', statement: '' }],
    ['name\n', { delimiter: ',', statement: '' }],
    ['"a;b"\tname\n', { delimiter: '\t', statement: '' }],
    ['', { delimiter: ',', statement: '' }],
    ['sep=|\r\nname;count\n', { delimiter: '|', statement: 'sep=|\r\n' }],
    [`${'x'.repeat(65_536)};y\n`, { delimiter: ',', statement: '' }],
    [`${'x'.repeat(65_535)};y\n`, { delimiter: ';', statement: '' }],
  ])('is found: %#', (text, dialect) => {
    expect(dialectOf(text)).toEqual(dialect);
  });
});

it('types of a member are known wherever it is one of several, and none of what is not described', () => {
  const { names, at } = memberTypesOf(
    z.union([
      z.object({ a: z.union([z.string(), z.number()]), list: z.array(z.object({ n: z.int() })) }),
      z.object({ b: z.tuple([z.boolean(), z.string()]) }).and(z.object({ c: z.unknown() })),
    ]),
  );
  expect([...names].toSorted()).toEqual(['a', 'b', 'c', 'list']);
  const types = (...path: string[]) => [...at(path)].toSorted();
  expect([types('a'), types('list', '7', 'n'), types('b', '1'), types('c')]).toEqual([
    ['number', 'string'],
    ['integer'],
    ['string'],
    [],
  ]);
  expect([types('toString'), types('list', 'n'), types('a', 'b'), types('b', '0')]).toEqual([[], [], [], ['boolean']]);
});

describe('rows of a file', () => {
  it('have a number where it or nothing may stand', () => {
    const body = z.object({ count: z.number().nullable() });
    expect(readCsv('count\n7\n', { request: { body } })).toEqual([{ pathParameters: {}, body: '{"count":7}' }]);
  });

  const body = z.looseObject({ name: z.string(), count: z.int(), isUrgent: z.boolean(), people: z.array(z.looseObject({ first: z.string() })) }).partial(); // prettier-ignore
  const operation = { request: { body } };
  const rowsOf = (csv: string) => readCsv(csv, operation);
  const detailOf = (csv: string) => problemOf(() => rowsOf(csv)).details.detail;

  it('have labels of their own', () => {
    expect(rowsOf('{customerReference},{metadata.shop},{metadata.clerk},name\nour 7,12,Pat,Kim\n,,,Lee\n')).toEqual([
      {
        pathParameters: {},
        customerReference: 'our 7',
        metadata: { shop: '12', clerk: 'Pat' },
        body: '{"name":"Kim"}',
      },
      { pathParameters: {}, body: '{"name":"Lee"}' },
    ]);
  });

  it('have no member of an empty column or an empty cell', () => {
    expect(rowsOf('name,,count\nKim,,7\n,,8\n').map((row) => row.body)).toEqual([
      '{"name":"Kim","count":7}',
      '{"count":8}',
    ]);
    expect(rowsOf('name,count\nKim,7\n, \n')).toHaveLength(1);
  });

  it('have lists in the order of their numbers, and members of mixed names by name', () => {
    const csv = '/people/10/first,/people/2/first,/other/0,/other/a,count\nTen,Two,x,y,7\n,,,,8\n';
    expect(rowsOf(csv).map((row) => row.body)).toEqual([
      '{"people":[{"first":"Two"},{"first":"Ten"}],"other":{"0":"x","a":"y"},"count":7}',
      '{"count":8}',
    ]);
    expect(rowsOf('{reference},name\nx,\n')).toEqual([{ reference: 'x', pathParameters: {}, body: '{}' }]);
  });

  it.each([
    ['true', '{"isUrgent":true}'],
    ['false', '{"isUrgent":false}'],
    ['yes', '{"isUrgent":"yes"}'],
    ['1', '{"isUrgent":"1"}'],
  ])('have %s as a boolean where one is wanted: %s', (cell, text) => {
    expect(rowsOf(`isUrgent\n${cell}\n`)[0]!.body).toBe(text);
  });

  it('of an operation without parameters or body have neither', () => {
    expect(readCsv('{reference}\nx\n', { request: {} })).toEqual([{ reference: 'x', pathParameters: {} }]);
  });

  it.each([
    ['', 'The first line names the columns; there is none.'],
    [`${Array.from({ length: 501 }, (_, index) => `/m${index}`).join(',')}\n`, 'The header has more than 500 columns.'],
    [`name\n${',\n'.repeat(10_001)}`, 'The file has more than 10000 empty lines; remove them.'],
    [`name\n${'x\n'.repeat(2_001)}`, 'A bulk write takes at most 2000 rows; this one has more.'],
    ['sep=,\nname,count\nKim\n', 'Line 3 has 1 cells; the header names 2 columns.'],
    ['name\n"x\n', 'Line 2 cannot be read (CSV_QUOTE_NOT_CLOSED).'],
    ['sep=,\nname\n"x\n', 'Line 3 cannot be read (CSV_QUOTE_NOT_CLOSED).'],
  ])('are refused with what is wrong: %#', (csv, detail) => {
    expect(detailOf(csv)).toBe(detail);
  });

  it('may be as wide, and have as many empty lines, as they may', () => {
    const header = Array.from({ length: 500 }, (_, index) => `/m${index}`);
    expect(rowsOf(`${header.join(',')}\n${header.map(() => 'x').join(',')}\n`)).toHaveLength(1);
    expect(rowsOf(`name\nx\n${',\n'.repeat(10_000)}`)).toHaveLength(1);
  });
});
