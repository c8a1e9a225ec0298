import * as z from 'zod';
import { readCsv } from '#bulk/read-csv';
import { Problem } from '#domain/problems/problems';
import { problemOf } from '../../support/problem-of';

const operation = {
  request: {
    path: z.object({ lineId: z.string() }),
    body: z.looseObject({
      name: z.string(),
      count: z.int().optional(),
      amount: z.number().optional(),
      isUrgent: z.boolean().optional(),
      either: z.union([z.string(), z.number()]).optional(),
      literal: z.literal(true).optional(),
      people: z.array(z.looseObject({ first: z.string(), age: z.number().optional() })).optional(),
      address: z.looseObject({ zip: z.string(), 'a/b': z.string().optional() }).optional(),
    }),
  },
};

const bodiesOf = (csv: string) => readCsv(csv, operation).map(({ body }) => body);

describe('a CSV file', () => {
  it('has members, pointers, path parameters and references as columns', () => {
    const csv = '{reference},{lineId},name,/address/zip,/address/a~1b\nfirst,212,Kim,01234,x\n,213,"Lee, ""Pat""",,\n';
    expect(readCsv(csv, operation)).toEqual([
      {
        reference: 'first',
        pathParameters: { lineId: '212' },
        body: '{"name":"Kim","address":{"zip":"01234","a/b":"x"}}',
      },
      { pathParameters: { lineId: '213' }, body: '{"name":"Lee, \\"Pat\\""}' },
    ]);
  });

  it('has texts, and numbers and booleans where the operation wants them, with the digits they are written with', () => {
    const csv = 'name,count,amount,isUrgent,either,literal,/unknown\n7,7,1.10,true,5,true,5\nx,seven,1e400,yes,,,\n';
    expect(bodiesOf(csv)).toEqual([
      '{"name":"7","count":7,"amount":1.10,"isUrgent":true,"either":"5","literal":true,"unknown":"5"}',
      '{"name":"x","count":"seven","amount":1e400,"isUrgent":"yes"}',
    ]);
  });

  it('has lists, which have no gaps', () => {
    const csv = '/people/0/first,/people/1/first,/people/1/age,/people/10/first\nKim,,,Lee\n,Pat,30,\n';
    expect(bodiesOf(csv)).toEqual([
      '{"people":[{"first":"Kim"},{"first":"Lee"}]}',
      '{"people":[{"first":"Pat","age":30}]}',
    ]);
  });

  it('may have a byte order mark, line feeds with or without returns, and blank lines', () => {
    expect(bodiesOf('\ufeffname\r\nKim\r\n\r\nLee')).toEqual(['{"name":"Kim"}', '{"name":"Lee"}']);
  });

  it.each([
    ['', undefined],
    ['name,/name\nx,y\n', 'column 2'],
    ['/address/zip,/address\nx,y\n', 'column 2'],
    ['{reference},{reference}\nx,y\n', 'column 2'],
    ['{number}\nx\n', 'column 1'],
    ['/__proto__/polluted\nx\n', 'column 1'],
    ['constructor\nx\n', 'column 1'],
    ['/a//b\nx\n', 'column 1'],
    ['/address,/address/zip\nx,y\n', 'column 2'],
    ['nmae\nx\n', 'column 1'],
    ['reference\nx\n', 'column 1'],
    ['lineId,name\n212,x\n', 'column 1'],
  ])('is refused with a header of %j', (csv, parameter) => {
    const { code, details } = problemOf(() => readCsv(csv, operation));
    expect(code).toBe('invalid-csv');
    if (parameter !== undefined) expect(details.errors).toEqual([{ parameter, detail: expect.any(String) }]);
  });

  it.each([['name\n"secret-4711\n'], ['name\nx"secret-4711"\n']])(
    'that cannot be read is refused with the line and without what is in it: %j',
    (csv) => {
      const problem = problemOf(() => readCsv(csv, operation));
      expect(problem).toBeInstanceOf(Problem);
      expect(problem.details.detail).toMatch(/^Line \d+ cannot be read \([A-Z_]+\)\.$/);
      expect(JSON.stringify(problem.details)).not.toContain('4711');
    },
  );

  const dialects = [',', ';', '\t', '|'].flatMap((separator) =>
    ['\n', '\r\n', '\r'].flatMap((end) =>
      ['', `sep=${separator}`, `\ufeffsep=${separator}`, `"sep=${separator}"`].map(
        (statement): [string, string, string] => [separator, end, statement],
      ),
    ),
  );

  it.each(dialects)('may separate cells by %j and lines by %j after the line %j', (separator, end, statement) => {
    const lines = [
      ...(statement === '' ? [] : [statement]),
      ['{lineId}', 'name', '/address/zip', '', ''].join(separator),
      ['212', '"Lee, ""Pat""; | x"', '01234', '', ''].join(separator),
      separator.repeat(7),
      '',
      ['213', 'Kim', '', ''].join(separator),
      separator,
    ];
    expect(readCsv(lines.join(end), operation)).toEqual([
      { pathParameters: { lineId: '212' }, body: '{"name":"Lee, \\"Pat\\"; | x","address":{"zip":"01234"}}' },
      { pathParameters: { lineId: '213' }, body: '{"name":"Kim"}' },
    ]);
  });

  it.each([['name,count\nKim,1\r\nLee,2\r\n'], ['name,count\r\nKim,1\nLee,2\r'], ['name,count\rKim,1\r\nLee,2\n']])(
    'may end its lines in several ways: %j',
    (csv) => {
      expect(bodiesOf(csv)).toEqual(['{"name":"Kim","count":1}', '{"name":"Lee","count":2}']);
    },
  );

  it.each([
    ['sep=:\nname:count\nx:1\n', /separator/],
    ['name;count,amount\nx;1,2\n', /a comma and a semicolon/],
    ['name\tcount|amount\nx\t1|2\n', /a tab and a vertical bar/],
    ['name,count\nx\n', /Line 2 has 1 cells; the header names 2 columns/],
    ['name,\nx,y\n', /Line 2 has something in column 2/],
    ['name\nx\ny,z\n', /Line 3 has something in column 2/],
    ['name,,count\nx,y,1\n', /Line 2 has something in column 2/],
  ])('that is ambiguous is refused with the reason: %j', (csv, reason) => {
    const { code, details } = problemOf(() => readCsv(csv, operation));
    expect([code, details.detail]).toEqual(['invalid-csv', expect.stringMatching(reason)]);
  });

  it.each([
    ['columns', `${Array.from({ length: 501 }, (_, index) => `/m${index}`).join(',')}\n`, 'invalid-csv'],
    ['bytes in a line', `name\n${'x'.repeat(200_000)}\n`, 'invalid-csv'],
    ['bytes in its header', `${'name,'.repeat(60_000)}\nx\n`, 'invalid-csv'],
    ['empty lines', `name\n${',\n'.repeat(10_001)}`, 'invalid-csv'],
    ['rows', `name\n${'x\n'.repeat(2_001)}`, 'request-too-large'],
  ])('with too many %s is refused', (_what, csv, code) => {
    expect(problemOf(() => readCsv(csv, operation)).code).toBe(code);
  });

  it('with too many rows is not read to its end', () => {
    const unreadable = `name\n${'x\n'.repeat(2_001)}"never closed`;
    expect(problemOf(() => readCsv(unreadable, operation)).code).toBe('request-too-large');
  });

  it('has as many rows as a bulk write, and every empty line besides', () => {
    expect(readCsv(`name\n${'x\n,,\n\n'.repeat(2_000)}`, operation)).toHaveLength(2_000);
  });

  it('names no members where the operation takes no body', () => {
    const { code } = problemOf(() => readCsv('{lineId},/name\n212,x\n', { request: { path: operation.request.path } }));
    expect(code).toBe('invalid-csv');
  });

  it('has no body where the operation takes none', () => {
    expect(readCsv('{lineId}\n212\n', { request: { path: operation.request.path } })).toEqual([
      { pathParameters: { lineId: '212' } },
    ]);
  });
});
